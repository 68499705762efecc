import type { TillStatus } from '#shared/api/till.api.ts';
import type { Machine } from '#shared/base/machine.ts';
import type { Envelope } from '#shared/ledger/envelope.ts';
import { Trouble } from '#shared/base/trouble.ts';
import type { AskHistory, Notice, ToldHistory } from '#shared/sync/protocol.ts';
import type { StartedOver } from '#shared/sync/reconcile.ts';
import { atMostEvery } from '#electron/platform/at-most-every.ts';
import type { Log } from '#electron/platform/log.ts';
import type { Store } from '#electron/store/store.ts';
import { createFindItself } from './find-itself.ts';
import { follow, type Rests } from './follow.ts';
import { createHttpCentre } from './http-centre.ts';
import { createLine, type Caller } from './line.ts';
import { pendingEvents } from './marks.ts';
import { createProfilesRound } from './profiles.ts';
import { createPull, type Counter } from './pull.ts';
import { createPush } from './push.ts';
import { createRights, type AskRights } from './rights.ts';
import { sayStartedOver } from './say-started-over.ts';
import { createStaffRound, type StaffHeard } from './staff.ts';

export interface LinkOptions {
  store: Store;
  /** Null for a till that works alone; `guessed` where nobody said that there is one at that address. */
  centre: { url: string; timeoutMs: number; guessed?: boolean } | null;
  caller: Caller;
  machine: Pick<Machine, 'now' | 'randomBytes' | 'sha256'>;
  log: Log;
  counter: Counter;
  /** Other tills said something of who works in this shop. */
  staffLearned(): void;
  /** The link, the number of waiting events, or what this till may do has changed. */
  changed(): void;
  rests?: Rests;
}

/** The till's link to the centre: uploading, reading news and hearing of them, each at its own pace; none holds up the counter. */
export interface Link {
  state(): TillStatus['link'];
  /** Our events the centre has not confirmed yet. */
  pending(): number;
  /** Something was committed. */
  wake(): void;
  /** Something was said here of who works in this shop. */
  staffChanged(): void;
  /** Asks the centre now who works in this shop: `off` where none was ever named or met, `silent` where it does not answer. */
  hearStaff(): Promise<StaffHeard | 'off' | 'silent'>;
  /** Asks the centre for value that lies elsewhere. */
  rights: AskRights;
  /** What the ledger of the chain says of a sale; nothing when nobody there knows it. */
  sale(saleId: string, signal?: AbortSignal): Promise<Envelope[]>;
  /** A page of what happened to a member, at every till. */
  history(asked: AskHistory, signal?: AbortSignal): Promise<ToldHistory>;
  close(): Promise<void>;
}

type Side = 'push' | 'pull';

const defaultRests: Rests = { idleMs: 3_000, firstTroubleMs: 1_000, longestTroubleMs: 15_000 };

/** How long reading rests while the centre would call if there were something to read. */
const listeningIdleMs = 30_000;

/** Starts the followers, or, for a till that works alone, none. */
export function startLink(options: LinkOptions): Link {
  const { store, centre: address, caller, machine, log, counter, changed, rests = defaultRests } = options;
  const pending = () => pendingEvents(store);
  if (!address || store.readOnly) {
    const rights: AskRights = async (wants) => [...wants];
    const sale = async () => [];
    const history = async () => ({ envelopes: [], held: {} });
    return {
      state: () => 'off',
      pending,
      wake: () => {},
      staffChanged: () => {},
      hearStaff: async () => 'off',
      rights,
      sale,
      history,
      close: async () => {},
    };
  }
  const ending = new AbortController();
  const centre = createHttpCentre({ ...address, sign: caller.sign }, ending.signal);
  const startedOver = (over: StartedOver, epoch: number): void => {
    log(sayStartedOver(over, epoch));
    counter.learned();
    changed();
  };
  const findItself = createFindItself(store, centre, counter.time, startedOver);
  const line = createLine({ store, centre, caller, machine, findItself });
  const { state, outcome } = sayHowItGoes(log, changed);
  const chance = () => (machine.randomBytes(1)[0] ?? 0) / 256;
  const push = follow(createPush(store, centre, line), rests, outcome('push'), chance);
  let listening = false;
  const unhurried = {
    ...rests,
    get idleMs() {
      return listening ? listeningIdleMs : rests.idleMs;
    },
  };
  const pull = follow(createPull(store, centre, line, counter), unhurried, outcome('pull'), chance);
  const people = follow(
    createProfilesRound(store, centre, line, counter.learned),
    unhurried,
    sayOnce(log, 'profiles'),
    chance,
  );
  const mayLock = () => counter.atCounter().length === 0;
  const staffRound = createStaffRound(store, centre, line, machine.sha256, mayLock, options.staffLearned);
  const staff = follow(
    async () => {
      await staffRound();
      return 'done';
    },
    unhurried,
    sayOnce(log, 'staff'),
    chance,
  );
  // Somebody sells something all the time: what others did may wait a moment, a customer elsewhere may not.
  const story = atMostEvery(rests.idleMs, () => {
    pull.wake();
    people.wake();
    staff.wake();
  });
  const heard = (notice: Notice): void => {
    if (notice !== 'story') return pull.wake();
    story.ask();
    // Once more after the pause: what is new is told only when no slower writer can come before it.
    story.ask();
  };
  const listen = async (): Promise<'done'> => {
    listening = true;
    try {
      await line.ask((pass) => centre.notices(pass, heard));
      return 'done';
    } finally {
      listening = false;
    }
  };
  // Notices only save the time until the next round: without them everything goes on.
  const notices = follow(listen, rests, () => {}, chance);
  return {
    state,
    pending,
    wake() {
      push.wake();
      if (store.profiles.toSend(1).profiles.length > 0) people.wake();
    },
    staffChanged: staff.wake,
    hearStaff: () =>
      staffRound().catch((error: unknown) => {
        if (!(error instanceof Trouble)) throw error;
        return address.guessed && store.standing.generation() === 0 ? ('off' as const) : ('silent' as const);
      }),
    rights: createRights(store, centre, line, counter),
    history: (asked, signal) => line.ask((pass) => centre.history(pass, asked, signal)),
    sale: async (saleId, signal) => (await line.ask((pass) => centre.sale(pass, saleId, signal))).envelopes,
    async close() {
      ending.abort();
      story.stop();
      await Promise.all([push.close(), pull.close(), people.close(), staff.close(), notices.close()]);
    },
  };
}

/** Uploading may rest without asking anybody, so each side answers for itself and the worse of the two is shown. */
function sayHowItGoes(log: Log, changed: () => void) {
  const states: Record<Side, TillStatus['link']> = { push: 'offline', pull: 'offline' };
  const troubles: Record<Side, Trouble | null> = { push: null, pull: null };
  let saidCode = '';
  return {
    state: (): TillStatus['link'] =>
      worst.find((state) => state === states.push || state === states.pull) ?? 'online',
    outcome: (of: Side) => (trouble: Trouble | null) => {
      states[of] = trouble ? stateOf(trouble) : 'online';
      troubles[of] = trouble;
      const first = troubles.push ?? troubles.pull;
      if (first && first.code !== saidCode)
        log(`centre: ${first.message.replace(/\.$/, '')}. The till goes on; what it sells waits here.`);
      if (!first && saidCode) log('centre: works again');
      saidCode = first?.code ?? '';
      changed();
    },
  };
}

/** Whether the centre answers at all is said elsewhere: here only what else goes wrong, when it begins and when it ends. */
function sayOnce(log: Log, what: string): (trouble: Trouble | null) => void {
  let saidCode = '';
  return (trouble) => {
    const code = trouble && trouble.code !== 'CENTRE_UNREACHABLE' ? trouble.code : '';
    if (trouble && code && code !== saidCode) log(`${what}: ${trouble.code}: ${trouble.message}`);
    saidCode = code;
  };
}

const worst = ['retired', 'forked', 'not-paired', 'offline'] as const;

function stateOf({ code }: Trouble): TillStatus['link'] {
  if (code === 'FORK') return 'forked';
  if (code === 'RETIRED') return 'retired';
  return code === 'NOT_PAIRED' || code === 'BAD_CODE' ? 'not-paired' : 'offline';
}
