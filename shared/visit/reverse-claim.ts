import type { Day } from '../base/business-time.ts';
import { ok, refuse, type Result } from '../base/result.ts';
import type { Fact } from '../ledger/events.ts';
import { lotExpiry, sumOf, type Unit } from '../ledger/posting.ts';
import type { ClaimId, WalletId } from '../members/wallet.ts';
import type { OriginalSale } from './reverse-original.ts';
import type { ReversalRefusal } from './reverse-refusal.ts';
import { clawedSoFar, piecesOf, type Stretch } from './reverse-share.ts';

/** The sale as it is once its receipt was claimed: what was credited is what it earned, and goes back as that does. */
export const asClaimed = (sale: OriginalSale, claimedBy: WalletId | null): OriginalSale =>
  sale.claim && claimedBy !== null
    ? {
        ...sale,
        walletId: claimedBy,
        awards: sale.claim.value.map((piece) => ({ ...piece, drawer: sale.till })),
      }
    : sale;

/** What is known of a claim that nobody made yet. */
export interface ClaimAtHand {
  day: Day;
  /** How much of a unit of the claim lies in the writer's own drawer. */
  claimHere(claimId: ClaimId, unit: Unit): number;
  /** Whether any of it lies in another drawer, as far as was heard. */
  claimAway(claimId: ClaimId): boolean;
}

/** How much less is left on a receipt when its sale goes from one reversed amount to a larger one, unit by unit. */
export function lessOfClaim(
  { claim, total }: Pick<OriginalSale, 'claim' | 'total'>,
  ends: Stretch,
): { unit: Unit; amount: number }[] {
  const units = [...new Set(claim?.value.map(({ unit }) => unit))].sort();
  return units.flatMap((unit) => {
    const whole = sumOf(claim?.value.filter((piece) => piece.unit === unit) ?? []);
    const soFar = (reversedMinor: number) => clawedSoFar(whole, { reversedMinor, totalMinor: total.minor });
    const amount = piecesOf(ends).reduce(
      (sum, { fromMinor, toMinor }) => sum + soFar(toMinor) - soFar(fromMinor),
      0,
    );
    return amount > 0 ? [{ unit, amount }] : [];
  });
}

/**
 * Takes a share of an unclaimed receipt back, as it would be taken of a member's award. It must lie here: otherwise somebody may have
 * claimed it elsewhere, also on its last day, so what ended is gone only when no other drawer is known to have it.
 */
export function lessenClaim(
  sale: OriginalSale,
  reversalId: string,
  ends: Stretch,
  { day, claimHere, claimAway }: ClaimAtHand,
): Result<Fact[], ReversalRefusal> {
  const { claim, saleId } = sale;
  if (!claim || sale.walletId !== null) return ok([]);
  const { claimId, lot } = claim;
  const less = lessOfClaim(sale, ends);
  const isGone = (lotExpiry(lot) ?? day) < day && !claimAway(claimId);
  if (!isGone && less.some(({ unit, amount }) => claimHere(claimId, unit) < amount))
    return refuse({ code: 'REFUND_CLAIM_AWAY' });
  const value = less.flatMap(({ unit, amount }) => {
    const there = Math.min(amount, claimHere(claimId, unit));
    return there > 0 ? [{ unit, amount: there }] : [];
  });
  return ok(
    value.length === 0 ? [] : [{ type: 'ClaimLessened', body: { claimId, saleId, reversalId, lot, value } }],
  );
}
