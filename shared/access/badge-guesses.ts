/**
 * Codes that nobody has as a badge, tried while somebody is signed in: most are customers' own, so a few cost nothing, and one is
 * forgotten each minute. `level` is as of `atMs`.
 */
export interface Guesses {
  level: number;
  atMs: number;
}

/** Nothing was tried. */
export const noGuesses: Guesses = { level: 0, atMs: 0 };

/** So many at once cost nothing: nobody enrols cards faster for long. */
export const freeGuesses = 12;
/** Above this nothing is added, so that a busy hour does not keep badges out for the rest of the day. */
const mostGuesses = 20;
/** From above the limit, badges are looked at again once no more than this is left. */
const calmLevel = 6;
const forgetMs = 60_000;

/** What is left of the guesses by now. A clock that is set back forgets nothing. */
const levelAt = ({ level, atMs }: Guesses, nowMs: number): number =>
  Math.max(0, level - Math.max(0, nowMs - atMs) / forgetMs);

/** One more was tried. */
export const afterGuess = (guesses: Guesses, nowMs: number): Guesses => ({
  level: Math.min(mostGuesses, levelAt(guesses, nowMs) + 1),
  atMs: Math.max(nowMs, guesses.atMs),
});

/** Until when no badge is looked at after this guess, or 0 for at once. */
export const guessedUntilMs = ({ level, atMs }: Guesses): number =>
  level <= freeGuesses ? 0 : Math.ceil(atMs + (level - calmLevel) * forgetMs);
