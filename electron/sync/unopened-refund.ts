import { holderKind, type Holder } from '#shared/ledger/holder.ts';
import { readEntries } from '#shared/projections/fold.ts';
import type { Keeping } from '#shared/sync/give-back.ts';
import type { Store } from '#electron/store/store.ts';

/** The sale of this till whose right to refund is recalled, if nobody opened that right yet: it is opened to be given away. */
export function unopenedRefund(
  holder: Holder,
  { look, ownAfter }: Pick<Store, 'look' | 'ownAfter'>,
): Keeping['unopened'] {
  if (holderKind(holder) !== 'sale') return undefined;
  const saleId = holder.slice('sale:'.length);
  const seq = look.placeOfSale(saleId);
  if (seq === undefined || look.refundRight(saleId) !== undefined) return undefined;
  const [entry] = readEntries(ownAfter(seq - 1, 1));
  if (entry?.fact.type !== 'SaleRecorded' || entry.fact.body.total.minor === 0) return undefined;
  return { saleId, day: entry.envelope.day, total: entry.fact.body.total };
}
