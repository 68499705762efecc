import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Arrival, Placed } from '#shared/sync/placement.ts';
import { createHomeward } from './homeward.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const ann = `wallet:${'a'.repeat(32)}`;
const arrival = (lies: Arrival['lies'], holder = ann): Arrival => ({ holder, from: 'till-1', lies });
const recall = { till: 'till-1', recallId: 'r', holder: ann, unit: 'points:points', amount: 5 };
const asksBack: Placed = { told: [], recalls: [{ ...recall, because: 'surplus' }], waiting: [] };
const nothing: Placed = { told: [], recalls: [], waiting: [] };

function watched() {
  const awaited = new Set<string>();
  const place = vi.fn<(arrivals: readonly Arrival[]) => Promise<Placed>>().mockResolvedValue(nothing);
  const act = vi.fn<(placed: Placed) => void>();
  const said: string[] = [];
  const homeward = createHomeward({
    place,
    isAwaited: (holder) => awaited.has(holder),
    act,
    after: (ms, work) => void setTimeout(work, ms),
    log: (line) => void said.push(line),
  });
  const pass = (minutes: number) => vi.advanceTimersByTimeAsync(minutes * 60_000);
  return { homeward, place, act, said, awaited, pass };
}

test('what came into the drawer of the centre is looked at at once, what a till earned when its member has left', async () => {
  const { homeward, place, pass } = watched();
  homeward.arrived([arrival('at-till'), arrival('at-centre')]);
  await pass(1);
  expect(place.mock.calls).toEqual([[[arrival('at-centre')]]]);
  await pass(1);
  expect(place.mock.calls[1]).toEqual([[arrival('at-till')]]);
  await pass(60);
  expect(place).toHaveBeenCalledTimes(2);
});

test('a till that does not give back is asked three times', async () => {
  const { homeward, place, act, pass } = watched();
  place.mockResolvedValue(asksBack);
  homeward.arrived([arrival('at-till')]);
  await pass(60);
  expect(act.mock.calls).toEqual([[asksBack], [asksBack], [asksBack]]);
});

test('value that somebody waits for at a counter is left alone until they have it', async () => {
  const { homeward, place, awaited, pass } = watched();
  const bob = arrival('at-centre', `wallet:${'b'.repeat(32)}`);
  awaited.add(ann);
  homeward.arrived([arrival('at-centre'), bob]);
  await pass(1);
  expect(place.mock.calls).toEqual([[[bob]]]);
  awaited.clear();
  await pass(2);
  expect(place.mock.calls[1]).toEqual([[arrival('at-centre')]]);
});

test('what waits for a till that is cut off goes there when it comes back', async () => {
  const { homeward, place, pass } = watched();
  place.mockResolvedValueOnce({ ...nothing, waiting: [{ home: 'till-2', arrival: arrival('at-till') }] });
  homeward.arrived([arrival('at-till')]);
  await pass(10);
  homeward.cameBack('till-3');
  await pass(10);
  expect(place).toHaveBeenCalledTimes(1);
  homeward.cameBack('till-2');
  homeward.cameBack('till-2');
  await pass(1);
  expect(place.mock.calls.slice(1)).toEqual([[[arrival('at-till')]]]);
});

test('trouble is said and waited out, and nothing is done any more when the centre closes', async () => {
  const { homeward, place, said, pass } = watched();
  place.mockRejectedValueOnce(new Error('the database is away'));
  homeward.arrived([arrival('at-centre')]);
  await pass(2);
  expect(said).toEqual(['sending value home: the database is away']);
  expect(place).toHaveBeenCalledTimes(2);
  homeward.arrived([arrival('at-till')]);
  homeward.close();
  await pass(60);
  expect(place).toHaveBeenCalledTimes(2);
});
