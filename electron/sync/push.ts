import type { Envelope } from '#shared/ledger/envelope.ts';
import { batchBytes, batchEvents } from '#shared/sync/protocol.ts';
import type { Store } from '#electron/store/store.ts';
import type { CentreClient } from './centre-client.ts';
import type { Line } from './line.ts';
import { keepMark, storedMark } from './marks.ts';

/** One round of uploading: sends one batch behind what the centre has, and keeps how far it has come. */
export function createPush(store: Store, centre: CentreClient, line: Line): () => Promise<'more' | 'done'> {
  return async () => {
    await line.open();
    const stored = await line.ask(async (pass) => {
      // Chosen here, since a session that had to be opened anew may have changed what there is to send.
      const envelopes = nextBatch(store.ownAfter(storedMark(store).seq, batchEvents));
      return envelopes.length === 0 ? null : centre.upload(pass, envelopes);
    });
    if (!stored) return 'done';
    keepMark(store, stored.stored);
    if (stored.generation !== store.standing.generation()) line.hangUp();
    return store.head().seq > stored.stored.seq ? 'more' : 'done';
  };
}

/** As many as fit into one upload, at least one. */
function nextBatch(envelopes: readonly Envelope[]): Envelope[] {
  let bytes = 0;
  const fitting = envelopes.findIndex((envelope, index) => {
    bytes += Buffer.byteLength(envelope.body) + 400;
    return bytes > batchBytes && index > 0;
  });
  return fitting < 0 ? [...envelopes] : envelopes.slice(0, fitting);
}
