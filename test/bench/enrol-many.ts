import { cardIdOf, walletIdOf } from '#shared/members/wallet.ts';
import type { Fact } from '#shared/ledger/events.ts';
import { newMemberCardCode } from '#shared/scan/formats/member-card.format.ts';
import { nodeMachine } from '#electron/platform/machine.ts';
import type { Store } from '#electron/store/store.ts';

/** Enrols so many members, each with a card of its own, and answers the codes of their cards. */
export function enrolMany(store: Store, members: number): string[] {
  const codes = Array.from({ length: members }, () => newMemberCardCode(nodeMachine.randomBytes(32)));
  for (let start = 0; start < codes.length; start += 1_000) {
    const facts = codes.slice(start, start + 1_000).flatMap(joining);
    store.commit({ facts, time: { atMs: nodeMachine.now(), day: '2026-01-01' } });
  }
  return codes;
}

/** Whose wallet a card opens. */
export const walletOf = (code: string): string =>
  walletIdOf(cardIdOf(code, nodeMachine.sha256), nodeMachine.sha256);

function joining(code: string): Fact[] {
  const cardId = cardIdOf(code, nodeMachine.sha256);
  const walletId = walletOf(code);
  return [
    { type: 'MemberEnrolled', body: { walletId } },
    { type: 'CardAttached', body: { cardId, walletId, tail: code.slice(-4), format: 'member-card' } },
  ];
}
