import { z } from 'zod';
import { afterWrong, isLockedOut, noTries, type Tries } from '#shared/access/lockout.ts';
import type { Store } from '#electron/store/store.ts';

/** Where what was tried is kept: it outlives the pulling of the plug. */
const place = 'badge-tries';
const Kept = z.object({ wrong: z.int().nonnegative(), untilMs: z.int().nonnegative() });

/** How often badges that nobody has were tried at this till, less those that somebody has. Nobody knows whose they would be. */
export interface BadgeTries {
  /** Until when no badge is looked at, or null. */
  lockedUntilMs(nowMs: number): number | null;
  /** One more was wrong: tells how often and until when none is looked at from now on, 0 for at once. */
  wrong(nowMs: number): Tries;
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
  return {
    lockedUntilMs(nowMs) {
      const tries = read();
      return isLockedOut(tries, nowMs) ? tries.untilMs : null;
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
