import type { Day } from '../base/business-time.ts';
import type { Fact } from '../ledger/events.ts';
import { holderKind, type Holder, type HolderKind } from '../ledger/holder.ts';
import { lotExpiry, type Lot, type Part, type Unit } from '../ledger/posting.ts';

/** What one holder has of one unit in one lot of this writer's drawer. */
export interface DrawerLot {
  holder: Holder;
  unit: Unit;
  lot: Lot;
  amount: number;
}

/** What is set aside for a basket is not taken from it: it expires when the basket gives it back. */
const expires: readonly HolderKind[] = ['wallet', 'voucher', 'gift-card', 'claim', 'campaign', 'sale'];

/**
 * The facts by which value is gone whose last day lies before `day`. Days of absence need no catching up of their own: whatever is
 * over, is over. Each drawer's owner says it of its own drawer, so `lots` are those of one drawer.
 */
export function dueExpiries(day: Day, lots: readonly DrawerLot[]): Fact[] {
  const byHolder = new Map<string, { holder: Holder; unit: Unit; parts: Part[] }>();
  for (const { holder, unit, lot, amount } of lots) {
    if (amount <= 0 || (lotExpiry(lot) ?? day) >= day || !expires.includes(holderKind(holder))) continue;
    const name = `${holder} ${unit}`;
    const body = byHolder.get(name) ?? { holder, unit, parts: [] };
    body.parts.push({ lot, amount });
    byHolder.set(name, body);
  }
  return [...byHolder.values()].map((body) => ({ type: 'ValueExpired', body }));
}
