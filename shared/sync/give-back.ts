import type { Day } from '../base/business-time.ts';
import type { Fact } from '../ledger/events.ts';
import type { Holder } from '../ledger/holder.ts';
import type { TillState } from '../ledger/till-state.ts';
import { goodOn, takeSoonestExpiring, type SpendableLot } from '../visit/spend-lots.ts';
import type { Recall } from './protocol.ts';

/** What a till looks at before it gives value back. */
export interface Keeping {
  state: TillState;
  day: Day;
  /** What lies in its own drawer of the recalled holder and unit. */
  lots: readonly SpendableLot[];
  /** Whose value may be needed within the minute: the member and the vouchers now on the counter. */
  atCounter: readonly Holder[];
}

/**
 * The fact that answers a recall: as much of it as is free, soonest-expiring first; none when nothing is. What is set aside for a
 * basket has another holder, so it is never given.
 */
export function giveBack({ recallId, holder, unit, amount }: Recall, here: Keeping): Fact[] {
  if (here.state !== 'sound' || here.atCounter.includes(holder)) return [];
  const free = goodOn(here.day, here.lots);
  const given = Math.min(
    amount,
    free.reduce((sum, lot) => sum + lot.amount, 0),
  );
  if (given === 0) return [];
  const parts = takeSoonestExpiring(free, given);
  return [{ type: 'RightsReturned', body: { holder, unit, parts, because: 'recalled', recallId } }];
}
