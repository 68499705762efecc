import type { Store } from '#electron/store/store.ts';
import type { CentreClient } from './centre-client.ts';

/** One round of reading the centre's story: a page of what others did, kept together with how far we read. */
export function createPull(
  store: Store,
  centre: CentreClient,
  learned: () => void,
): () => Promise<'more' | 'done'> {
  return async () => {
    const { changes, cursor, anew, more } = await centre.story(store.writer, store.learnedTo());
    if (changes.length > 0 || anew || more) {
      store.learn(changes, cursor, anew);
      if (changes.length > 0) learned();
    }
    return more ? 'more' : 'done';
  };
}
