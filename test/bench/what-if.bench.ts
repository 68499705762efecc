import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { demoShop } from '#electron/demo/demo-shop.ts';
import { writeYear } from '#electron/demo/year/write-year.ts';
import { openLogReader, type LogReader } from '#electron/store/log-reader.ts';
import { checkedOf, planReplay, replayPart } from '#electron/what-if/replay-part.ts';
import { runWhatIf } from '#electron/what-if/run-what-if.ts';
import { cards, openCounter, temporaryFolder, type CounterUnderTest } from '#test/support/a-till.ts';
import { quantile, timed, type BenchOptions, type Figure } from './figures.ts';

const changed = [
  {
    ...{ programId: 'points', type: 'points' },
    setup: JSON.stringify({
      ...{ pointsPerUnit: 2, voucherAt: 100, voucherWorthMinor: 200 },
      ...{ pointsLifeDays: 365, voucherLifeDays: 180 },
    }),
  },
];
const asked = { changed, settings: demoShop.settings, from: null, to: null };
/** A year of a real shop is replayed for so long that the machine is warm; the promise is about very many sales. */
const rounds = 4;
const promised = 1_000_000;

/** Old sales replayed under a changed program: how many in a second of one core, and what a sale at the counter feels of it. */
export async function benchWhatIf({ small }: BenchOptions): Promise<Figure[]> {
  const sales = small ? 2_000 : 10_000;
  const folder = temporaryFolder();
  const signal = new AbortController().signal;
  try {
    await writeYear({
      ...{ dataDir: folder.dir, seed: 1, days: 365, until: '2026-11-21', members: sales / 30, sales },
      ...{ progress: () => undefined, signal },
    });
    const file = path.join(folder.dir, 'till.db');
    const reader = openLogReader(file);
    const reading = best(() => readAll(reader));
    const plan = planReplay(reader, asked);
    const part = { index: 0, of: 1 };
    const twice = best(() => void replayPart(reader, asked, plan, part, () => undefined));
    reader.close();
    // Of very many sales few are asked a second time.
    const every = checkedOf({ apart: true, sales: promised });
    const forMany = twice * (0.5 + 0.5 / every);
    const counter = await openCounter(folder.dir);
    const rest = await sell(counter);
    let ended = false;
    const running = repeat(file, () => ended);
    const busy = await sell(counter);
    ended = true;
    await running;
    counter.close();
    return [
      {
        what: `${sales} sales of a year replayed with and without a change, on one core`,
        measured: `${Math.round((1_000 * sales) / twice)} sales/s of the processor, ${(twice / reading).toFixed(1)}x reading the same events`,
        goal: '<= 20x',
        kept: twice <= 20 * reading,
      },
      {
        what: `${promised.toLocaleString('en')} sales so, one member in ${every} without the change too, on two cores`,
        measured: `${((forMany * promised) / sales / 2 / 1_000).toFixed(0)} s by the same figure`,
        goal: '<= 60 s at rest',
      },
      {
        what: 'a sale while one thread replays, beside the same at rest',
        measured: `p99 ${quantile(busy, 0.99).toFixed(1)} ms beside ${quantile(rest, 0.99).toFixed(1)} ms`,
        goal: '<= 2x',
        kept: quantile(busy, 0.99) <= 2 * quantile(rest, 0.99),
      },
    ];
  } finally {
    folder.remove();
  }
}

/** Milliseconds of the processor, of the best of some rounds. */
function best(work: () => void): number {
  const took = Array.from({ length: rounds }, () => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  });
  return Math.min(...took);
}

function readAll(reader: LogReader): void {
  const { seq } = reader.end();
  for (let after = 0; after < seq;) {
    const rows = reader.rows(after, seq, 2_000);
    for (const { body } of rows) JSON.parse(body);
    after = rows.at(-1)?.seq ?? seq;
  }
}

async function repeat(file: string, isEnded: () => boolean): Promise<void> {
  const ending = new AbortController();
  const watch = () => {
    if (isEnded()) ending.abort(new Error('measured'));
  };
  while (!isEnded())
    await runWhatIf({ ...asked, file, threads: 1, progress: watch, signal: ending.signal }).catch(
      () => undefined,
    );
}

/** How long each of some hundred sales took, with a breath between them as between customers. */
async function sell(counter: CounterUnderTest): Promise<number[]> {
  const took: number[] = [];
  for (let sale = 0; sale < 400; sale += 1) {
    counter.scan(cards.fresh);
    took.push(timed(() => counter.sell('4.20')));
    await nextTurn();
  }
  return took;
}
