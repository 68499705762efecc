import { ok, refuse, type Result } from '../base/result.ts';
import type { Fact } from '../ledger/events.ts';
import type { Holder } from '../ledger/holder.ts';
import { sumOf, type Part, type Unit } from '../ledger/posting.ts';
import { giftCardHolder, type GiftCardId } from '../members/wallet.ts';
import type { GiftLoad, OriginalSale } from './reverse-original.ts';
import type { ReversalRefusal } from './reverse-refusal.ts';
import {
  givenBetween,
  givenSoFar,
  isCard,
  paidByCards,
  piecesOf,
  shareBeforeVouchers,
  type Stretch,
} from './reverse-share.ts';

/** What comes back to one holder, part by part. */
interface Given {
  holder: Holder;
  unit: Unit;
  parts: Part[];
}

/**
 * The sale with the cards that have the money of its cards now: one that was lost or stolen is in wrong hands, and what comes back belongs
 * to whoever was given another for it.
 */
export const asReplaced = <S extends OriginalSale>(sale: S, nowOf: (card: GiftCardId) => GiftCardId): S =>
  sale.loads.length === 0 && !sale.burns.some(isCard)
    ? sale
    : {
        ...sale,
        burns: sale.burns.map((burn) =>
          isCard(burn)
            ? { ...burn, holder: giftCardHolder(nowOf(burn.holder.slice('gift-card:'.length))) }
            : burn,
        ),
        loads: sale.loads.map((load) => ({ ...load, giftCardId: nowOf(load.giftCardId) })),
      };

/** What comes back to the gift cards that paid for a sale: the one that was laid down last is filled first. */
export function givenToCards(sale: OriginalSale, { fromMinor, toMinor }: Stretch): Given[] {
  const cards = sale.burns.filter(isCard).reverse();
  const whole = paidByCards(sale);
  const from = givenSoFar(whole, shareBeforeVouchers(sale, fromMinor));
  const to = givenSoFar(whole, shareBeforeVouchers(sale, toMinor));
  let passed = 0;
  return cards.map(({ holder, unit, parts }) => {
    const start = passed;
    passed += sumOf(parts);
    return { holder, unit, parts: givenBetween(parts, from - start, to - start) };
  });
}

/**
 * Takes money that a sale put on gift cards back, minor unit for minor unit of what goes back to the customer. Only what is still
 * in this drawer: what was spent was had, and is not paid out once more.
 */
export function takeBackLoads(
  { saleId, loads }: Pick<OriginalSale, 'saleId' | 'loads'>,
  reversalId: string,
  ends: Stretch,
  leftOf: (load: GiftLoad) => number,
): Result<Fact[], ReversalRefusal> {
  const facts: Fact[] = [];
  let passed = 0;
  let [leftMinor, short] = [0, false];
  for (const load of loads) {
    const start = passed;
    passed += load.amount;
    const amount = piecesOf(ends).reduce(
      (sum, piece) => sum + Math.max(0, Math.min(passed, piece.toMinor) - Math.max(start, piece.fromMinor)),
      0,
    );
    const here = leftOf(load);
    leftMinor += Math.min(here, passed - Math.max(start, ends.fromMinor));
    if (amount <= 0) continue;
    short ||= here < amount;
    const { giftCardId, unit, lot } = load;
    const parts = [{ lot, amount }];
    facts.push({
      type: 'GiftCardVoided',
      body: { giftCardId, unit, parts, saleId, reversalId, because: 'money-returned' },
    });
  }
  return short ? refuse({ code: 'REFUND_CARD_USED', leftMinor }) : ok(facts);
}
