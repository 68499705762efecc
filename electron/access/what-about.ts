import type { z } from 'zod';
import type { Api } from '#shared/api/api.ts';
import type { MeasuredCall } from '#shared/api/call-access.ts';
import type { Calls, Handlers } from '#shared/api/channel.ts';
import type { WalletId } from '#shared/members/wallet.ts';
import type { BusinessTime } from '#shared/base/business-time.ts';
import { endMembership } from '#shared/visit/membership.ts';
import { giftCardSelling } from '#shared/visit/gift-cards.ts';
import { parseAmount } from '#shared/money/money.ts';
import type { ShopSettings } from '#shared/settings/shop-settings.ts';
import type { Checkout } from '#electron/checkout/checkout.ts';
import { ownSale } from '#electron/api/reversal-case.ts';
import type { Store } from '#electron/store/store.ts';

/** What a call is about, as far as it decides who may make it. */
export interface About {
  /** In what its action is measured in; null when nobody can tell. Without an action that is measured, 0. */
  amount: number | null;
  /** The sale, wallet or batch. */
  subject: string;
  /** Whose wallet gains or loses by it, or null. */
  walletId: WalletId | null;
  /** For a sale: how many points the member would earn by it. */
  earns?: () => number;
  /** What else has to be the same when it is approved: what lies on the counter. */
  context?: () => string;
}

type InputOf<K extends keyof Calls<Api>> = z.output<Calls<Api>[K]['input']>;
type Looks<K extends keyof Calls<Api>> = { [M in K]: (input: InputOf<M>) => About | Promise<About> };

/** How to see what a call is about: demanded of every call with a limit, and of others that concern a member's wallet. */
export type WhatAbout = Looks<MeasuredCall> & Partial<Looks<keyof Calls<Api>>>;

export interface WhatAboutOptions {
  store: Store;
  settings: ShopSettings;
  time(): BusinessTime;
  checkout: Pick<Checkout, 'holders' | 'view' | 'quote'>;
  /** When all that was scanned and pressed before is worked off. */
  settled(): Promise<void>;
  handlers: Pick<Handlers<Api>, 'refund.plan'>;
}

/** Looks at calls before they are made. A call that was made before, and is only repeated, moves nothing. */
export function createWhatAbout({
  store,
  settings,
  time,
  checkout,
  settled,
  handlers,
}: WhatAboutOptions): WhatAbout {
  const { look } = store;
  const ofWallet = (walletId: WalletId, amount: number | null = 0): About => ({
    amount,
    subject: walletId,
    walletId,
  });
  const nothing = (subject: string): About => ({ amount: 0, subject, walletId: null });
  return {
    'basket.reserve': ({ walletId }) => ofWallet(walletId),
    'checkout.confirm': async ({ commandId, amountText }) => {
      // A card that was shown before counts for this sale, though nobody may have worked it off.
      await settled();
      if (look.placeOfSale(commandId) !== undefined) return nothing(commandId);
      return {
        amount: 0,
        subject: commandId,
        walletId: walletAtCounter(checkout),
        earns: () => pointsOf(checkout.quote(amountText)),
        context: () => `${checkout.view().serial}`,
      };
    },
    'manager.adjust': ({ walletId, amount }) => ofWallet(walletId, Math.abs(amount)),
    'gift-cards.load': async ({ commandId, amountText }) => {
      await settled();
      if (look.placeOfSale(commandId) !== undefined) return nothing(commandId);
      const amount = parseAmount(amountText, settings.currency, settings.maxSaleMinor);
      const earns = giftCardSelling({ look })?.earns === 'when-loaded';
      const walletId = earns ? walletAtCounter(checkout) : null;
      return { amount: amount.ok ? amount.value.minor : null, subject: commandId, walletId };
    },
    'membership.end': ({ walletId, membershipId }) => {
      if (store.jobs.get(`ended-${membershipId}`)) return nothing(walletId);
      const { state } = store.standing;
      const here = { look, settings, till: store.writer, state: state(), day: time().day };
      const ended = endMembership(walletId, membershipId, here);
      return ofWallet(walletId, ended.ok ? ended.value.body.refunded.minor : null);
    },
    'membership.sell': ({ walletId }) => ofWallet(walletId),
    'vouchers.print': ({ batchId, count, order: { worth } }) => {
      if (store.jobs.batch(batchId)) return nothing(batchId);
      const each = worth.kind === 'money' ? worth.amountMinor : settings.drawers.limits.couponMinor;
      return { amount: count * each, subject: batchId, walletId: null };
    },
    'refund.confirm': async ({ commandId, saleId, kind, amountText, lines }) => {
      if (look.reversal(commandId)) return nothing(saleId);
      const before = look.reversalsOf(saleId).reduce((sum, { amount }) => sum + amount, 0);
      const plan = await handlers['refund.plan']({ saleId, kind, amountText, lines });
      return {
        // Many small refunds of one sale are one large one.
        amount: plan.ok ? before + plan.reversal.money.minor : null,
        subject: saleId,
        walletId: ownSale(saleId, store)?.sale.walletId ?? null,
      };
    },
  };
}

/** The points that a sale brings its member. */
const pointsOf = (quote: ReturnType<Checkout['quote']>): number =>
  quote.ok && quote.outcome
    ? quote.outcome.awards
        .filter(({ unit }) => unit.startsWith('points:'))
        .reduce((sum, { amount }) => sum + amount, 0)
    : 0;

/** The wallet of the member now at the counter. */
export const walletAtCounter = (checkout: Pick<Checkout, 'holders'>): WalletId | null =>
  checkout
    .holders()
    .find((holder) => holder.startsWith('wallet:'))
    ?.slice('wallet:'.length) ?? null;
