import { expect, test } from 'vitest';
import { createProgress } from './progress.ts';

test('a run says once a minute how far it is, and goes on at the first world that is missing', () => {
  const progress = createProgress(5, 10);
  expect(progress.done(6, 0, 1_000)).toBeUndefined();
  expect(progress.left()).toBe('5..10');
  expect(progress.done(5, 0, 31_000)).toBeUndefined();
  expect(progress.done(8, 1, 61_000)).toBe(
    '3 worlds, 1 failed, all before seed 7 are done, about 2 minutes left',
  );
  expect(progress.done(9, 1, 62_000)).toBeUndefined();
  expect(progress.left()).toBe('7..10');
  for (const seed of [10, 7]) progress.done(seed, 1, 63_000);
  expect(progress.left()).toBeUndefined();
});

test('worlds without an end are counted, and there is nothing to go on with', () => {
  const progress = createProgress(1, null);
  progress.done(1, 0, 0);
  expect(progress.done(2, 0, 60_000)).toBe('2 worlds, 0 failed, all before seed 3 are done');
  expect(progress.left()).toBeUndefined();
});
