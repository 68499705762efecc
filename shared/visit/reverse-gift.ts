import { ok, refuse, type Result } from '../base/result.ts';
import type { Fact } from '../ledger/events.ts';
import { holderKind } from '../ledger/holder.ts';
import { sumOf } from '../ledger/posting.ts';
import type { GiftLoad, OriginalSale } from './reverse-original.ts';
import type { ReversalRefusal } from './reverse-refusal.ts';

/** How much of one load is still on its card: in this till's drawer, and in all others. */
export interface LoadLeft {
  here: number;
  elsewhere: number;
}

/** From one reversed amount of a sale to a larger one, in minor units. */
interface Ends {
  fromMinor: number;
  toMinor: number;
}

/** What gift cards paid for a sale, each by itself. */
export const paidByCards = ({ burns }: Pick<OriginalSale, 'burns'>): number[] =>
  burns.filter(({ holder }) => holderKind(holder) === 'gift-card').map(({ parts }) => sumOf(parts));

/**
 * Takes money that a sale put on gift cards back, minor unit for minor unit of what goes back to the customer. Only what is still
 * there: what was spent was had, and is not paid out once more.
 */
export function takeBackLoads(
  { saleId, loads }: Pick<OriginalSale, 'saleId' | 'loads'>,
  reversalId: string,
  { fromMinor, toMinor }: Ends,
  leftOf: (load: GiftLoad) => LoadLeft,
): Result<Fact[], ReversalRefusal> {
  const facts: Fact[] = [];
  let passed = 0;
  let [leftMinor, short, away] = [0, false, false];
  for (const load of loads) {
    const start = passed;
    passed += load.amount;
    const amount = Math.min(passed, toMinor) - Math.max(start, fromMinor);
    const { here, elsewhere } = leftOf(load);
    leftMinor += Math.min(here, passed - Math.max(start, fromMinor));
    if (amount <= 0) continue;
    if (here < amount) [short, away] = [true, away || elsewhere > 0];
    const { giftCardId, unit, lot } = load;
    const parts = [{ lot, amount }];
    facts.push({
      type: 'GiftCardVoided',
      body: { giftCardId, unit, parts, saleId, reversalId, because: 'money-returned' },
    });
  }
  if (!short) return ok(facts);
  return refuse({ code: away ? 'REFUND_CARD_ELSEWHERE' : 'REFUND_CARD_USED', leftMinor });
}
