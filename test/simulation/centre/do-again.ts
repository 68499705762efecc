import { assert } from '#shared/base/assert.ts';
import type { CentreStore } from '#central/store/store.ts';
import type { Operation } from './operation.ts';

/** Has the real centre do what the one in memory did; answers what it said, in the same shape. */
export async function doAgain(store: CentreStore, operation: Operation): Promise<unknown> {
  switch (operation.kind) {
    case 'pair': {
      const { proof: _, ...said } = operation.said;
      const paired = await store.pair(said, true);
      return paired.ok ? { ok: true, value: { generation: paired.value.generation } } : paired;
    }
    case 'open-session': {
      const { signature: _, ...said } = operation.said;
      return store.openSession(said);
    }
    case 'accept': {
      const accepted = await store.accept(operation.sent);
      return accepted.ok ? { ok: true, value: accepted.value.answer } : accepted;
    }
    case 'give-rights':
      return store.giveRights(operation.asker, operation.wants);
    case 'recalls-for':
      return store.recallsFor(operation.short, operation.asker, new Set(operation.online));
    case 'awaited-refunds':
      return store.awaitedRefunds();
    case 'place':
      return store.place(operation.arrivals, new Set(operation.online));
    case 'settle':
      return store.settle();
    case 'next-epoch':
      return store.nextEpoch(operation.writer);
    case 'revoke': {
      const { till } = operation;
      const revoked = await store.decideAsOwner({
        kind: 'revoke-till',
        till,
        because: 'lost',
        by: 'owner',
      });
      assert(revoked.ok, `the owner may revoke ${till}`);
      return revoked.value.facts;
    }
    case 'exclude': {
      const { till } = operation;
      return (await store.decideAsOwner({ kind: 'exclude-till', till, by: 'owner' })).ok;
    }
    default:
      return operation satisfies never;
  }
}
