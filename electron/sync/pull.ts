import type { BusinessTime } from '#shared/base/business-time.ts';
import type { Envelope } from '#shared/ledger/envelope.ts';
import type { Holder } from '#shared/ledger/holder.ts';
import type { Unit } from '#shared/ledger/posting.ts';
import { giveBack } from '#shared/sync/give-back.ts';
import { handOverDebts } from '#shared/sync/hand-over-debts.ts';
import type { Grant, Recall } from '#shared/sync/protocol.ts';
import { takeGrants } from '#shared/sync/take-grants.ts';
import type { Store } from '#electron/store/store.ts';
import type { CentreClient } from './centre-client.ts';
import type { Line } from './line.ts';
import { unopenedRefund } from './unopened-refund.ts';

/** What the news are taken in with. */
export interface Counter {
  time(): BusinessTime;
  /** Whose value may be needed within the minute: the member and the vouchers now on the counter. */
  atCounter(): Holder[];
  /** How much of a unit the owner lets this till keep of each member; null when nothing is said. */
  float(unit: Unit): number | null;
  /** What others did became known. */
  learned(): void;
  /** Our log has grown: rights came or went. */
  committed(envelopes: readonly Envelope[]): void;
}

/**
 * One round of reading the centre's story: a page of what others did, kept in one transaction with how far we read and with the
 * grants that came with it; then recalls are answered with what is free, and what members owe here is handed over.
 */
export function createPull(
  store: Store,
  centre: CentreClient,
  line: Line,
  counter: Counter,
): () => Promise<'more' | 'done'> {
  const answered = new Set<string>();
  const answer = (recall: Recall): Envelope[] => {
    if (answered.has(recall.recallId)) return [];
    const { holder, unit } = recall;
    const time = counter.time();
    const facts = giveBack(recall, {
      state: store.standing.state(),
      day: time.day,
      lots: store.look.drawerLots(holder, unit),
      unopened: unopenedRefund(holder, store),
      atCounter: counter.atCounter(),
      float: counter.float(unit),
    });
    // Asked again when the customer has left; a recall that was answered is not answered twice.
    if (facts.length > 0) remember(answered, recall.recallId);
    return facts.length > 0 ? store.commit({ facts, time }) : [];
  };
  return async () => {
    await line.open();
    const { changes, cursor, anew, more, grants, recalls } = await line.ask((pass) =>
      centre.story(pass, { cursor: store.learnedTo(), after: lastGrant(store) }),
    );
    const news = changes.length > 0 || anew || more;
    const taken = store.atOnce(() => {
      if (news || cursor !== store.learnedTo()) store.learn(changes, cursor, anew);
      return acceptGrants(store, grants, counter.time());
    });
    const written = [...taken, ...recalls.flatMap(answer), ...handOver(store, counter.time())];
    if (written.length > 0) counter.committed(written);
    if (changes.length > 0 || written.length > 0) counter.learned();
    return more || store.indexLearned() ? 'more' : 'done';
  };
}

/** The number behind which the centre is asked for grants. */
export const lastGrant = (store: Store): number => store.look.lastGrant(store.standing.generation());

/** Takes grants into our drawer, each once. Part of the caller's transaction if there is one. */
export function acceptGrants(store: Store, grants: readonly Grant[], time: BusinessTime): Envelope[] {
  if (grants.length === 0) return [];
  const facts = takeGrants(grants, {
    till: store.writer,
    state: store.standing.state(),
    generation: store.standing.generation(),
    after: lastGrant(store),
  });
  return facts.length > 0 ? store.commit({ facts, time }) : [];
}

/** The centre answers, so it may have what members owe here. */
function handOver(store: Store, time: BusinessTime): Envelope[] {
  return store.atOnce(() => {
    const facts = handOverDebts(store.look.ownDebts(), store.standing.state());
    return facts.length > 0 ? store.commit({ facts, time }) : [];
  });
}

const mostRemembered = 1_000;

function remember(answered: Set<string>, recallId: string): void {
  answered.add(recallId);
  for (const oldest of answered) {
    if (answered.size <= mostRemembered) return;
    answered.delete(oldest);
  }
}
