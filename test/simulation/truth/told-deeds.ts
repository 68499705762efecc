import { campaignHolder } from '#shared/ledger/holder.ts';
import { claimHolder, voucherHolder, walletHolder } from '#shared/members/wallet.ts';
import type { DeedTold } from '../tills/deeds.ts';
import { tasting, tastingId } from '../tills/shop.ts';
import type { Effect } from './effects.ts';
import { must } from './failure.ts';

/** What cashiers were told besides of sales and returns, as it is judged when all is quiet. */
export interface ToldDeeds {
  heard(told: DeedTold, box: string): Effect[];
  /** What must stand in a log, by the type of its event and the id in it. */
  written(): readonly { type: string; id: string }[];
  erased(): ReadonlySet<string>;
  /** Cards that are blocked, and at which till that was said. */
  blocked(): ReadonlyMap<string, string>;
  /** Who had a receipt credited. */
  claimedBy(claimId: string): string | undefined;
}

/** Nobody did anything yet. */
export function createToldDeeds(): ToldDeeds {
  const written: { type: string; id: string }[] = [];
  const erased = new Set<string>();
  const blocked = new Map<string, string>();
  const claimed = new Map<string, string>();
  const left = new Map<string, string>();
  const write = (type: string, id: string): Effect[] => {
    written.push({ type, id });
    return [];
  };
  return {
    written: () => written,
    erased: () => erased,
    blocked: () => blocked,
    claimedBy: (claimId) => claimed.get(claimId),
    heard(told, box) {
      switch (told.kind) {
        case 'claim': {
          const { claimId, walletId, value } = told;
          must(!claimed.has(claimId), 'claimed-once', () => `${claimId} was credited twice, now at ${box}`);
          claimed.set(claimId, walletId);
          write('ReceiptClaimed', claimId);
          return value.flatMap(({ unit, amount }) => [
            { holder: claimHolder(claimId), unit, amount: -amount },
            { holder: walletHolder(walletId), unit, amount },
          ]);
        }
        case 'book':
        case 'give-up': {
          const sign = told.kind === 'book' ? 1 : -1;
          write(told.kind === 'book' ? 'PlaceBooked' : 'PlaceGivenUp', told.voucherId);
          return [
            { holder: campaignHolder(tastingId), unit: `uses:${tastingId}`, amount: -sign },
            {
              holder: walletHolder(told.walletId),
              unit: 'points:points',
              amount: -sign * tasting.costPoints,
            },
            { holder: voucherHolder(told.voucherId), unit: `coupon:${tastingId}`, amount: sign },
          ];
        }
        case 'join':
          return write('MembershipSold', told.membershipId);
        case 'leave': {
          const { membershipId } = told;
          const before = left.get(membershipId) ?? box;
          must(
            before === box,
            'membership-back-once',
            () => `${membershipId} was paid back at ${before} and ${box}`,
          );
          left.set(membershipId, box);
          return write('MembershipEnded', membershipId);
        }
        case 'merge':
        case 'part':
          return write(told.kind === 'merge' ? 'MembersMerged' : 'MergeUndone', told.from);
        case 'erase':
          erased.add(told.walletId);
          return write('MemberErased', told.walletId);
        case 'block':
          blocked.set(told.cardId, box);
          return write('CardBlocked', told.cardId);
        case 'replace':
          return write('CardAttached', told.cardId);
        case 'let-in':
          return [];
        default:
          return told satisfies never;
      }
    },
  };
}
