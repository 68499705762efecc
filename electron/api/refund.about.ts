import type { ReversalMoves } from '#shared/visit/reverse-steps.ts';
import { aboutNothing, type WhatAbout } from '#electron/access/what-about.ts';
import { earlierReversals, ownSale, saleAsNow } from './reversal-case.ts';
import { decideRefund, type RefundDesk } from './refund.handlers.ts';

/** What taking a sale back is about: what of it would be back then, in money or on a gift card, with all that is back already. */
export const refundAbout = (desk: RefundDesk): Pick<WhatAbout, 'refund.confirm'> => ({
  'refund.confirm': async ({ commandId, ...asked }) => {
    const { store } = desk;
    const { saleId } = asked;
    if (store.look.reversal(commandId)) return aboutNothing(saleId);
    const elsewhere = await desk.fetchSale(saleId);
    // Whoever claimed its receipt had what it earned, and takes it back as their own.
    const sale = saleAsNow(ownSale(saleId, store)?.sale ?? elsewhere?.sale, store);
    const before = earlierReversals(saleId, store, elsewhere).reduce((sum, { amount }) => sum + amount, 0);
    const plan = decideRefund(desk, asked, 'plan', '', elsewhere);
    const backThen = ({ left, money }: ReversalMoves): number =>
      sale && left ? sale.total.minor - left.minor : before + money.minor;
    return {
      // Many small refunds of one sale are one large one.
      amount: plan.ok ? backThen(plan.value.moves) : null,
      subject: saleId,
      walletId: sale?.walletId ?? null,
    };
  },
});
