import { expect, test } from 'vitest';
import { afterGuess, freeGuesses, guessedUntilMs, noGuesses, type Guesses } from './badge-guesses.ts';

const guess = (times: number, nowMs: number, from: Guesses = noGuesses): Guesses =>
  Array.from({ length: times }).reduce<Guesses>((guesses) => afterGuess(guesses, nowMs), from);

test('a dozen codes at once cost nothing, and the next keeps badges out for minutes, never for hours', () => {
  expect(guessedUntilMs(guess(freeGuesses, 1_000))).toBe(0);
  expect(guessedUntilMs(guess(freeGuesses + 1, 0))).toBe(7 * 60_000);
  expect(guessedUntilMs(guess(1_000, 0))).toBe(14 * 60_000);
});

test('whoever guesses all day gets about one try a minute', () => {
  let guesses = noGuesses;
  let looked = 0;
  let untilMs = 0;
  for (let nowMs = 0; nowMs < 3_600_000; nowMs += 1_000) {
    if (nowMs >= untilMs) looked += 1;
    guesses = afterGuess(guesses, nowMs);
    untilMs = Math.max(untilMs, guessedUntilMs(guesses));
  }
  expect(looked).toBeLessThan(75);
});

test('a customer a minute is no guessing, and a clock set back forgets nothing', () => {
  let guesses = noGuesses;
  for (let minute = 0; minute < 600; minute += 1) guesses = afterGuess(guesses, minute * 60_000);
  expect(guessedUntilMs(guesses)).toBe(0);
  const late = guess(freeGuesses, 100_000_000);
  expect(guessedUntilMs(afterGuess(late, 0))).toBeGreaterThan(100_000_000);
});
