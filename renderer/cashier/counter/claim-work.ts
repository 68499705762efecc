import type { CommandAnswer } from '#shared/api/checkout.api.ts';
import type { Till } from '../../client/till.ts';
import type { Seller } from './sell-once.ts';

/** What a cashier does with receipts that can be claimed, beside scanning them. */
export interface ClaimWork {
  /** Enter, or the key on the receipt: credits it to whoever stands there. */
  take(): Promise<void>;
  putBack(): Promise<void>;
  /** F5: sells what is typed without a card, and leaves something to claim; nothing where the shop offers no claims. */
  sell(): Promise<void>;
  /** Whether Enter credits a receipt now. */
  isWaiting(): boolean;
}

/** `sell` confirms with the amount that is typed, as Enter does; `tell` says what came of a command. */
export function createClaimWork(
  till: Till,
  sell: (ask: (seller: Seller, amountText: string) => Promise<CommandAnswer | undefined>) => Promise<void>,
  tell: (ask: () => Promise<CommandAnswer>) => Promise<void>,
): ClaimWork {
  return {
    take: () => tell(() => till.call('claims.take', {})),
    putBack: () => tell(() => till.call('claims.put-back', {})),
    sell: async () => {
      const visit = till.visit.get();
      if (!visit?.claimOffer || visit.member) return;
      await sell((seller, amountText) => seller.confirm(amountText, { claim: true }));
    },
    isWaiting: () => till.visit.get()?.claim !== undefined,
  };
}
