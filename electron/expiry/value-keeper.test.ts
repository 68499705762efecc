import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Machine } from '#shared/base/machine.ts';
import type { Fact } from '#shared/ledger/events.ts';
import { nodeMachine } from '#electron/platform/machine.ts';
import { openCounter, temporaryFolder, type CounterUnderTest } from '#test/support/a-till.ts';
import { believeDay, startValueKeeper, type ValueKeeper } from './value-keeper.ts';

const dayMs = 86_400_000;
let folder: ReturnType<typeof temporaryFolder>;
let counter: CounterUnderTest;
let keeper: ValueKeeper | undefined;
let nowMs = 0;
let ticks: (() => void)[] = [];
let moved = 0;
const machine: Machine = { ...nodeMachine, now: () => nowMs };

beforeEach(async () => {
  folder = temporaryFolder();
  nowMs = Date.parse('2026-11-22T10:00:00Z');
  counter = await openCounter(folder.dir, machine);
  ticks = [];
  moved = 0;
  said = undefined;
});
afterEach(() => {
  keeper?.stop();
  counter.close();
  folder.remove();
});

let said: string[] | undefined;
const start = (centreSaidMs?: () => number | null) => {
  keeper = startValueKeeper({
    store: counter.store,
    settings: counter.settings,
    machine,
    log: (line) => {
      if (!said) throw new Error(line);
      said.push(line);
    },
    ...(centreSaidMs ? { centreSaidMs } : {}),
    committed: () => (moved += 1),
    every: (_, run) => {
      ticks.push(run);
      return () => (ticks = []);
    },
  });
  return keeper;
};
const walletOf = (number: number) => String(number).padStart(32, '0');
const earned = (number: number, lot: string): Fact => ({
  type: 'ValueAwarded',
  body: {
    walletId: walletOf(number),
    unit: 'points:points',
    drawer: counter.store.writer,
    lot,
    amount: 5,
    saleId: null,
    programId: 'points',
    revision: 1,
    reason: { code: 'POINTS_PER_UNIT', params: {} },
  },
});
const write = (facts: Fact[], day = '2026-11-22') =>
  counter.store.commit({ facts, time: { atMs: nowMs, day } });
const left = (number: number) => counter.store.look.lots(walletOf(number)).length;
const expired = () => counter.store.ownAfter(0, 10_000).filter(({ type }) => type === 'ValueExpired');

test('books at the first tick of the next business day, not at midnight, and under that day', () => {
  write([earned(1, '2026-11-01/2026-11-22')]);
  start();
  nowMs = Date.parse('2026-11-23T02:30:00Z'); // 03:30 in the shop, which counts its days from 4
  ticks.forEach((tick) => tick());
  expect(left(1)).toBe(1);
  nowMs = Date.parse('2026-11-23T03:00:00Z');
  ticks.forEach((tick) => tick());
  expect(left(1)).toBe(0);
  expect(expired().map(({ day }) => day)).toEqual(['2026-11-23']);
  expect(moved).toBe(1);
});

test('many that end on one day go in batches, each lot once', () => {
  const lots = ['2026-11-01/2026-11-22', '2026-11-02/2026-11-22', '2026-11-03/-'];
  for (let number = 0; number < 600; number += 1) write(lots.map((lot) => earned(number, lot)));
  nowMs += dayMs;
  const keeping = start();
  for (let rounds = 0; keeping.round(); rounds += 1) expect(rounds).toBeLessThan(10);
  for (let number = 0; number < 600; number += 1) expect(left(number)).toBe(1);
  const parts = expired().reduce(
    (sum, { body }) => sum + (JSON.parse(body) as { parts: unknown[] }).parts.length,
    0,
  );
  expect(parts).toBe(1200);
  expect(counter.store.verify().faults).toEqual([]);
});

test('a till that may be a copy, and a clock that was set back, book nothing', () => {
  write([earned(1, '2026-11-01/2026-11-22')]);
  counter.store.standing.keep({ state: 'restricted' });
  nowMs += 2 * dayMs;
  const keeping = start();
  expect(left(1)).toBe(1);
  counter.store.standing.keep({ state: 'sound' });
  keeping.round();
  expect(left(1)).toBe(0);
  nowMs -= dayMs;
  write([earned(2, '2026-11-01/2026-11-22')], '2026-11-23');
  keeping.round();
  expect(left(2)).toBe(1);
});

test('a clock far ahead ends nothing, is said, and is believed when somebody looked at it', () => {
  write([earned(1, '2026-11-01/2026-12-31'), earned(2, '2026-11-01/2026-11-21')]);
  said = [];
  const keeping = start();
  expect([left(1), left(2)], 'an ordinary day').toEqual([1, 0]);
  nowMs += 400 * dayMs;
  expect(keeping.round()).toBe(false);
  expect(left(1)).toBe(1);
  expect(keeping.doubtsClock()).toBe(true);
  expect(said).toMatchObject([expect.stringContaining('2027-12-27')]);
  keeping.round();
  expect(said, 'said once').toHaveLength(1);
  nowMs -= 400 * dayMs;
  keeping.round();
  expect(keeping.doubtsClock()).toBe(false);
  nowMs += 400 * dayMs;
  believeDay(counter.store, '2027-12-27');
  keeping.round();
  expect([left(1), keeping.doubtsClock()]).toEqual([0, false]);
});

test('a till that hears a centre ends nothing more than a day ahead of what the centre said', () => {
  write([earned(1, '2026-11-01/2026-11-23')]);
  let heardMs = nowMs;
  said = [];
  const keeping = start(() => heardMs);
  nowMs += 2 * dayMs;
  keeping.round();
  expect([left(1), keeping.doubtsClock()], 'cut off for two days is nothing to talk about').toEqual([
    1,
    false,
  ]);
  heardMs += dayMs;
  keeping.round();
  expect(left(1)).toBe(0);
  nowMs += 60 * dayMs;
  keeping.round();
  expect(keeping.doubtsClock()).toBe(true);
});
