import { aboutNothing, type WhatAbout } from '#electron/access/what-about.ts';
import { ownSale } from './reversal-case.ts';
import { decideRefund, type RefundDesk } from './refund.handlers.ts';

/** What taking a sale back is about: what would be back then, with all that is back already. */
export const refundAbout = (desk: RefundDesk): Pick<WhatAbout, 'refund.confirm'> => ({
  'refund.confirm': async ({ commandId, ...asked }) => {
    const { store } = desk;
    const { saleId } = asked;
    if (store.look.reversal(commandId)) return aboutNothing(saleId);
    const elsewhere = await desk.fetchSale(saleId);
    const before = store.look.reversalsOf(saleId).reduce((sum, { amount }) => sum + amount, 0);
    const plan = decideRefund(desk, asked, 'plan', '', elsewhere);
    return {
      // Many small refunds of one sale are one large one.
      amount: plan.ok ? before + plan.value.moves.money.minor : null,
      subject: saleId,
      walletId: ownSale(saleId, store)?.sale.walletId ?? null,
    };
  },
});
