import type { BusinessTime } from '#shared/base/business-time.ts';
import { Trouble } from '#shared/base/trouble.ts';
import { noHash, type Envelope } from '#shared/ledger/envelope.ts';
import type { Mark, Session } from '#shared/sync/protocol.ts';
import type { StartedOver } from '#shared/sync/reconcile.ts';
import type { CentreCopy } from '#electron/store/start-over.ts';
import type { Store } from '#electron/store/store.ts';
import type { CentreClient, Pass } from './centre-client.ts';
import { keepMark } from './marks.ts';

/** What a till does when it was found to have two histories. `pass` is a session that may read our log and ask for an epoch. */
export type FindItself = (pass: Pass, answer: Pick<Session, 'stored'>) => Promise<void>;

/** Two machines that go by one name find each other out again and again: the second time within a day they wait, longer each time. */
const firstPauseMs = 20_000;
const longestPauseMs = 3_600_000;
const dayMs = 86_400_000;
/** The follower's name under which is kept when this till started over. */
const place = 'started-over';

/**
 * The till stops spending at once, also through a restart. Then it asks for a new epoch, which ends the sessions of its other life,
 * reads its log as the centre has it, and goes on behind that with what only it knew.
 */
export function createFindItself(
  store: Store,
  centre: CentreClient,
  time: () => BusinessTime,
  told: (over: StartedOver, epoch: number) => void,
): FindItself {
  return async (pass, { stored }) => {
    if (store.standing.state() === 'sound') store.standing.keep({ state: 'restricted' });
    const before = timesBefore(store, time().atMs);
    assertRested(before, time().atMs);
    const ask = <T>(question: (next: Pass) => Promise<T>): Promise<T> => {
      pass.n += 1;
      return question({ ...pass });
    };
    const { epoch } = await ask((next) => centre.newEpoch(next));
    const copy = await readCopy(store, stored, (after) => ask((next) => centre.log(next, after)));
    const now = time();
    const over = store.atOnce(() => {
      const done = store.startOver({ ...copy, epoch }, now);
      keepMark(store, endOf(store, copy));
      store.setPlace(place, JSON.stringify([...before, now.atMs]));
      return done;
    });
    told(over, epoch);
  };
}

function timesBefore(store: Store, nowMs: number): number[] {
  const times = JSON.parse(store.placeOf(place) ?? '[]') as number[];
  return times.filter((atMs) => Math.abs(nowMs - atMs) < dayMs);
}

function assertRested(before: readonly number[], nowMs: number): void {
  const last = before.at(-1);
  const pauseMs = Math.min(firstPauseMs * 2 ** (before.length - 1), longestPauseMs);
  if (last === undefined || nowMs < last || nowMs - last >= pauseMs) return;
  throw new Trouble('FORK', 'another machine goes by the name of this till', 'later');
}

type Copy = Pick<CentreCopy, 'commonSeq' | 'rest'>;

function endOf(store: Store, { commonSeq, rest }: Copy): Mark {
  const [end] = rest.length > 0 ? rest.slice(-1) : commonSeq > 0 ? store.ownAfter(commonSeq - 1, 1) : [];
  return end ? { seq: end.seq, hash: end.hash } : { seq: 0, hash: noHash };
}

type Page = { envelopes: Envelope[]; more: boolean };

/** Walks back from where both logs may agree, in ever longer steps, to a place where they do; then forward to the centre's end. */
async function readCopy(store: Store, stored: Mark, page: (after: number) => Promise<Page>): Promise<Copy> {
  let after = Math.min(store.head().seq, stored.seq);
  let step = 1;
  for (;;) {
    after = Math.max(0, after - step);
    step *= 8;
    const first = await page(after);
    const agreed = agreeing(store, after, first.envelopes);
    if (agreed === 0 && after > 0) continue;
    return readOn(store, after, first, page);
  }
}

async function readOn(
  store: Store,
  start: number,
  first: Page,
  page: (after: number) => Promise<Page>,
): Promise<Copy> {
  let commonSeq = start;
  const rest: Envelope[] = [];
  for (let next = first; ;) {
    const agreed = rest.length > 0 ? 0 : agreeing(store, commonSeq, next.envelopes);
    commonSeq += agreed;
    rest.push(...next.envelopes.slice(agreed));
    const last = next.envelopes.at(-1);
    if (!next.more || !last) return { commonSeq, rest };
    next = await page(last.seq);
  }
}

/** How many of these, from the first on, stand in our log as well. */
function agreeing(store: Store, after: number, theirs: readonly Envelope[]): number {
  const ours = store.ownAfter(after, theirs.length);
  const differs = theirs.findIndex(({ hash }, index) => ours[index]?.hash !== hash);
  return differs < 0 ? theirs.length : differs;
}
