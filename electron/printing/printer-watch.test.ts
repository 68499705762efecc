import { expect, test } from 'vitest';
import type { PrinterHealth, PrintResult } from '#electron/devices/driver.ts';
import { handClock } from '#test/support/hand-clock.ts';
import { openDesk } from './printer-desk.ts';
import { watchPrinter, watchTimes } from './printer-watch.ts';

const well: PrinterHealth = { trouble: null, paperLow: false };
const bytes = Uint8Array.of(1);

/** A printer whose state is set by hand, and that prints until it is told to end. */
function printer() {
  const ends: ((result: PrintResult) => void)[] = [];
  const state = { health: well, asked: 0, atOnce: 0, most: 0 };
  const begin = (): void => void (state.most = Math.max(state.most, (state.atOnce += 1)));
  const desk = openDesk({
    async print() {
      begin();
      const result = await new Promise<PrintResult>((resolve) => ends.push(resolve));
      state.atOnce -= 1;
      return result;
    },
    async look() {
      begin();
      state.asked += 1;
      await Promise.resolve();
      state.atOnce -= 1;
      return state.health;
    },
  });
  return { desk, state, end: () => ends.shift()?.({ outcome: 'printed' }) };
}

function watched() {
  const clock = handClock();
  const made = printer();
  const told: PrinterHealth[] = [];
  const count = { recovered: 0 };
  const watch = watchPrinter({
    desk: made.desk,
    clock,
    changed: (health) => told.push(health),
    recovered: () => void (count.recovered += 1),
    onError: (error) => {
      throw error;
    },
  });
  return { ...made, clock, told, count, watch };
}

test('an idle printer is asked now and then, and only news is told', async () => {
  const { clock, state, told } = watched();
  await clock.pass(watchTimes.idleMs * 3);
  expect(state.asked).toBe(3);
  expect(told).toEqual([well]);
  state.health = { trouble: null, paperLow: true };
  await clock.pass(watchTimes.idleMs);
  expect(told.at(-1)).toEqual({ trouble: null, paperLow: true });
});

test('a printer in trouble is asked oftener, and its recovery is told once', async () => {
  const { clock, state, told, count } = watched();
  state.health = { trouble: 'paper-out', paperLow: false };
  await clock.pass(watchTimes.idleMs + watchTimes.troubleMs * 2);
  expect(state.asked).toBe(3);
  expect(told.at(-1)?.trouble).toBe('paper-out');
  state.health = well;
  await clock.pass(watchTimes.troubleMs);
  expect(told.at(-1)).toEqual(well);
  expect(count.recovered).toBe(1);
});

test('while it prints nobody asks, and a look under way never meets a job', async () => {
  const { clock, state, desk, end, watch } = watched();
  const looking = watch.ask();
  const job = desk.print(bytes);
  await looking;
  await clock.pass(watchTimes.idleMs * 2);
  expect(state.asked).toBe(1);
  end();
  expect(await job).toEqual({ outcome: 'printed' });
  await clock.pass(watchTimes.idleMs);
  expect(state.asked).toBe(2);
  expect(state.most).toBe(1);
});

test('what must never happen later happens now or not at all', async () => {
  const { desk, end, clock } = watched();
  const job = desk.print(bytes);
  expect(await desk.printNow(bytes)).toBeUndefined();
  await clock.pass(0);
  end();
  await job;
  const kick = desk.printNow(bytes);
  await clock.pass(0);
  end();
  expect(await kick).toEqual({ outcome: 'printed' });
});

test('a job that met trouble says so without anybody asking', async () => {
  const { told, watch, count } = watched();
  watch.heard('cover-open');
  watch.heard(null);
  expect(told.map(({ trouble }) => trouble)).toEqual(['cover-open', null]);
  expect(count.recovered).toBe(1);
});
