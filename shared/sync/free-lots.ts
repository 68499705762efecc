import type { Day } from '../base/business-time.ts';
import { lotExpiry, type Lot, type Part, type Unit } from '../ledger/posting.ts';
import type { Holder } from '../ledger/holder.ts';

/** So much of a holder's value in one lot of one drawer. */
export interface HeldLot {
  holder: Holder;
  unit: Unit;
  lot: Lot;
  amount: number;
}

/** Value in one drawer out of which several are served, one after the other: what one took, the next does not find. */
export interface FreeLots {
  /** Takes up to `amount` of a holder's unit, soonest-expiring first, passing over what ended before `day`. */
  take(holder: Holder, unit: Unit, amount: number, day: Day): Part[];
}

/** Never ending comes last; among equals the older lot goes first. */
const soonestFirst = (a: Lot, b: Lot): number => {
  const [one, other] = [lotExpiry(a) ?? '9999', lotExpiry(b) ?? '9999'];
  if (one !== other) return one < other ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
};

/** What lies in a drawer, to be taken from. The rows themselves stay as they are. */
export function freeLots(rows: readonly HeldLot[]): FreeLots {
  const byOwner = new Map<string, HeldLot[]>();
  for (const row of rows) {
    if (row.amount <= 0) continue;
    const owner = `${row.holder} ${row.unit}`;
    byOwner.set(owner, [...(byOwner.get(owner) ?? []), { ...row }]);
  }
  for (const lots of byOwner.values()) lots.sort((a, b) => soonestFirst(a.lot, b.lot));
  return {
    take(holder, unit, amount, day) {
      const parts: Part[] = [];
      let missing = amount;
      for (const row of byOwner.get(`${holder} ${unit}`) ?? []) {
        const last = lotExpiry(row.lot);
        if (missing === 0) break;
        if (row.amount === 0 || (last !== null && last < day)) continue;
        const taken = Math.min(row.amount, missing);
        row.amount -= taken;
        missing -= taken;
        parts.push({ lot: row.lot, amount: taken });
      }
      return parts;
    },
  };
}
