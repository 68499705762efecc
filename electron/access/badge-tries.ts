import { z } from 'zod';
import { afterWrong, noTries, type Tries } from '#shared/access/lockout.ts';
import { afterGuess, guessedUntilMs, noGuesses, type Guesses } from '#shared/access/badge-guesses.ts';
import type { Store } from '#electron/store/store.ts';

/** Where what was tried is kept: it outlives the pulling of the plug. */
const place = 'badge-tries';
const guessPlace = 'badge-guesses';
const KeptGuesses = z.object({
  level: z.number().nonnegative(),
  atMs: z.int().nonnegative(),
  untilMs: z.int().nonnegative(),
});
/** So many codes are remembered: the same one again is no other guess. */
const mostCodes = 200;
const Kept = z.object({ wrong: z.int().nonnegative(), untilMs: z.int().nonnegative() });

/** How often badges that nobody has were tried at this till, less those that somebody has. Nobody knows whose they would be. */
export interface BadgeTries {
  /** Until when no badge is looked at, or null. */
  lockedUntilMs(nowMs: number): number | null;
  /** One more was wrong: tells how often and until when none is looked at from now on, 0 for at once. */
  wrong(nowMs: number): Tries;
  /** A code that nobody has, while somebody is in: tells until when no badge is looked at from now on, 0 for at once. */
  guessed(code: string, nowMs: number): number;
  /** One that somebody has makes one slip good, not all: whoever has a badge could guess for ever between two looks at their own. */
  right(): void;
}

/** The tries of one till. Where nothing can be written they count until the till ends. */
export function createBadgeTries(store: Pick<Store, 'placeOf' | 'setPlace' | 'readOnly'>): BadgeTries {
  let unkept: Tries | undefined;
  const read = (): Tries => {
    const text = store.placeOf(place);
    const kept = Kept.safeParse(text ? JSON.parse(text) : noTries);
    return unkept ?? (kept.success ? kept.data : noTries);
  };
  const keep = (tries: Tries): void => {
    if (store.readOnly) unkept = tries;
    else store.setPlace(place, JSON.stringify(tries));
  };
  let unkeptGuesses: (Guesses & { untilMs: number }) | undefined;
  const codes = new Set<string>();
  const readGuesses = (): Guesses & { untilMs: number } => {
    const text = store.placeOf(guessPlace);
    const kept = KeptGuesses.safeParse(text ? JSON.parse(text) : undefined);
    return unkeptGuesses ?? (kept.success ? kept.data : { ...noGuesses, untilMs: 0 });
  };
  return {
    lockedUntilMs(nowMs) {
      const untilMs = Math.max(read().untilMs, readGuesses().untilMs);
      return nowMs < untilMs ? untilMs : null;
    },
    guessed(code, nowMs) {
      const before = readGuesses();
      if (codes.has(code)) return before.untilMs;
      codes.add(code);
      for (const oldest of codes) {
        if (codes.size <= mostCodes) break;
        codes.delete(oldest);
      }
      const guesses = afterGuess(before, nowMs);
      const next = { ...guesses, untilMs: Math.max(before.untilMs, guessedUntilMs(guesses)) };
      if (store.readOnly) unkeptGuesses = next;
      else store.setPlace(guessPlace, JSON.stringify(next));
      return next.untilMs;
    },
    wrong(nowMs) {
      const tries = afterWrong(read(), nowMs);
      keep(tries);
      return tries;
    },
    right() {
      const { wrong } = read();
      if (wrong > 0) keep({ wrong: wrong - 1, untilMs: 0 });
    },
  };
}
