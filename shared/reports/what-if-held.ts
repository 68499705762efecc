import type { Day } from '../base/business-time.ts';
import { kindOf, type Fact } from '../ledger/events.ts';
import { holderKind, type Holder } from '../ledger/holder.ts';
import { lotExpiry } from '../ledger/posting.ts';
import type { HeldLot } from '../visit/look-up.ts';

/** What everybody holds and owes after the facts that were told: value that may be less than the ledger's, and is never overdrawn. */
export interface HeldValue {
  /** What lies there, live: to be read at once, and changed by nobody. */
  of(holder: Holder): HeldLot[];
  has(holder: Holder): boolean;
  /** Moves what a fact moves. Of what is not there, under another set-up, nothing is taken. */
  move(fact: Fact): void;
  /** Takes away what of a unit ended before `day`. */
  forgetOver(holder: Holder, unit: string, day: Day): void;
}

/** Nobody holds anything yet. `till` is whose log is told: facts were checked when they were written, and are not checked again. */
export function createHeldValue(till: string): HeldValue {
  const held = new Map<Holder, HeldLot[]>();
  return {
    of: (holder) => held.get(holder) ?? [],
    has: (holder) => held.has(holder),
    move(fact) {
      for (const posting of kindOf(fact.type)?.postings(fact.body, till) ?? []) {
        const { holder, unit, drawer, lot, amount } = posting;
        const kind = holderKind(holder);
        if (kind === 'house' || kind === 'sale' || kind === 'reserved' || drawer.includes(':')) continue;
        let lots = held.get(holder);
        if (!lots) held.set(holder, (lots = []));
        const known = lots.find((one) => one.lot === lot && one.unit === unit && one.drawer === drawer);
        const after = (known?.amount ?? 0) + amount;
        const left = kind === 'debt' ? Math.min(0, after) : Math.max(0, after);
        if (!known) {
          if (left !== 0) lots.push({ unit, lot, drawer, amount: left });
        } else if (left === 0) lots.splice(lots.indexOf(known), 1);
        else known.amount = left;
      }
    },
    forgetOver(holder, unit, day) {
      const lots = held.get(holder);
      if (!lots) return;
      const left = lots.filter((one) => one.unit !== unit || (lotExpiry(one.lot) ?? day) >= day);
      held.set(holder, left);
    },
  };
}
