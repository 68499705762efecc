import { totalOf } from '#shared/basket/basket.ts';
import { roundCash } from '#shared/basket/cash-rounding.ts';
import { earnBase, type BaseLine } from '#shared/basket/earn-base.ts';
import { bestStack, stack, type AppliedOffer } from '#shared/basket/stack.ts';
import { taxByRate, tenderByRate } from '#shared/basket/tax.ts';
import type { Expected, GoldenBasket } from './golden-basket.ts';

/** What the product makes of a golden basket, written down as the files write it. */
export function productAnswer(golden: GoldenBasket): Expected {
  const { currency, lines, offers, rules, paidWithValueMinor: paid } = golden;
  const basket = { currency, lines };
  const { applied, refused } = (golden.choose === 'best' ? bestStack : stack)(basket, offers, rules);
  const discounts = applied.flatMap((offer) => offer.discounts);
  const dueMinor = totalOf(basket).minor - applied.reduce((sum, { offMinor }) => sum + offMinor, 0);
  const rates = taxByRate(basket, discounts);
  const paidByRate = paid > 0 ? tenderByRate(rates, paid) : undefined;
  const base = golden.earn && earnBase(basket, discounts, paid, golden.earn);
  const cash = golden.cash && roundCash({ minor: dueMinor - paid, currency }, golden.cash);
  return {
    dueMinor,
    ...(offers.length > 0 && { applied: applied.map(shortOffer), refused }),
    ...(rates.some(({ taxBp }) => taxBp !== null) && {
      rates: rates.map(({ taxBp, grossMinor, discountMinor, netMinor, taxMinor }, place) => [
        ...[taxBp, grossMinor, discountMinor, netMinor, taxMinor],
        ...(paidByRate ? [paidByRate[place] ?? 0] : []),
      ]),
    }),
    ...(base && { base: base.lines.map(shortLine), baseMinor: base.baseMinor }),
    ...(cash && { cash: [cash.payMinor, cash.differenceMinor] as [number, number] }),
  };
}

const shortOffer = ({ offerId, discounts, cutMinor }: AppliedOffer) => ({
  offerId,
  off: Object.fromEntries(discounts.map(({ lineId, minor }) => [lineId, minor])),
  ...(cutMinor > 0 && { cutMinor }),
});

const shortLine = (line: BaseLine): (string | number)[] => [
  ...[line.lineId, line.totalMinor, line.discountMinor, line.paidWithValueMinor],
  ...[line.taxMinor, line.countedMinor],
  ...(line.because ? [line.because] : []),
];
