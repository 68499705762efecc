import type { Fact } from '../ledger/events.ts';
import type { MemberFacts } from '../members/member-facts.ts';
import { measured, type Reached } from '../members/progress.ts';
import type { VoucherId } from '../members/wallet.ts';
import type { SaleVoucher } from './reverse-original.ts';
import { piecesOf, type Stretch } from './reverse-share.ts';

/** What a member reached and loses with a sale, and after how much of it that was taken back. */
export interface LostReach {
  reached: Reached;
  atMinor: number;
}

/**
 * What is lost of what a member reached when a sale goes from one reversed amount to a larger one: whatever misses its goal without
 * what is gone, whichever sale it was reached with. The first amount at which that is so is found by halving, for what counts only
 * grows less.
 */
export function lostReaches(
  { saleId, total }: { saleId: string; total: { minor: number } },
  ends: Stretch,
  member: Pick<MemberFacts, 'reached' | 'counted'>,
): LostReach[] {
  const pieces = piecesOf(ends);
  const { fromMinor } = ends;
  const toMinor = pieces.at(-1)?.toMinor ?? ends.toMinor;
  // What others took between two pieces is not this one's: it is missed with the next minor unit.
  const within = (minor: number): number =>
    Math.max(minor, (pieces.find((piece) => piece.toMinor >= minor)?.fromMinor ?? minor - 1) + 1);
  return member.reached.flatMap((reached): LostReach[] => {
    const { needs, programId } = reached;
    if (needs === null)
      return reached.saleId === saleId && toMinor === total.minor ? [{ reached, atMinor: toMinor }] : [];
    const counted = member.counted(programId, needs.period);
    if (!counted.some((one) => one.saleId === saleId)) return [];
    const isMissed = (reversedMinor: number): boolean =>
      measured(
        counted.map((one) => (one.saleId === saleId ? { ...one, reversedMinor } : one)),
        needs,
      ) < needs.need;
    if (!isMissed(toMinor)) return [];
    let [kept, missed] = [fromMinor, toMinor];
    while (missed - kept > 1) {
      const middle = Math.floor((kept + missed) / 2);
      if (isMissed(middle)) missed = middle;
      else kept = middle;
    }
    return [{ reached, atMinor: within(missed) }];
  });
}

/**
 * Whether it was had for good: a coupon for it was used, or lies where nobody can take it back. Then it stays reached, for what is lost may be
 * reached again, and would bring the coupon a second time. Money and value need no such thing: they are owed.
 */
export const isHad = (
  { reached: { prize } }: LostReach,
  isBack: (voucher: { voucherId: VoucherId; amount: number }) => boolean,
): boolean =>
  prize !== null &&
  prize.voucherId !== null &&
  prize.unit.startsWith('coupon:') &&
  !isBack({ voucherId: prize.voucherId, amount: prize.amount });

/** What of it was value of a unit, to be clawed back; all of it at once, when its goal is missed. */
export const lostValue = (
  lost: readonly LostReach[],
): { unit: string; lot: string; amount: number; atMinor: number }[] =>
  lost.flatMap(({ reached: { prize }, atMinor }) =>
    prize && prize.voucherId === null
      ? [{ unit: prize.unit, lot: prize.lot, amount: prize.amount, atMinor }]
      : [],
  );

/** The vouchers that were given for it. */
export const lostVouchers = (lost: readonly LostReach[]): SaleVoucher[] =>
  lost.flatMap(({ reached: { prize } }) => {
    if (!prize?.voucherId) return [];
    const { voucherId, unit, amount, lot, label } = prize;
    return [{ voucherId, unit, amount, lot, label }];
  });

/** How much of each prize of value was taken back, when so much of its unit was forgiven: of the first ones it is forgiven first. */
export function takenFor(
  lost: readonly LostReach[],
  units: readonly { unit: string; forgiven: number }[],
): (LostReach & { taken: number })[] {
  const forgiven = new Map(units.map((one) => [one.unit, one.forgiven]));
  return lost.map((one) => {
    const [value] = lostValue([one]);
    if (!value) return { ...one, taken: 0 };
    const left = forgiven.get(value.unit) ?? 0;
    const kept = Math.min(left, value.amount);
    forgiven.set(value.unit, left - kept);
    return { ...one, taken: value.amount - kept };
  });
}

/** Says that it is lost. */
export function lostFact(
  { reached, taken }: LostReach & { taken: number },
  about: { walletId: string; saleId: string; reversalId: string },
): Fact {
  const { programId, key: onceKey, title, saleId: reachedWith } = reached;
  const [voucher = null] = lostVouchers([{ reached, atMinor: 0 }]).map(({ voucherId, label }) => ({
    voucherId,
    label,
  }));
  const what = { programId, onceKey, title, voucher, taken, reachedWith };
  return { type: 'AchievementLost', body: { ...about, ...what } };
}
