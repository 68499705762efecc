import { parseAmount } from '#shared/money/money.ts';
import { pointsIn } from '#shared/ledger/posting.ts';
import type { WalletId } from '#shared/members/wallet.ts';
import type { ShopSettings } from '#shared/settings/shop-settings.ts';
import { giftCardSelling } from '#shared/visit/gift-cards.ts';
import { aboutNothing, type WhatAbout } from '#electron/access/what-about.ts';
import type { Checkout } from '#electron/checkout/checkout.ts';
import type { Store } from '#electron/store/store.ts';

/** What sales are about, goods and gift cards: whoever stands at the counter when all that was scanned before is worked off. */
export function checkoutAbout({
  store: { look },
  settings,
  checkout,
  settled,
}: {
  store: Store;
  settings: ShopSettings;
  checkout: Pick<Checkout, 'holders' | 'view' | 'gains'>;
  settled(): Promise<void>;
}): Pick<WhatAbout, 'checkout.confirm' | 'claims.take' | 'gift-cards.load'> {
  return {
    'checkout.confirm': async ({ commandId, amountText }) => {
      // A card that was shown before counts for this sale, though nobody may have worked it off.
      await settled();
      if (look.placeOfSale(commandId) !== undefined) return aboutNothing(commandId);
      const walletId = walletAtCounter(checkout);
      const { points, others } = walletId === null ? nobodyGains : checkout.gains(amountText);
      return {
        amount: 0,
        subject: commandId,
        walletId,
        others: () => others,
        earns: () => points,
        context: () => `${checkout.view().serial}`,
      };
    },
    'claims.take': async () => {
      await settled();
      const { claim, serial } = checkout.view();
      return {
        amount: 0,
        subject: checkout.holders().find((holder) => holder.startsWith('claim:')) ?? '',
        walletId: walletAtCounter(checkout),
        earns: () => pointsIn(claim?.value ?? []),
        context: () => `${serial}`,
      };
    },
    'gift-cards.load': async ({ commandId, amountText }) => {
      await settled();
      if (look.placeOfSale(commandId) !== undefined) return aboutNothing(commandId);
      const amount = parseAmount(amountText, settings.currency, settings.maxSaleMinor);
      const earns = giftCardSelling({ look })?.earns === 'when-loaded';
      const walletId = earns ? walletAtCounter(checkout) : null;
      return { amount: amount.ok ? amount.value.minor : null, subject: commandId, walletId };
    },
  };
}

const nobodyGains = { points: 0, others: [] };

/** The wallet of the member now at the counter. */
export const walletAtCounter = (checkout: Pick<Checkout, 'holders'>): WalletId | null =>
  checkout
    .holders()
    .find((holder) => holder.startsWith('wallet:'))
    ?.slice('wallet:'.length) ?? null;
