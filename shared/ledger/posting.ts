import { z } from 'zod';
import { assert } from '../base/assert.ts';

/**
 * What is counted, always whole: `points:<program>`, `stamps:<program>`, `credit:<currency>` in minor units,
 * `coupon:<definition>` in pieces.
 */
export const Unit = z.string().regex(/^(points|stamps|credit|coupon):[A-Za-z0-9-]+$/);
export type Unit = z.infer<typeof Unit>;

/** Who owns value: `wallet:<id>` of a member, `voucher:<id>` of whoever holds the paper, `house:<account>` for ourselves. */
export const Holder = z
  .string()
  .regex(/^(wallet|voucher):[0-9a-f]{16,64}$|^house:(issued|redeemed|expired|adjusted)$/);
export type Holder = z.infer<typeof Holder>;

/** The one place that may spend a lot: the id of a till (its writer id), or `centre`. */
export const Drawer = z.string().min(1).max(64);
export type Drawer = z.infer<typeof Drawer>;

/** Value with one opening day and one expiry: `2026-11-22/2027-11-22`, or `2026-11-22/-` without end. Sorts by opening. */
export const Lot = z.string().regex(/^\d{4}-\d{2}-\d{2}\/(\d{4}-\d{2}-\d{2}|-)$/);
export type Lot = z.infer<typeof Lot>;

/** The name of the lot that opens and ends on these days; null is no end. */
export const lotOf = (opened: string, expires: string | null): Lot => `${opened}/${expires ?? '-'}`;

/** The last day on which a lot may be spent, or null. */
export const lotExpiry = (lot: Lot): string | null => (lot.endsWith('/-') ? null : lot.slice(11));

/** Adds `amount` (negative takes) of `unit` to a holder's lot in a drawer. */
export interface Posting {
  holder: Holder;
  unit: Unit;
  drawer: Drawer;
  lot: Lot;
  amount: number;
}

/** Value moving from one holder to another inside one drawer and lot: always two postings that cancel out. */
export function transfer(
  from: Holder,
  to: Holder,
  at: Omit<Posting, 'holder' | 'amount'>,
  amount: number,
): Posting[] {
  assert(Number.isSafeInteger(amount) && amount > 0, 'value moves in whole, positive amounts');
  return [
    { ...at, holder: from, amount: -amount },
    { ...at, holder: to, amount },
  ];
}

/** Double entry: whatever an event posts cancels out, unit by unit. A broken promise otherwise. */
export function assertBalanced(postings: readonly Posting[]): void {
  const sums = new Map<Unit, number>();
  for (const posting of postings) sums.set(posting.unit, (sums.get(posting.unit) ?? 0) + posting.amount);
  for (const [unit, sum] of sums) assert(sum === 0, `postings of ${unit} sum to ${sum}, not to zero`);
}
