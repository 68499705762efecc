import { afterAll, expect, test } from 'vitest';
import { speak } from '#electron/platform/language.ts';
import { run } from './run.ts';
import { scheduleOf } from './schedule/schedule.ts';
import { scratchFolder } from './tills/till-files.ts';

const scratch = scratchFolder();
afterAll(() => scratch.remove());
const say = await speak('en');

/** So long new worlds are tried in every run of the tests; more of them by `npm run simulate -- --minutes M`. */
const shareMs = 60_000;

test(
  'in worlds that nobody has seen before every invariant holds',
  // A broken invariant is never forgiven.
  { timeout: shareMs + 120_000, retry: 0 },
  async () => {
    const asked = process.env['TESSERA_SEED'];
    const base = asked ? Number(asked) : (Date.now() % 1_000_000_000) + 1;
    const endsAt = performance.now() + shareMs;
    let seed = base;
    for (; seed === base || (!asked && performance.now() < endsAt); seed += 1) {
      const { failure } = await run(scheduleOf(seed), {
        dir: scratch.dir,
        say,
      });
      expect(failure?.message, `npm run simulate -- --seed ${seed}`).toBeUndefined();
    }
    process.stdout.write(`worlds ${base} to ${seed - 1}: TESSERA_SEED=N runs one again\n`);
  },
);

test('the same seed is the same world, event by event', async () => {
  const schedule = scheduleOf(7, ['offline', 'storm', 'power-cut', 'restored', 'slow-centre']);
  const first = await run(schedule, { dir: scratch.dir, say, traced: true });
  const second = await run(schedule, { dir: scratch.dir, say, traced: true });
  expect(first.lines.length).toBeGreaterThan(100);
  expect(second.lines).toEqual(first.lines);
  expect(second.steps).toBe(first.steps);
}, 60_000);
