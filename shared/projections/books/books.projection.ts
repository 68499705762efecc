import { postingsOf } from '../../ledger/envelope.ts';
import { holderKind } from '../../ledger/holder.ts';
import type { Projection, Row } from '../projection.ts';

/**
 * The day book: what each till booked on each business day, account by account. The house accounts of the double entry (what was
 * issued, redeemed, expired ...) in their own unit, and in money (unit = currency) `sales`, `refunds` and what paid for sales beside
 * money: `vouchers-taken` and `gift-cards-taken`. Money put on gift cards is no sale: `gift-cards-sold`, `gift-cards-back`;
 * nor is belonging to something: `memberships`, `memberships-returned`. With the
 * balances of customers every unit sums to zero, so what we owe rolls forward from day to day by construction.
 */
export const books: Projection = {
  name: 'books',
  version: 3,
  forTills: false,
  table: {
    name: 'books',
    key: { day: 'text', writer: 'text', account: 'text', unit: 'text' },
    columns: { entries: { type: 'integer', merge: 'sum' }, amount: { type: 'integer', merge: 'sum' } },
  },
  rowsOf(fact, { day, writer }) {
    const entry = (account: string, unit: string, amount: number): Row => ({
      day,
      writer,
      account,
      unit,
      entries: 1,
      amount,
    });
    const rows = postingsOf(fact, writer)
      .filter(({ holder }) => holderKind(holder) === 'house')
      .map(({ holder, unit, amount }) => entry(holder.slice('house:'.length), unit, amount));
    const of = (account: string, currency: string, minor: number) => {
      if (minor > 0) rows.push(entry(account, currency, minor));
    };
    if (fact.type === 'SaleReversed') {
      const { amount, giftCardsBackMinor = 0 } = fact.body;
      if (giftCardsBackMinor === 0) rows.push(entry('refunds', amount.currency, amount.minor));
      of('gift-cards-back', amount.currency, giftCardsBackMinor);
    }
    if (fact.type === 'MembershipSold') of('memberships', fact.body.price.currency, fact.body.price.minor);
    if (fact.type === 'MembershipEnded') {
      const { refunded } = fact.body;
      of('memberships-returned', refunded.currency, refunded.minor);
    }
    if (fact.type !== 'SaleRecorded') return rows;
    const { total, paidWithVouchersMinor, paidWithGiftCardsMinor = 0, giftCardsSoldMinor = 0 } = fact.body;
    if (giftCardsSoldMinor === 0) rows.push(entry('sales', total.currency, total.minor));
    of('vouchers-taken', total.currency, paidWithVouchersMinor);
    of('gift-cards-taken', total.currency, paidWithGiftCardsMinor);
    of('gift-cards-sold', total.currency, giftCardsSoldMinor);
    return rows;
  },
};
