import { z } from 'zod';
import { assert } from '../base/assert.ts';
import type { Drawer } from './drawer.ts';
import type { Holder } from './holder.ts';

/**
 * What is counted, always whole: `points:<program>`, `stamps:<program>`, `credit:<currency>` and `gift:<currency>` in minor
 * units, `coupon:<definition>` in pieces, `uses:<campaign>`, and `refund:<currency>`, the part of a sale that may still be
 * refunded, in minor units.
 */
export const Unit = z.string().regex(/^(points|stamps|credit|gift|coupon|uses|refund):[A-Za-z0-9-]{1,64}$/);
export type Unit = z.infer<typeof Unit>;

/** Money on a gift card, `gift:<currency>`: the only unit that a gift card holds. */
export const GiftUnit = Unit.refine((unit) => unit.startsWith('gift:'), 'is the money of a gift card');

/** Value with one opening day and one expiry: `2026-11-22/2027-11-22`, or `2026-11-22/-` without end. Sorts by opening. */
export const Lot = z.string().regex(/^\d{4}-\d{2}-\d{2}\/(\d{4}-\d{2}-\d{2}|-)$/);
export type Lot = z.infer<typeof Lot>;

/** The name of the lot that opens and ends on these days; null is no end. */
export const lotOf = (opened: string, expires: string | null): Lot => `${opened}/${expires ?? '-'}`;

/** The first day on which a lot may be spent. */
export const lotOpening = (lot: Lot): string => lot.slice(0, 10);

/** The last day on which a lot may be spent, or null. */
export const lotExpiry = (lot: Lot): string | null => (lot.endsWith('/-') ? null : lot.slice(11));

/** A part of what moves: so much of one lot. Always more than nothing. */
export const Part = z.object({ lot: Lot, amount: z.int().positive() });
export type Part = z.infer<typeof Part>;

/** What moves, lot by lot; at least one. */
export const Parts = z.array(Part).min(1);

/** What moves of one unit, in a fact that moves several. */
export const UnitParts = z.object({ unit: Unit, parts: Parts });

/** How much these parts come to. */
export const sumOf = (parts: readonly Part[]): number => parts.reduce((sum, { amount }) => sum + amount, 0);

/** How many points are among these values, whatever program they are of. */
export const pointsIn = (values: readonly { unit: string; amount: number }[]): number =>
  values.reduce((sum, { unit, amount }) => (unit.startsWith('points:') ? sum + amount : sum), 0);

/** Adds `amount` (negative takes) of `unit` to a holder's lot in a drawer. */
export interface Posting {
  holder: Holder;
  unit: Unit;
  drawer: Drawer;
  lot: Lot;
  amount: number;
}

/** Where value lies: whose it is, in which drawer, in which lot. */
export type Place = Pick<Posting, 'holder' | 'drawer' | 'lot'>;

/** Value moving from one place to another: always two postings that cancel out. */
export function carry(from: Place, to: Place, unit: Unit, amount: number): Posting[] {
  assert(Number.isSafeInteger(amount) && amount > 0, 'value moves in whole, positive amounts');
  return [
    { holder: from.holder, unit, drawer: from.drawer, lot: from.lot, amount: -amount },
    { holder: to.holder, unit, drawer: to.drawer, lot: to.lot, amount },
  ];
}

/** Value moving from one holder to another inside one drawer and lot. */
export const transfer = (
  from: Holder,
  to: Holder,
  { unit, ...at }: Omit<Posting, 'holder' | 'amount'>,
  amount: number,
): Posting[] => carry({ ...at, holder: from }, { ...at, holder: to }, unit, amount);

/** The same, part by part: `transferParts(wallet, 'house:redeemed', 'points:points', 'till-1', parts)`. */
export const transferParts = (
  from: Holder,
  to: Holder,
  unit: Unit,
  drawer: Drawer,
  parts: readonly Part[],
): Posting[] => parts.flatMap(({ lot, amount }) => transfer(from, to, { unit, drawer, lot }, amount));

/** Value moving from one drawer to another and staying its holder's, in its lot. */
export const move = (
  holder: Holder,
  unit: Unit,
  lot: Lot,
  fromDrawer: Drawer,
  toDrawer: Drawer,
  amount: number,
): Posting[] => carry({ holder, drawer: fromDrawer, lot }, { holder, drawer: toDrawer, lot }, unit, amount);

/** What moves between drawers, as the facts that do so have it in their bodies. */
export interface Moving {
  holder: Holder;
  unit: Unit;
  parts: readonly Part[];
}

/** The same as `move`, part by part. */
export const moveParts = ({ holder, unit, parts }: Moving, from: Drawer, to: Drawer): Posting[] =>
  parts.flatMap(({ lot, amount }) => move(holder, unit, lot, from, to, amount));

/** Double entry: whatever an event posts cancels out, unit by unit. A broken promise otherwise. */
export function assertBalanced(postings: readonly Posting[]): void {
  const sums = new Map<Unit, number>();
  for (const posting of postings) sums.set(posting.unit, (sums.get(posting.unit) ?? 0) + posting.amount);
  for (const [unit, sum] of sums) assert(sum === 0, `postings of ${unit} sum to ${sum}, not to zero`);
}
