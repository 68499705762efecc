import { z } from 'zod';
import type { Store } from '#electron/store/store.ts';

/** What the centre's clock said, and what ours said at that moment, in milliseconds since 1970. */
const Heard = z.object({ saidMs: z.int(), atMs: z.int() });

/** The follower's name in the store: when the centre told the time last. */
const place = 'centre-time';

/** A word of the centre's clock that is older than this, by ours, is asked for anew. */
const freshMs = 6 * 3_600_000;

/** What the centre's clock said when it was heard last; undefined before the first time. */
export function centreTime(store: Store): z.infer<typeof Heard> | undefined {
  const known = store.placeOf(place);
  return known ? Heard.parse(JSON.parse(known)) : undefined;
}

/** Keeps what the centre's clock said just now. */
export const keepCentreTime = (store: Store, saidMs: number, atMs: number): void =>
  store.setPlace(place, JSON.stringify({ saidMs, atMs }));

/** Whether the centre told the time lately. A clock of ours that jumped, either way, makes it old at once. */
export function heardLately(store: Store, nowMs: number): boolean {
  const heard = centreTime(store);
  return heard !== undefined && Math.abs(nowMs - heard.atMs) < freshMs;
}
