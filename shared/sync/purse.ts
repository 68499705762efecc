import type { Holder } from '../ledger/holder.ts';
import { holderKind, mayGoBelowZero } from '../ledger/holder.ts';
import type { Lot, Part, Posting, Unit } from '../ledger/posting.ts';
import { soonestFirst } from '../visit/spend-lots.ts';

/** Value of one holder in one lot of a till's own drawer. */
export interface DrawerLot {
  holder: Holder;
  unit: Unit;
  lot: Lot;
  amount: number;
}

/** What lies in one drawer, as it changes while facts are told. */
export interface Purse {
  /** Whether all these postings could be made without taking more out of the drawer than lies in it. */
  covers(postings: readonly Posting[], drawer: string): boolean;
  apply(postings: readonly Posting[], drawer: string): void;
  /** Takes up to so much of a holder's unit: out of these lots first, then out of any, soonest-expiring first. */
  find(holder: Holder, unit: Unit, parts: readonly Part[], elsewhereToo: boolean): Part[];
  /** As many of these parts as this debtor owes there. */
  owes(debtor: Holder, unit: Unit, parts: readonly Part[]): Part[];
  /** All that lies there and can be moved to another drawer. */
  everything(): { holder: Holder; unit: Unit; parts: Part[] }[];
}

/** A purse with these lots in it. */
export function createPurse(start: readonly DrawerLot[]): Purse {
  const lots = new Map<string, Map<Lot, number>>();
  const nameOf = (holder: Holder, unit: Unit): string => `${holder} ${unit}`;
  const lotsOf = (holder: Holder, unit: Unit): Map<Lot, number> => {
    const name = nameOf(holder, unit);
    const known = lots.get(name) ?? new Map<Lot, number>();
    lots.set(name, known);
    return known;
  };
  const add = ({ holder, unit, lot, amount }: DrawerLot): void => {
    const some = lotsOf(holder, unit);
    some.set(lot, (some.get(lot) ?? 0) + amount);
  };
  for (const lot of start) add(lot);
  const ours = (postings: readonly Posting[], drawer: string): Posting[] =>
    postings.filter((posting) => posting.drawer === drawer && holderKind(posting.holder) !== 'house');
  return {
    covers(postings, drawer) {
      const left = new Map<string, number>();
      return ours(postings, drawer).every(({ holder, unit, lot, amount }) => {
        const name = `${nameOf(holder, unit)} ${lot}`;
        const after = (left.get(name) ?? lotsOf(holder, unit).get(lot) ?? 0) + amount;
        left.set(name, after);
        return amount > 0 || after >= 0 || mayGoBelowZero(holder);
      });
    },
    apply(postings, drawer) {
      for (const posting of ours(postings, drawer)) add(posting);
    },
    find(holder, unit, parts, elsewhereToo) {
      const held = lotsOf(holder, unit);
      const found = new Map<Lot, number>();
      let wanted = 0;
      for (const { lot, amount } of parts) {
        const part = Math.min(amount, (held.get(lot) ?? 0) - (found.get(lot) ?? 0));
        if (part > 0) found.set(lot, (found.get(lot) ?? 0) + part);
        wanted += amount - Math.max(part, 0);
      }
      const others = [...held].map(([lot, amount]) => ({ lot, amount: amount - (found.get(lot) ?? 0) }));
      for (const { lot, amount } of elsewhereToo ? soonestFirst(others) : []) {
        const part = Math.min(amount, wanted);
        if (part <= 0) continue;
        found.set(lot, (found.get(lot) ?? 0) + part);
        wanted -= part;
      }
      return [...found].map(([lot, amount]) => ({ lot, amount }));
    },
    owes(debtor, unit, parts) {
      const owed = new Map([...lotsOf(debtor, unit)].map(([lot, amount]) => [lot, -amount]));
      return parts.flatMap(({ lot, amount }) => {
        const part = Math.min(amount, owed.get(lot) ?? 0);
        owed.set(lot, (owed.get(lot) ?? 0) - part);
        return part > 0 ? [{ lot, amount: part }] : [];
      });
    },
    everything: () =>
      [...lots].flatMap(([name, some]) => {
        const [holder = '', unit = ''] = name.split(' ');
        const parts = soonestFirst(
          [...some].flatMap(([lot, amount]) => (amount > 0 ? [{ lot, amount }] : [])),
        );
        return parts.length === 0 || mayGoBelowZero(holder) ? [] : [{ holder, unit, parts }];
      }),
  };
}
