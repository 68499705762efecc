import { statSync } from 'node:fs';
import path from 'node:path';
import { nodeMachine } from '#electron/platform/machine.ts';
import { openStore } from '#electron/store/store.ts';
import { openCounter, temporaryFolder, type CounterUnderTest } from '#test/support/a-till.ts';
import { enrolMany } from './enrol-many.ts';
import { quantile, timed, type BenchOptions, type Figure } from './figures.ts';
import { cardOf, type HistorySize } from './history/a-long-history.ts';
import { keepHistory } from './history/keep-history.ts';
import { rebuildFigure } from './history/rebuild-figure.ts';
import { startTimes } from './history/start-times.ts';

const small: HistorySize = { members: 100_000, events: 1_000_000 };
const large: HistorySize = { members: 1_000_000, events: 10_000_000 };
const membersOfSmallTill = 10_000;
const turns = { sales: 3_000, warmUp: 500, block: 25 };
const ms = (value: number) => `${value.toFixed(3)} ms`;

/** A till with a million members and ten million events behind it, beside a young one: what a long history costs at the counter. */
export async function benchHistory({ small: asked }: BenchOptions): Promise<Figure[]> {
  const size = asked ? small : large;
  const folder = await keepHistory(size);
  const start = startTimes(folder, cardOf(4711));
  const counters = await sellByTurns(folder, size);
  const file = path.join(folder, 'till.db');
  const { store, events } = openAgain(file);
  const scrub = scrubFigure(store);
  store.close();
  const perEvent = statSync(file).size / events;
  return [
    {
      what: `a till of ${size.members} members`,
      measured: `${events} events, ${(statSync(file).size / 2 ** 20).toFixed(0)} MiB`,
      goal: '-',
    },
    { what: 'bytes of file per event, read tables included', measured: perEvent.toFixed(0), goal: '-' },
    ...startFigures(start),
    ...counters,
    scrub,
    rebuildFigure(folder),
  ];
}

function openAgain(file: string) {
  // As after a power cut: otherwise what was read last week is not read again.
  const store = openStore(file, { ...nodeMachine, now: () => Date.now() + 8 * 24 * 60 * 60 * 1000 });
  return { store, events: store.head().seq };
}

function startFigures({ warmMs, coldMs }: ReturnType<typeof startTimes>): Figure[] {
  const what = 'opened until a card is recognised';
  const cold: Figure =
    coldMs === undefined
      ? {
          what: `${what}, from the disk`,
          measured: 'not measured: the cache cannot be emptied here',
          goal: '<= 1 s',
        }
      : {
          what: `${what}, from the disk`,
          measured: `${(coldMs / 1000).toFixed(2)} s`,
          goal: '<= 1 s',
          kept: coldMs <= 1_000,
        };
  return [
    cold,
    {
      what: `${what}, cached`,
      measured: `${(warmMs / 1000).toFixed(2)} s`,
      goal: '<= 1 s',
      kept: warmMs <= 1_000,
    },
  ];
}

interface Served {
  till: CounterUnderTest;
  card(customer: number): string;
  scans: number[];
  sales: number[];
}

/** The old till and a young one serve in blocks by turns: a noisy disk is noisy for both. */
async function sellByTurns(folder: string, { members }: HistorySize): Promise<Figure[]> {
  const { dir, remove } = temporaryFolder();
  const young = await openCounter(dir);
  const cards = enrolMany(young.store, membersOfSmallTill);
  const old = await openCounter(folder);
  const both: [Served, Served] = [
    { till: young, card: (customer) => cards[(customer * 7919) % cards.length] ?? '', scans: [], sales: [] },
    { till: old, card: (customer) => cardOf((customer * 104_729) % members), scans: [], sales: [] },
  ];
  for (let first = 0; first < turns.warmUp + turns.sales; first += turns.block) {
    for (const served of both) serve(served, first);
  }
  for (const { till } of both) till.close();
  remove();
  const [atYoung, atOld] = both;
  const p = (samples: number[], share: number) => quantile(samples.slice(turns.warmUp), share);
  const [scan99, young99, old99] = [p(atOld.scans, 0.99), p(atYoung.sales, 0.99), p(atOld.sales, 0.99)];
  return [
    {
      what: 'card to identified, p50 / p99',
      measured: `${ms(p(atOld.scans, 0.5))} / ${ms(scan99)}`,
      goal: 'p99 <= 1 ms',
      kept: scan99 <= 1,
    },
    {
      what: 'confirmed sale, p50, beside a young till',
      measured: `${ms(p(atOld.sales, 0.5))} / ${ms(p(atYoung.sales, 0.5))}`,
      goal: '-',
    },
    {
      what: 'confirmed sale, p99, beside a young till',
      measured: `${ms(old99)} / ${ms(young99)} = ${(old99 / young99).toFixed(2)}x`,
      goal: '<= 2x',
      kept: old99 <= 2 * young99,
    },
  ];
}

function serve({ till, card, scans, sales }: Served, first: number): void {
  for (let customer = first; customer < first + turns.block; customer += 1) {
    const code = card(customer);
    scans.push(timed(() => till.scan(code)));
    sales.push(timed(() => till.sell('9.90')));
    if (!till.checkout.view().lastOutcome) throw new Error(`the sale to ${code} was not taken`);
  }
}

/** A whole round, piece by piece: what a customer may have to wait for, and how long it takes without pauses. */
function scrubFigure(store: ReturnType<typeof openStore>): Figure {
  const pieces: number[] = [];
  let more = true;
  while (more) {
    pieces.push(
      timed(() => {
        more = store.scrub();
      }),
    );
  }
  const seconds = pieces.reduce((sum, took) => sum + took, 0) / 1000;
  return {
    what: 'read for damage while it serves, in pieces',
    measured: `${pieces.length} pieces, p50 ${ms(quantile(pieces, 0.5))}, p99 ${ms(quantile(pieces, 0.99))}, ${seconds.toFixed(0)} s in all`,
    goal: 'p99 <= 20 ms',
    kept: quantile(pieces, 0.99) <= 20,
  };
}
