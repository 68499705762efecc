import type { CommandAnswer } from '#shared/api/checkout.api.ts';
import type { Till } from '../../client/till.ts';
import type { Seller } from './sell-once.ts';

/** What a cashier does with gift cards beside scanning them. */
export interface GiftCardWork {
  /** F4: begins to sell one that will be printed, or loads the last one on the counter with what is typed. */
  key(): Promise<void>;
  /** Loads one with what is typed. */
  load(giftCardId: string): Promise<void>;
  putBack(giftCardId: string): Promise<void>;
  /** The new one on the counter, that Enter sells. */
  waiting(): string | undefined;
}

/** `sell` confirms with the amount that is typed, as Enter does; `tell` says what came of a command. */
export function createGiftCardWork(
  till: Till,
  sell: (ask: (seller: Seller, amountText: string) => Promise<CommandAnswer | undefined>) => Promise<void>,
  tell: (ask: () => Promise<CommandAnswer>) => Promise<void>,
): GiftCardWork {
  const cards = () => till.visit.get()?.giftCards ?? [];
  const load = (giftCardId: string): Promise<void> =>
    sell((seller, amountText) => seller.confirm(amountText, { giftCardId }));
  return {
    load,
    key() {
      const last = cards().at(-1);
      return last ? load(last.giftCardId) : tell(() => till.call('gift-cards.make', {}));
    },
    putBack: (giftCardId) => tell(() => till.call('gift-cards.put-back', { giftCardId })),
    waiting: () => cards().find(({ isNew }) => isNew)?.giftCardId,
  };
}
