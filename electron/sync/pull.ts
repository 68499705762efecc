import { BrokenPromise } from '#shared/base/assert.ts';
import { Trouble } from '#shared/base/trouble.ts';
import type { Envelope } from '#shared/ledger/envelope.ts';
import type { Store } from '#electron/store/store.ts';
import type { CentreClient } from './centre-client.ts';

const place = 'pull';

/** One round of reading news: a page of what others recorded, stored together with how far we read. */
export function createPull(
  store: Store,
  centre: CentreClient,
  adopted: (envelopes: readonly Envelope[]) => void,
): () => Promise<'more' | 'done'> {
  return async () => {
    const { envelopes, cursor, more } = await centre.news(store.writer, store.placeOf(place) ?? '');
    if (envelopes.length > 0 || cursor !== (store.placeOf(place) ?? '')) {
      const fresh = adopt(store, envelopes, cursor);
      if (fresh.length > 0) adopted(fresh);
    }
    return more ? 'more' : 'done';
  };
}

/** News that breaks a chain is not believed, whoever brings it: nothing of the page is stored and the alarm is raised. */
function adopt(store: Store, envelopes: readonly Envelope[], cursor: string): Envelope[] {
  try {
    return store.adopt(envelopes, place, cursor);
  } catch (error) {
    if (!(error instanceof BrokenPromise)) throw error;
    throw new Trouble('NEWS_BROKEN', `The centre's news cannot be right: ${error.message}`, 'later', {
      cause: error,
    });
  }
}
