/** How often somebody mistyped since the last right PIN, and until when no PIN of theirs is looked at. */
export interface Tries {
  wrong: number;
  untilMs: number;
}

/** Nobody mistyped. */
export const noTries: Tries = { wrong: 0, untilMs: 0 };

/** So many may be wrong before anybody has to wait. */
export const freeTries = 5;
const firstWaitMs = 30_000;
const longestWaitMs = 3_600_000;

/** One more was wrong: from the fifth on it takes 30 s, and twice as long with each, up to an hour. */
export function afterWrong({ wrong: before }: Tries, nowMs: number): Tries {
  const wrong = before + 1;
  const doublings = Math.min(wrong - freeTries, 20);
  const waitMs = doublings < 0 ? 0 : Math.min(longestWaitMs, firstWaitMs * 2 ** doublings);
  return { wrong, untilMs: waitMs === 0 ? 0 : nowMs + waitMs };
}

/** Whether no PIN is looked at now. A clock that is set back makes the wait longer, never shorter. */
export const isLockedOut = ({ untilMs }: Tries, nowMs: number): boolean => nowMs < untilMs;
