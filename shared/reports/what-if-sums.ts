import type { Day } from '../base/business-time.ts';
import { monthOf } from '../base/months.ts';
import type { Fact } from '../ledger/events.ts';
import { sumOf } from '../ledger/posting.ts';

/** What so many of a unit are worth in money: `per` of it for `minor` minor units. */
export interface UnitWorth {
  per: number;
  minor: number;
}

/** What programs came to in one calendar month. Value by unit, in whole units of it; money in minor units. */
export interface MonthSums {
  month: string;
  /** Sales of members. */
  sales: number;
  /** Different members who had anything: value, a voucher, something off. */
  members: number;
  awarded: Record<string, number>;
  /** What refunds and voids took back of that. */
  takenBack: Record<string, number>;
  vouchersMade: number;
  vouchersUsed: number;
  /** Offers used on sales: rewards, benefits, coupons. */
  offersUsed: number;
  offMinor: number;
  /** What of all this is known in money: see `createSums`. */
  costMinor: number;
}

/** Adds up what facts say, month by month. */
export interface Sums {
  /** Facts of one sale or one reversal together; or a fact by itself. */
  add(facts: readonly Fact[], day: Day): void;
  months(): MonthSums[];
}

/** What is counted while a month is added up; `cost` may hold fractions of units until it is read. */
interface Running extends Omit<MonthSums, 'members' | 'costMinor'> {
  reached: Set<string>;
  moneyMinor: number;
}

/**
 * Cost is what was promised, when it was: credit, money vouchers, what came off prices, and units that have an exchange rate, less what
 * refunds took back. What was bought with a member's value is not counted again. Stamps and coupons for things have no price here.
 */
export function createSums(worthOf: (unit: string) => UnitWorth | null): Sums {
  const months = new Map<string, Running>();
  /** Money vouchers that were counted as a cost: voided, they are none. */
  const priced = new Set<string>();
  const runningIn = (day: Day): Running => {
    const month = monthOf(day);
    const known = months.get(month);
    if (known) return known;
    const made: Running = {
      ...{ month, sales: 0, awarded: {}, takenBack: {}, vouchersMade: 0, vouchersUsed: 0 },
      ...{ offersUsed: 0, offMinor: 0, moneyMinor: 0, reached: new Set() },
    };
    months.set(month, made);
    return made;
  };
  const costOf = ({ awarded, takenBack, moneyMinor }: Running): number =>
    Object.keys({ ...awarded, ...takenBack }).reduce((sum, unit) => {
      const worth = worthOf(unit);
      const left = (awarded[unit] ?? 0) - (takenBack[unit] ?? 0);
      return worth ? sum + Math.round((left * worth.minor) / worth.per) : sum;
    }, moneyMinor);
  return {
    add(facts, day) {
      const month = runningIn(day);
      const paidFor = (programId: string): boolean =>
        facts.some((fact) => fact.type === 'ValueSpent' && fact.body.programId === programId);
      for (const fact of facts) {
        switch (fact.type) {
          case 'SaleRecorded': {
            const { walletId, reductions = [] } = fact.body;
            if (walletId !== null) month.sales += 1;
            month.offersUsed += reductions.length;
            for (const { programId, offMinor } of reductions) {
              month.offMinor += offMinor;
              if (!paidFor(programId)) month.moneyMinor += offMinor;
            }
            if (walletId !== null && reductions.length > 0) month.reached.add(walletId);
            break;
          }
          case 'ValueAwarded': {
            const { walletId, unit, amount } = fact.body;
            month.awarded[unit] = (month.awarded[unit] ?? 0) + amount;
            month.reached.add(walletId);
            break;
          }
          case 'ValueClawedBack': {
            const { unit, parts, debt } = fact.body;
            month.takenBack[unit] = (month.takenBack[unit] ?? 0) + sumOf(parts) + debt;
            break;
          }
          case 'VoucherIssued': {
            const { walletId, voucherId, unit, amount, programId } = fact.body;
            month.vouchersMade += 1;
            if (walletId !== null) month.reached.add(walletId);
            if (!unit.startsWith('credit:') || paidFor(programId)) break;
            month.moneyMinor += amount;
            priced.add(voucherId);
            break;
          }
          case 'VoucherVoided':
            if (priced.delete(fact.body.voucherId)) month.moneyMinor -= fact.body.amount;
            break;
          case 'VoucherRedeemed':
            month.vouchersUsed += 1;
            break;
          default:
        }
      }
    },
    months: () =>
      [...months.values()]
        .sort((a, b) => (a.month < b.month ? -1 : 1))
        .map(({ reached, moneyMinor, ...month }) => ({
          ...month,
          members: reached.size,
          costMinor: costOf({ ...month, reached, moneyMinor }),
        })),
  };
}
