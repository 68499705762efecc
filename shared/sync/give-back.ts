import type { Day } from '../base/business-time.ts';
import type { Fact } from '../ledger/events.ts';
import { holderKind, type Holder } from '../ledger/holder.ts';
import { sumOf } from '../ledger/posting.ts';
import type { TillState } from '../ledger/till-state.ts';
import { refundDays } from '../visit/reverse-case.ts';
import type { OriginalSale } from '../visit/reverse-original.ts';
import { openRefund } from '../visit/reverse-sale.ts';
import { goodOn, takeSoonestExpiring, type SpendableLot } from '../visit/spend-lots.ts';
import type { Recall } from './protocol.ts';

/** What a till looks at before it gives value back. */
export interface Keeping {
  state: TillState;
  day: Day;
  /** What lies in its own drawer of the recalled holder and unit. */
  lots: readonly SpendableLot[];
  /** The sale of this till that the recalled right is about, if nobody opened that right yet. */
  unopened?: Pick<OriginalSale, 'saleId' | 'day' | 'total'> | undefined;
  /** Whose value may be needed within the minute: the member and the vouchers now on the counter. */
  atCounter: readonly Holder[];
  /** How much of the recalled unit the owner lets this till keep of each member; null when nothing is said. */
  float: number | null;
}

/**
 * The facts that answer a recall: as much of it as is free, soonest-expiring first; none when nothing is. Giving back is not spending,
 * so a clock that is wrong keeps nothing: what it says is over, or not good yet, goes last. What is set aside for a basket has another
 * holder, so it is never given. The right to refund goes whole, opened for it if it was not. What only goes home leaves the float.
 */
export function giveBack({ recallId, holder, unit, amount: asked, because }: Recall, here: Keeping): Fact[] {
  const kept = because === 'surplus' ? (here.float ?? 0) : 0;
  const amount = Math.min(asked, Math.max(0, sumOf(here.lots) - kept));
  if (here.state !== 'sound' || here.atCounter.includes(holder)) return [];
  if (holderKind(holder) === 'sale') return giveRefundBack({ recallId, holder, unit }, here);
  const good = goodOn(here.day, here.lots);
  const parts = takeSoonestExpiring(good, Math.min(amount, sumOf(good)));
  const others = here.lots.filter((lot) => lot.amount > 0 && !good.includes(lot));
  const missing = Math.min(amount - sumOf(parts), sumOf(others));
  if (missing > 0) parts.push(...takeSoonestExpiring(others, missing));
  if (parts.length === 0) return [];
  return [{ type: 'RightsReturned', body: { holder, unit, parts, because, recallId } }];
}

/** Half a right would let nobody refund: what was reversed so far is told from what is left of it. */
function giveRefundBack(
  { recallId, holder, unit }: Pick<Recall, 'recallId' | 'holder' | 'unit'>,
  { lots, unopened }: Keeping,
): Fact[] {
  const opening =
    unopened && unit === `refund:${unopened.total.currency}` ? openRefund(unopened, refundDays) : undefined;
  const held = opening ? [{ lot: opening.body.lot, amount: opening.body.total.minor }] : lots;
  const parts = held.flatMap(({ lot, amount }) => (amount > 0 ? [{ lot, amount }] : []));
  if (parts.length === 0) return [];
  return [
    ...(opening ? [opening] : []),
    { type: 'RightsReturned', body: { holder, unit, parts, because: 'recalled', recallId } },
  ];
}
