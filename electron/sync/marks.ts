import { noHash } from '#shared/ledger/envelope.ts';
import { Mark } from '#shared/sync/protocol.ts';
import type { Store } from '#electron/store/store.ts';

/** The follower's name in the store: how far the centre has stored our log, as of its last answer. */
const place = 'push';

/** How far the centre told us last that it has our log. */
export const storedMark = (store: Store): Mark => {
  const known = store.placeOf(place);
  return known ? Mark.parse(JSON.parse(known)) : { seq: 0, hash: noHash };
};

/** Keeps the centre's word, also when it goes back: then it lost something, and is sent it again. */
export function keepMark(store: Store, mark: Mark): void {
  const { seq, hash } = storedMark(store);
  if (mark.seq !== seq || mark.hash !== hash) store.setPlace(place, JSON.stringify(mark));
}

/** Our events that the centre has not confirmed yet. */
export const pendingEvents = (store: Store): number => Math.max(0, store.head().seq - storedMark(store).seq);
