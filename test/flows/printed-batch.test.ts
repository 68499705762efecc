import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as later } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import {
  startVirtualPrinter,
  type VirtualPrinter,
} from '#electron/devices/drivers/virtual-printer/virtual-printer.ts';
import { nodeMachine } from '#electron/platform/machine.ts';
import { openStore } from '#electron/store/store.ts';
import { temporaryFolder } from '#test/support/a-till.ts';
import { openTestTill } from '#test/support/open-till.ts';
import { moneyOrder } from '#test/support/voucher-orders.ts';
import { seeded, type Chance } from '#test/support/seeded.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

const program = path.resolve(import.meta.dirname, '../support/batch-printer.ts');
const [vouchers, outages, kills] = [1000, 17, 5];

/** The voucher ids that stand on paper, each as often as it does. */
function paperCount(): { count: Map<string, number>; read(lines: readonly string[]): void } {
  const count = new Map<string, number>();
  return {
    count,
    read(lines) {
      for (const text of lines) {
        const id = /^[0-9A-F]{4}( [0-9A-F]{4}){3}$/.test(text) ? text.replaceAll(' ', '').toLowerCase() : '';
        if (id) count.set(id, (count.get(id) ?? 0) + 1);
      }
    },
  };
}

/** Takes the paper out at random places until the batch is through, and puts some in after a while. */
async function starve(printer: VirtualPrinter, chance: Chance, through: AbortSignal): Promise<number> {
  let done = 0;
  while (done < outages && !through.aborted) {
    const before = printer.printed();
    printer.setFault({ kind: 'paper-out', afterBytes: chance.int(1, (12_000 * vouchers) / outages) });
    while (!printer.isOut() && !through.aborted) await later(5);
    if (!printer.isOut()) break;
    await later(chance.int(0, 120));
    expect(printer.printed()).toBeGreaterThanOrEqual(before);
    printer.setPaper('ok');
    done += 1;
  }
  return done;
}

test(
  'of 1,000 vouchers each is printed once or known as unknown, and only what was printed is worth anything',
  { timeout: 300_000 },
  async () => {
    const seed = Number(process.env['TESSERA_SEED'] ?? Date.now() % 1_000_000);
    console.log(`printed-batch: TESSERA_SEED=${seed}`);
    const chance = seeded(seed);
    const paper = paperCount();
    let wantedKill = Number.POSITIVE_INFINITY;
    let kill = (): void => undefined;
    const printer = await startVirtualPrinter({
      widthDots: 384,
      onPage(page) {
        paper.read(page.lines);
        if (printer.printed() >= wantedKill) kill();
      },
    });
    onTestFinished(() => printer.close());
    const through = new AbortController();
    const starving = starve(printer, chance, through.signal);

    const ends: (number | null)[] = [];
    for (let life = 0; life < kills + 1; life += 1) {
      const child = spawn(
        process.execPath,
        [program, folder.dir, `127.0.0.1:${printer.port}/virtual-58`, String(vouchers)],
        { stdio: ['pipe', 'ignore', 'inherit'] },
      );
      const exit = once(child, 'exit');
      wantedKill =
        life < kills
          ? printer.printed() + chance.int(1, Math.floor(vouchers / (kills + 2)))
          : Number.POSITIVE_INFINITY;
      // Somewhere in the page after, as chance has it.
      kill = () => {
        wantedKill = Number.POSITIVE_INFINITY;
        setTimeout(() => child.kill('SIGKILL'), chance.int(0, 15));
      };
      ends.push(((await exit) as [number | null])[0]);
    }
    through.abort();
    expect(ends).toEqual([...Array<null>(kills).fill(null), 0]);
    expect(await starving).toBe(outages);
    paper.read(printer.tearOff()?.lines ?? []);

    const db = new Database(path.join(folder.dir, 'till.db'), { readonly: true });
    const jobs = db.prepare('SELECT voucher_id AS id, state FROM print_job').all() as {
      id: string;
      state: string;
    }[];
    const live = db
      .prepare(
        `SELECT body ->> 'voucherId' FROM ledger_event WHERE type = 'VoucherIssued' AND body ->> 'programId' = 'batch'`,
      )
      .pluck()
      .all();
    db.close();
    const inState = (state: string) => jobs.filter((job) => job.state === state).map(({ id }) => id);
    const [printed, unknown] = [inState('printed'), inState('unknown')];
    const onPaper = (id: string): number => paper.count.get(id) ?? 0;
    console.log(
      `printed-batch: ${printed.length} printed, ${unknown.length} unknown (${unknown.filter(onPaper).length} of them on paper)`,
    );
    expect(jobs).toHaveLength(vouchers);
    expect(printed.length + unknown.length).toBe(vouchers);
    expect(unknown.length).toBeLessThanOrEqual(kills);
    expect(printed.filter((id) => onPaper(id) !== 1)).toEqual([]);
    expect(unknown.filter((id) => onPaper(id) > 1)).toEqual([]);
    expect(new Set(live)).toEqual(new Set(printed));
    expect(live).toHaveLength(printed.length);
    const store = openStore(path.join(folder.dir, 'till.db'), nodeMachine);
    expect(store.verify().faults).toEqual([]);
    store.close();
  },
);

test('a batch can be called off, a customer’s voucher goes before it, and a person brings a doubtful paper to life', async () => {
  const { till, screen, close } = await openTestTill(folder.dir, {});
  onTestFinished(close);
  await screen.call('practice.set-paper', { paper: 'out' });
  const wanted = { batchId: 'b', count: 5, order: moneyOrder(300) };
  const order = async (batchId: string) => {
    const answer = await screen.call('vouchers.print', { ...wanted, batchId });
    return answer.ok ? answer.batch.counts : answer.refusal;
  };
  expect(await order('b')).toMatchObject({ queued: 5 });
  await till.printed();
  expect(await order('b')).toMatchObject({ queued: 5, printed: 0 });
  expect(till.store.look.latestVouchers(10).filter(({ unit }) => unit === 'credit:EUR')).toEqual([]);

  till.virtualPrinter?.setFault({ kind: 'drop-before-answer' });
  await screen.call('practice.set-paper', { paper: 'ok' });
  await till.printed();
  const after = await screen.call('print.batches', {});
  expect(after[0]?.counts).toMatchObject({ printed: 4, unknown: 1, queued: 0 });
  const [doubtful] = await screen.call('print.jobs', { limit: 10 });
  expect(doubtful).toMatchObject({ state: 'unknown', batchId: 'b' });
  const issued = () => till.store.look.latestVouchers(10).map(({ voucherId }) => voucherId);
  expect(issued()).toHaveLength(4);
  expect(issued()).not.toContain(doubtful?.voucherId);
  const { token = '' } = till.store.jobs.get(doubtful?.jobId ?? '')?.activates?.body ?? {};
  const scan = () => screen.call('checkout.scan', { deviceId: 'virtual-scanner', text: token });
  expect(await scan()).toMatchObject({ ok: false, refusal: { code: 'VOUCHER_UNKNOWN' } });
  await screen.call('print.settle', { jobId: doubtful?.jobId ?? '', printed: true });
  await screen.call('print.settle', { jobId: doubtful?.jobId ?? '', printed: true });
  expect(await scan()).toMatchObject({ ok: true });
  expect(issued()).toContain(doubtful?.voucherId);
  expect(issued()).toHaveLength(5);

  // Its copy says the same of the same voucher, which lives once.
  await screen.call('print.again', { jobId: doubtful?.jobId ?? '' });
  await till.printed();
  expect(till.virtualPrinter?.pages.at(-1)?.lines.join()).toContain('COPY');
  expect(till.store.ownAfter(0, 1000).filter(({ type }) => type === 'VoucherIssued')).toHaveLength(5);

  await screen.call('practice.set-paper', { paper: 'out' });
  await order('c');
  await till.printed();
  expect((await screen.call('print.cancel-batch', { batchId: 'c' })).counts).toMatchObject({
    cancelled: 5,
    queued: 0,
  });
  await screen.call('practice.set-paper', { paper: 'ok' });
  await till.printed();
  expect(issued()).toHaveLength(5);
  expect(till.status().printTrouble).toBe(0);
  expect(till.store.verify().faults).toEqual([]);
});
