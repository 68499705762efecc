import { holderKind, type Holder } from '../ledger/holder.ts';
import { lotExpiry, sumOf, type Lot, type Part } from '../ledger/posting.ts';
import type { OriginalSale } from './reverse-original.ts';

/**
 * What of a sale has come back once `reversedMinor` of its total are reversed. Everything follows from that one number, so any
 * order and split of refunds ends where one full refund ends.
 */
export interface Share {
  reversedMinor: number;
  totalMinor: number;
}

/** A stretch of a sale's total that goes back at once: from what had come back before to what has come back then. */
export interface Stretch {
  fromMinor: number;
  toMinor: number;
  /** Where it goes on, when others took what lies between. */
  further?: readonly Stretch[];
}

/** The pieces of a stretch, from the first to the last. */
export const piecesOf = ({ fromMinor, toMinor, further = [] }: Stretch): Stretch[] => [
  { fromMinor, toMinor },
  ...further,
];

/** How much of a sale a stretch is, in minor units. */
export const lengthOf = ({ fromMinor, toMinor }: Stretch): number => toMinor - fromMinor;

/**
 * What of a sale may still go back, stretch by stretch. `taken` are tills' refunds and then the centre's in their order: each took so much
 * from where it began, over what was taken before. `heldMinor` is what may still go back in all; where it does not agree with what is
 * known of the others, it alone counts, and that is the end of the sale.
 */
export function freeStretches(
  taken: readonly Stretch[],
  { totalMinor, heldMinor }: { totalMinor: number; heldMinor: number },
): Stretch[] {
  const gaps = taken.reduce<Stretch[]>(
    (free, one) => takeFrom(free, one.fromMinor, lengthOf(one)).left,
    [{ fromMinor: 0, toMinor: totalMinor }],
  );
  const agrees = gaps.reduce((sum, gap) => sum + lengthOf(gap), 0) === heldMinor;
  return agrees ? gaps : [{ fromMinor: totalMinor - heldMinor, toMinor: totalMinor }];
}

/**
 * What the next refund of so much takes of what is `free`: the stretch after what came back before. A till that went by a settlement which
 * a restored centre forgot took a stretch further on; then a refund that is settled anew fills the gap that it fits, the first that is large
 * enough, or several from the first on, so that no minor unit goes back twice.
 */
export function nextStretch(free: readonly Stretch[], amountMinor: number): Stretch {
  const fitting =
    free.find((gap) => lengthOf(gap) === amountMinor) ?? free.find((gap) => lengthOf(gap) > amountMinor);
  const start = fitting?.fromMinor ?? free[0]?.fromMinor ?? 0;
  const [first, ...further] = takeFrom(free, start, amountMinor).pieces;
  if (!first) return { fromMinor: start, toMinor: start };
  return further.length > 0 ? { ...first, further } : first;
}

/** What of some stretches lies before `endMinor`. */
export const before = (stretches: readonly Stretch[], endMinor: number): Stretch[] =>
  stretches.flatMap(({ fromMinor, toMinor }) =>
    fromMinor < endMinor ? [{ fromMinor, toMinor: Math.min(toMinor, endMinor) }] : [],
  );

/** Takes so much of what is free, from a place on, and says what is left. */
function takeFrom(
  free: readonly Stretch[],
  fromMinor: number,
  amountMinor: number,
): { pieces: Stretch[]; left: Stretch[] } {
  const pieces: Stretch[] = [];
  let wanted = amountMinor;
  const left = free.flatMap((gap) => {
    const start = Math.max(gap.fromMinor, fromMinor);
    const end = Math.min(gap.toMinor, start + wanted);
    if (end <= start) return [gap];
    pieces.push({ fromMinor: start, toMinor: end });
    wanted -= end - start;
    const around = [
      { fromMinor: gap.fromMinor, toMinor: start },
      { fromMinor: end, toMinor: gap.toMinor },
    ];
    return around.filter((one) => lengthOf(one) > 0);
  });
  return { pieces, left };
}

/** Rounded down and exact: the product may be larger than a number holds. */
const portion = (amount: number, { reversedMinor, totalMinor }: Share): number =>
  totalMinor === 0 ? amount : Number((BigInt(amount) * BigInt(reversedMinor)) / BigInt(totalMinor));

/** How much of an award is clawed back so far. In doubt the member loses the fraction: what is left was earned by whole money. */
export const clawedSoFar = (award: number, share: Share): number =>
  award - portion(award, { ...share, reversedMinor: share.totalMinor - share.reversedMinor });

/** How much of what was used up is given back so far. All of it only when all of the sale is. */
export const givenSoFar = (burned: number, share: Share): number => portion(burned, share);

/** The share of what was not paid with vouchers: it goes back first, money and gift cards side by side. */
export function shareBeforeVouchers(
  { total, paidWithVouchersMinor }: Pick<OriginalSale, 'total' | 'paidWithVouchersMinor'>,
  reversedMinor: number,
): Share {
  const totalMinor = total.minor - paidWithVouchersMinor;
  return { totalMinor, reversedMinor: Math.min(reversedMinor, totalMinor) };
}

/** Whether it was a gift card that paid. */
export const isCard = ({ holder }: { holder: Holder }): boolean => holderKind(holder) === 'gift-card';

/** What gift cards paid for a sale, all of them together: each by itself would be rounded, and money would make up for it. */
export const paidByCards = ({ burns }: Pick<OriginalSale, 'burns'>): number =>
  sumOf(burns.filter(isCard).flatMap(({ parts }) => parts));

/** How much money went back so far, beside what went back to gift cards. The vouchers follow whole, with the last of the sale. */
export function moneySoFar(
  sale: Pick<OriginalSale, 'total' | 'paidWithVouchersMinor' | 'burns'>,
  reversedMinor: number,
): number {
  const share = shareBeforeVouchers(sale, reversedMinor);
  return share.reversedMinor - givenSoFar(paidByCards(sale), share);
}

/** How much of a stretch goes back in money. */
export const moneyOf = (
  sale: Pick<OriginalSale, 'total' | 'paidWithVouchersMinor' | 'burns'>,
  { fromMinor, toMinor }: Stretch,
): number => moneySoFar(sale, toMinor) - moneySoFar(sale, fromMinor);

/** Whether stopping here would cut a voucher in two: all money is back, and not all of the sale. */
export const cutsVoucher = (
  sale: Pick<OriginalSale, 'total' | 'paidWithVouchersMinor'>,
  reversedMinor: number,
): boolean =>
  reversedMinor > sale.total.minor - sale.paidWithVouchersMinor && reversedMinor < sale.total.minor;

/** The next reversed amount after `reversedMinor` at which either share of these amounts changes; never beyond the total. */
export function nextChange(award: number, burned: number, { reversedMinor, totalMinor }: Share): number {
  const share = { reversedMinor, totalMinor };
  const [whole, clawed, given] = [BigInt(totalMinor), clawedSoFar(award, share), givenSoFar(burned, share)];
  const atAward = clawed < award ? Number((BigInt(clawed) * whole) / BigInt(award)) + 1 : totalMinor;
  const next = BigInt(given + 1) * whole;
  const atBurn = given < burned ? Number((next + BigInt(burned) - 1n) / BigInt(burned)) : totalMinor;
  return Math.min(totalMinor, Math.max(reversedMinor + 1, Math.min(atAward, atBurn)));
}

/** The stretch of `parts` between two amounts, latest-expiring first: what comes back first is what lasts longest. */
export function givenBetween(parts: readonly Part[], from: number, to: number): Part[] {
  const order = (lot: Lot) => `${lotExpiry(lot) ?? '9999-12-31'} ${lot}`;
  const lasting = [...parts].sort((a, b) => (order(a.lot) < order(b.lot) ? 1 : -1));
  let passed = 0;
  return lasting.flatMap(({ lot, amount }) => {
    const start = passed;
    passed += amount;
    const taken = Math.min(passed, to) - Math.max(start, from);
    return taken > 0 ? [{ lot, amount: taken }] : [];
  });
}
