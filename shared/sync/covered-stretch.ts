import type { Money } from '../money/money.ts';
import type { GiftLoad, OriginalSale } from '../visit/reverse-original.ts';
import {
  before,
  cutsVoucher,
  freeStretches,
  lengthOf,
  moneyOf,
  nextStretch,
  piecesOf,
  type Stretch,
} from '../visit/reverse-share.ts';

/** What a till gave back without the right to it. */
export interface GivenBack {
  amount: Money;
  /**
   * How much of it went back in money, in minor units. All of it, unless its till had the right in a life of its log that the centre does
   * not know: then the rest went back in kind, as it had been paid.
   */
  moneyBackMinor: number;
}

/** What is left of the sale, for whoever settles. */
export interface Left {
  /** What other refunds took, as far as it is known: tills' and then the centre's own in their order. */
  taken: readonly Stretch[];
  /** How much of the right lies here, in minor units of the sale, and how much of that still holds on the day of the refund. */
  heldMinor: number;
  goodMinor: number;
  /** How much of a load is still on its gift card, in the centre's drawer. */
  loadLeft(load: GiftLoad): number;
}

const none: Stretch = { fromMinor: 0, toMinor: 0 };

/** Whether a part went back in kind: onto a gift card, or as vouchers that hold again. */
export const wentInKind = ({ amount, moneyBackMinor }: GivenBack): boolean => moneyBackMinor < amount.minor;

/**
 * The stretch of the sale that a refund covers; empty when nothing is left for it. One in money ends where vouchers paid, and takes no more
 * than what was paid in money; one that gave back in kind takes what it took then, and cuts no voucher in two.
 */
export function coveredStretch(back: GivenBack, sale: OriginalSale, left: Left): Stretch {
  const totalMinor = sale.total.minor;
  if (sale.total.currency !== back.amount.currency) return none;
  const free = freeStretches(left.taken, { totalMinor, heldMinor: left.heldMinor });
  const beforeVouchers = before(free, totalMinor - sale.paidWithVouchersMinor);
  const most = Math.min(back.amount.minor, left.goodMinor);
  const take = (stretches: readonly Stretch[], wanted: number): Stretch =>
    wanted > 0 ? nextStretch(stretches, Math.min(wanted, leftOnCards(sale, wanted, left))) : none;
  if (!wentInKind(back)) return take(beforeVouchers, Math.min(most, inMoney(sale, beforeVouchers, free)));
  const all = take(free, Math.min(most, sumOfLengths(free)));
  const cut = piecesOf(all).some(({ toMinor }) => cutsVoucher(sale, toMinor));
  return cut ? take(beforeVouchers, Math.min(most, sumOfLengths(beforeVouchers))) : all;
}

/** What went back beyond the stretch that is covered, in money. */
export function lossBeyond(back: GivenBack, sale: OriginalSale, covered: Stretch): number {
  const pieces = piecesOf(covered);
  const paid = wentInKind(back) ? moneyIn(sale, pieces) : sumOfLengths(pieces);
  return Math.max(0, back.moneyBackMinor - paid);
}

const sumOfLengths = (stretches: readonly Stretch[]): number =>
  stretches.reduce((sum, one) => sum + lengthOf(one), 0);

const moneyIn = (sale: OriginalSale, stretches: readonly Stretch[]): number =>
  stretches.reduce((sum, one) => sum + moneyOf(sale, one), 0);

/**
 * How much of what is free may have gone back in money: of its end what was paid in money. A gap before what others took is all of it money,
 * for by its length they reckoned what they gave back onto gift cards.
 */
const inMoney = (sale: OriginalSale, beforeVouchers: readonly Stretch[], free: readonly Stretch[]): number =>
  beforeVouchers.reduce((sum, gap, index) => {
    const atEnd = index === beforeVouchers.length - 1 && free.at(-1)?.toMinor === sale.total.minor;
    return sum + (atEnd ? moneyOf(sale, gap) : lengthOf(gap));
  }, 0);

/** How much of what a sale put on gift cards the centre still finds; for a sale of goods, all that is wanted. */
const leftOnCards = ({ loads }: OriginalSale, wanted: number, { loadLeft }: Left): number =>
  loads.length === 0 ? wanted : loads.reduce((sum, load) => sum + loadLeft(load), 0);
