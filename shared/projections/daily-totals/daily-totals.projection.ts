import type { Projection } from '../projection.ts';

/** What each till sold on each business day. */
export const dailyTotals: Projection = {
  name: 'daily-totals',
  version: 1,
  table: {
    name: 'daily_totals',
    key: { day: 'text', writer: 'text', currency: 'text' },
    columns: {
      sales: { type: 'integer', merge: 'sum' },
      total_minor: { type: 'integer', merge: 'sum' },
      paid_with_vouchers_minor: { type: 'integer', merge: 'sum' },
    },
  },
  rowsOf(fact, envelope) {
    if (fact.type !== 'SaleRecorded') return [];
    const { day, total, paidWithVouchersMinor } = fact.body;
    return [
      {
        day,
        writer: envelope.writer,
        currency: total.currency,
        sales: 1,
        total_minor: total.minor,
        paid_with_vouchers_minor: paidWithVouchersMinor,
      },
    ];
  },
};
