import { Trouble } from '#shared/base/trouble.ts';
import type { Envelope } from '#shared/ledger/envelope.ts';
import { batchBytes, batchEvents, Mark } from '#shared/sync/protocol.ts';
import type { Store } from '#electron/store/store.ts';
import type { CentreClient } from './centre-client.ts';

/** The follower's name in the store: how far the centre has stored our log, as of its last answer. */
const place = 'push';
const nothing: Mark = { seq: 0, hash: '0'.repeat(64) };

/** Our events that the centre has not confirmed yet. */
export const pendingEvents = (store: Store): number => Math.max(0, store.head().seq - storedMark(store).seq);

const storedMark = (store: Store): Mark => {
  const known = store.placeOf(place);
  return known ? Mark.parse(JSON.parse(known)) : nothing;
};

/**
 * One round of uploading: asks the centre how far it is, sends one batch after that mark, keeps the new mark. The centre's
 * word counts, not our memory: if it lost something (restored from a backup), we send that again.
 */
export function createPush(store: Store, centre: CentreClient): () => Promise<'more' | 'done'> {
  let greeted = false;
  const keep = (mark: Mark): void => {
    if (mark.seq !== storedMark(store).seq) store.setPlace(place, JSON.stringify(mark));
  };
  return async () => {
    try {
      if (!greeted) {
        const { writer, epoch, seq, hash } = store.head();
        const welcome = await centre.hello({ writer, epoch, head: { seq, hash } });
        // A centre that knows more of us than we do saw what this copy of the till never wrote: it is an old one.
        if (welcome.verdict === 'fork' || welcome.stored.seq > seq)
          throw new Trouble('FORK', 'the centre knows another history of this till', 'never');
        keep(welcome.stored);
        greeted = true;
      }
      const envelopes = nextBatch(store.ownAfter(storedMark(store).seq, batchEvents));
      if (envelopes.length === 0) return 'done';
      const { stored } = await centre.upload(store.writer, envelopes);
      keep(stored);
      return store.head().seq > stored.seq ? 'more' : 'done';
    } catch (error) {
      greeted = false;
      throw error;
    }
  };
}

/** As many as fit into one upload, at least one. */
function nextBatch(envelopes: readonly Envelope[]): Envelope[] {
  let bytes = 0;
  const fitting = envelopes.findIndex((envelope, index) => {
    bytes += envelope.body.length + 400;
    return bytes > batchBytes && index > 0;
  });
  return fitting < 0 ? [...envelopes] : envelopes.slice(0, fitting);
}
