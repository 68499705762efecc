import type { TillStatus } from '#shared/api/till.api.ts';
import type { Machine } from '#shared/base/machine.ts';
import type { Trouble } from '#shared/base/trouble.ts';
import type { Log } from '#electron/platform/log.ts';
import type { Store } from '#electron/store/store.ts';
import { createCentreClient, type CentreAddress } from './centre-client.ts';
import { follow, type Rests } from './follow.ts';
import { createPull } from './pull.ts';
import { createPush, pendingEvents } from './push.ts';

export interface LinkOptions {
  store: Store;
  centre: CentreAddress | null;
  machine: Pick<Machine, 'randomBytes'>;
  log: Log;
  /** The link or the number of waiting events changed. */
  changed(): void;
  /** What others did became known. */
  learned(): void;
  rests?: Rests;
}

/** The till's link to the centre: uploading and reading news, each at its own pace; neither ever holds up the counter. */
export interface Link {
  state(): TillStatus['link'];
  /** Our events the centre has not confirmed yet. */
  pending(): number;
  /** Something was committed. */
  wake(): void;
  close(): Promise<void>;
}

const defaultRests: Rests = { idleMs: 3_000, firstTroubleMs: 1_000, longestTroubleMs: 15_000 };

/** Starts both followers, or, for a till that works alone, none. */
export function startLink({
  store,
  centre,
  machine,
  log,
  changed,
  learned,
  rests = defaultRests,
}: LinkOptions): Link {
  const pending = () => pendingEvents(store);
  if (!centre || store.readOnly)
    return { state: () => 'off', pending, wake: () => {}, close: async () => {} };
  // Uploading may rest without asking anybody, so each follower answers for itself and the worse of the two is shown.
  const states = { push: 'offline', pull: 'offline' } as Record<'push' | 'pull', TillStatus['link']>;
  const troubles: Record<'push' | 'pull', Trouble | null> = { push: null, pull: null };
  let saidCode = '';
  const ending = new AbortController();
  const client = createCentreClient(centre, ending.signal);
  const chance = () => (machine.randomBytes(1)[0] ?? 0) / 256;
  const outcome = (of: 'push' | 'pull') => (trouble: Trouble | null) => {
    states[of] = trouble ? stateOf(trouble) : 'online';
    troubles[of] = trouble;
    const first = troubles.push ?? troubles.pull;
    if (first && first.code !== saidCode)
      log(`centre: ${first.message.replace(/\.$/, '')}. The till goes on; what it sells waits here.`);
    if (!first && saidCode) log('centre: works again');
    saidCode = first?.code ?? '';
    changed();
  };
  const push = follow(createPush(store, client), rests, outcome('push'), chance);
  const pull = follow(createPull(store, client, learned), rests, outcome('pull'), chance);
  return {
    state: () => worst.find((state) => state === states.push || state === states.pull) ?? 'online',
    pending,
    wake: () => push.wake(),
    async close() {
      ending.abort();
      await Promise.all([push.close(), pull.close()]);
    },
  };
}

const worst = ['forked', 'not-paired', 'offline'] as const;

function stateOf(trouble: Trouble): TillStatus['link'] {
  if (trouble.code === 'FORK') return 'forked';
  return trouble.code === 'NOT_PAIRED' ? 'not-paired' : 'offline';
}
