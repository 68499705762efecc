import type { Day } from '../base/business-time.ts';
import { monthOf } from '../base/months.ts';
import type { Fact } from '../ledger/events.ts';
import { sumOf } from '../ledger/posting.ts';
import type { WalletId } from '../members/wallet.ts';
import type { UnitWorth } from '../programs/unit-worth.ts';

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

/** What one program came to: how often it gave something, how much of each unit, and its cost in minor units. */
export interface ProgramSums {
  programId: string;
  times: number;
  awarded: Record<string, number>;
  costMinor: number;
}

/** Adds up what facts say: by month, by program, by member. */
export interface Sums {
  /** Facts of one sale or one reversal together; or a fact by itself. */
  add(facts: readonly Fact[], day: Day): void;
  months(): MonthSums[];
  programs(): ProgramSums[];
  /** What each member who had anything cost, in minor units: not rounded. */
  members(): ReadonlyMap<WalletId, number>;
}

/** For whoever wants to know nothing. */
export const noSums: Sums = {
  add: () => undefined,
  months: () => [],
  programs: () => [],
  members: () => new Map(),
};

/** What is counted while a month is added up; its cost may hold fractions of units until it is read. */
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
  const programs = new Map<string, ProgramSums>();
  const members = new Map<WalletId, number>();
  /** Money vouchers that were counted as a cost: voided, they are none. */
  const priced = new Map<string, { walletId: WalletId | null; programId: string }>();
  /** Whose a unit is: a refund names the unit alone. */
  const programOf = new Map<string, string>();
  let last: Running | undefined;
  const runningIn = (day: Day): Running => {
    const month = monthOf(day);
    if (last?.month === month) return last;
    const known = months.get(month);
    if (known) return (last = known);
    const made: Running = {
      ...{ month, sales: 0, awarded: {}, takenBack: {}, vouchersMade: 0, vouchersUsed: 0 },
      ...{ offersUsed: 0, offMinor: 0, moneyMinor: 0, reached: new Set() },
    };
    months.set(month, made);
    return (last = made);
  };
  const programSums = (programId: string): ProgramSums => {
    const known = programs.get(programId);
    if (known) return known;
    const made = { programId, times: 0, awarded: {}, costMinor: 0 };
    programs.set(programId, made);
    return made;
  };
  const minorOf = (unit: string, amount: number): number => {
    const worth = worthOf(unit);
    return worth ? (amount * worth.minor) / worth.per : 0;
  };
  const charge = (walletId: WalletId | null, programId: string | undefined, minor: number): void => {
    if (walletId !== null) members.set(walletId, (members.get(walletId) ?? 0) + minor);
    if (programId !== undefined) programSums(programId).costMinor += minor;
  };
  const costOf = ({ awarded, takenBack, moneyMinor }: Running): number =>
    Object.keys({ ...awarded, ...takenBack }).reduce(
      (sum, unit) => sum + Math.round(minorOf(unit, (awarded[unit] ?? 0) - (takenBack[unit] ?? 0))),
      moneyMinor,
    );
  const addOne = (fact: Fact, facts: readonly Fact[], month: Running): void => {
    const paidFor = (programId: string): boolean =>
      facts.some((one) => one.type === 'ValueSpent' && one.body.programId === programId);
    switch (fact.type) {
      case 'SaleRecorded': {
        const { walletId, reductions } = fact.body;
        if (walletId !== null) month.sales += 1;
        if (!reductions) break;
        month.offersUsed += reductions.length;
        for (const { programId, offMinor } of reductions) {
          month.offMinor += offMinor;
          programSums(programId).times += 1;
          if (paidFor(programId)) continue;
          month.moneyMinor += offMinor;
          charge(walletId, programId, offMinor);
        }
        if (walletId !== null) month.reached.add(walletId);
        break;
      }
      case 'ValueAwarded': {
        const { walletId, unit, amount, programId } = fact.body;
        month.awarded[unit] = (month.awarded[unit] ?? 0) + amount;
        month.reached.add(walletId);
        programOf.set(unit, programId);
        const program = programSums(programId);
        program.times += 1;
        program.awarded[unit] = (program.awarded[unit] ?? 0) + amount;
        charge(walletId, programId, minorOf(unit, amount));
        break;
      }
      case 'ValueClawedBack': {
        const { walletId, unit, parts, debt } = fact.body;
        const back = sumOf(parts) + debt;
        month.takenBack[unit] = (month.takenBack[unit] ?? 0) + back;
        charge(walletId, programOf.get(unit), -minorOf(unit, back));
        break;
      }
      case 'VoucherIssued': {
        const { walletId, voucherId, unit, amount, programId } = fact.body;
        month.vouchersMade += 1;
        if (walletId !== null) month.reached.add(walletId);
        if (paidFor(programId)) break;
        programSums(programId).times += 1;
        if (!unit.startsWith('credit:')) break;
        month.moneyMinor += amount;
        priced.set(voucherId, { walletId, programId });
        charge(walletId, programId, amount);
        break;
      }
      case 'VoucherVoided': {
        const { voucherId, amount } = fact.body;
        const charged = priced.get(voucherId);
        if (!charged) break;
        priced.delete(voucherId);
        month.moneyMinor -= amount;
        charge(charged.walletId, charged.programId, -amount);
        break;
      }
      case 'VoucherRedeemed':
        month.vouchersUsed += 1;
        break;
      default:
    }
  };
  return {
    add(facts, day) {
      const month = runningIn(day);
      for (const fact of facts) addOne(fact, facts, month);
    },
    months: () =>
      [...months.values()]
        .sort((a, b) => (a.month < b.month ? -1 : 1))
        .map(({ reached, moneyMinor, ...month }) => ({
          ...month,
          members: reached.size,
          costMinor: costOf({ ...month, reached, moneyMinor }),
        })),
    programs: () => [...programs.values()].map((one) => ({ ...one, costMinor: Math.round(one.costMinor) })),
    members: () => members,
  };
}
