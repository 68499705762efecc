import { postingsOf } from '../../ledger/envelope.ts';
import { holderKind } from '../../ledger/holder.ts';
import type { Projection, Row } from '../projection.ts';

/**
 * The day book: what each till booked on each business day, account by account. The house accounts of the double entry (what was
 * issued, redeemed, expired ...) in their own unit, and `sales`, `vouchers-taken` and `refunds` in money (unit = currency). With the
 * balances of customers every unit sums to zero, so what we owe rolls forward from day to day by construction.
 */
export const books: Projection = {
  name: 'books',
  version: 2,
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
    if (fact.type === 'SaleReversed')
      return [...rows, entry('refunds', fact.body.amount.currency, fact.body.amount.minor)];
    if (fact.type !== 'SaleRecorded') return rows;
    const { total, paidWithVouchersMinor } = fact.body;
    rows.push(entry('sales', total.currency, total.minor));
    if (paidWithVouchersMinor > 0) rows.push(entry('vouchers-taken', total.currency, paidWithVouchersMinor));
    return rows;
  },
};
