import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import path from 'node:path';
import { nodeMachine } from '#electron/platform/machine.ts';
import { openTestTill } from '#test/support/open-till.ts';
import type { Fact } from '#shared/ledger/events.ts';
import type { Store } from '#electron/store/store.ts';
import { enrolMany, walletOf } from '../enrol-many.ts';
import { quantile, type Figure } from '../figures.ts';

const goalS = 60;
const samples = 400;

/** A till that was cut off for a month calls a centre in a process of its own, while the counter goes on selling. */
export async function month(dir: string, small: boolean): Promise<Figure[]> {
  const events = small ? 6_000 : 60_000;
  const folder = path.join(dir, 'till');
  const away = await openTestTill(folder);
  const cards = enrolMany(away.till.store, events / 60);
  sellForAMonth(away.till.store, cards, (events - 2 * cards.length) / 2);
  const calm = await sellFor(away, cards, () => false);
  await away.close();

  const centre = await startCentreProcess(path.join(dir, 'month'));
  const till = await openTestTill(folder, { centreUrl: centre.url });
  const start = performance.now();
  let seconds = Number.NaN;
  const busy = await sellFor(till, cards, () => {
    if (till.till.link.pending() > 50) return true;
    if (Number.isNaN(seconds)) seconds = (performance.now() - start) / 1_000;
    return false;
  });
  await till.close();
  await centre.stop();
  const [calm99, busy99] = [quantile(calm, 0.99), quantile(busy, 0.99)];
  return [
    {
      what: `${events.toLocaleString('en')} events that waited a month, uploaded`,
      measured: `${seconds.toFixed(1)} s`,
      goal: `<= ${small ? goalS / 10 : goalS} s`,
      kept: seconds <= (small ? goalS / 10 : goalS),
    },
    { what: 'a sale before, p99', measured: `${calm99.toFixed(1)} ms`, goal: '-' },
    {
      what: 'a sale during the upload, p99',
      measured: `${busy99.toFixed(1)} ms = ${(busy99 / calm99).toFixed(2)}x (${busy.length} sales)`,
      goal: '<= 2x before',
      kept: busy99 <= 2 * calm99,
    },
  ];
}

/** What a till that sold so often has in its log: each sale, and the points for it. */
function sellForAMonth(store: Store, cards: readonly string[], sales: number): void {
  const wallets = cards.map(walletOf);
  const saleTo = (walletId: string, nth: number): Fact[] => {
    const saleId = `month-${nth}`;
    const [currency, minor] = ['EUR' as const, 100 + (nth % 5_000)];
    const amount = Math.trunc(minor / 100);
    const reason = { code: 'POINTS_PER_UNIT', params: { points: amount, perUnit: 1, baseMinor: minor } };
    const award = { unit: 'points:points', drawer: store.writer, lot: '2026-01-31/-', amount } as const;
    return [
      {
        type: 'SaleRecorded',
        body: { saleId, walletId, total: { minor, currency }, paidWithVouchersMinor: 0, items: [] },
      },
      {
        type: 'ValueAwarded',
        body: { walletId, saleId, programId: 'points', revision: 1, reason, ...award },
      },
    ];
  };
  for (let first = 0; first < sales; first += 100) {
    const nths = Array.from({ length: Math.min(100, sales - first) }, (_, nth) => first + nth);
    const facts = nths.flatMap((nth) => saleTo(wallets[(nth * 7919) % wallets.length] ?? '', nth));
    store.commit({ facts, time: { atMs: nodeMachine.now(), day: '2026-01-31' } });
  }
}

type Open = Awaited<ReturnType<typeof openTestTill>>;

/** Sells to one member after the other, with a breath in between as a counter has it, while `goOn` says so or samples lack. */
async function sellFor({ screen }: Open, cards: string[], goOn: () => boolean): Promise<number[]> {
  const took: number[] = [];
  for (let count = 0; goOn() || took.length < samples; count += 1) {
    await screen.call('checkout.scan', {
      deviceId: 'bench',
      text: cards[(count * 7919) % cards.length] ?? '',
    });
    const start = performance.now();
    const command = { commandId: nodeMachine.newId(), amountText: '9.90' };
    const sold = await screen.call('checkout.confirm', command);
    took.push(performance.now() - start);
    if (!sold.ok) throw new Error('the sale was refused');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return took;
}

async function startCentreProcess(dataDir: string): Promise<{ url: string; stop(): Promise<void> }> {
  const env = { ...process.env, PORT: '0', HOST: '127.0.0.1', TESSERA_CENTRAL_DATA: dataDir };
  const child = spawn(process.execPath, ['central/main.ts'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  let url = '';
  for await (const line of createInterface({ input: child.stdout })) {
    url = /Tills call: (\S+)/.exec(line)?.[1] ?? '';
    if (url) break;
  }
  child.stdout.resume();
  return {
    url,
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}
