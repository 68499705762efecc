import type { WalletId } from '../members/wallet.ts';
import type { ReplayCounts } from './what-if-replay.ts';
import type { MonthSums, ProgramSums, Sums } from './what-if-sums.ts';

/** A member for whom a change would have made a difference: what they cost more, or less, in minor units. */
export interface MemberDifference {
  walletId: WalletId;
  beforeMinor: number;
  afterMinor: number;
}

/** What one half of a replay came to. */
export interface HalfResult {
  months: MonthSums[];
  programs: ProgramSums[];
  /** Different members who had anything in all the months together. */
  members: number;
}

/** What a replay of some members came to; parts of different members are added up by `addedUp`. */
export interface PartResult {
  /** The same replay without the change: how far the replay is to be believed. */
  asItWas: ReplayCounts;
  changed: ReplayCounts;
  before: HalfResult;
  after: HalfResult;
  /** Who would gain most, and who would lose most; the largest difference first. */
  gains: MemberDifference[];
  losses: MemberDifference[];
}

/** So many of each are told. */
const mostDifferent = 10;

/** What a replay came to, as plain data. */
export function partResult(replayed: {
  withChange: ReplayCounts;
  asItWas: ReplayCounts;
  before: Sums;
  after: Sums;
}): PartResult {
  const { before, after } = replayed;
  const [then, now] = [before.members(), after.members()];
  const differences = [...new Set([...then.keys(), ...now.keys()])].map((walletId) => ({
    walletId,
    beforeMinor: Math.round(then.get(walletId) ?? 0),
    afterMinor: Math.round(now.get(walletId) ?? 0),
  }));
  return {
    asItWas: replayed.asItWas,
    changed: replayed.withChange,
    before: halfOf(before),
    after: halfOf(after),
    gains: most(differences, 1),
    losses: most(differences, -1),
  };
}

const halfOf = (sums: Sums): HalfResult => ({
  months: sums.months(),
  programs: sums.programs(),
  members: sums.members().size,
});

const differenceOf = ({ beforeMinor, afterMinor }: MemberDifference): number => afterMinor - beforeMinor;

const most = (differences: readonly MemberDifference[], sign: 1 | -1): MemberDifference[] =>
  differences
    .filter((one) => differenceOf(one) * sign > 0)
    .sort((a, b) => (differenceOf(b) - differenceOf(a)) * sign || (a.walletId < b.walletId ? -1 : 1))
    .slice(0, mostDifferent);

/** Parts of different members as one: the same as if all had been replayed together. */
export function addedUp(parts: readonly PartResult[]): PartResult {
  const halves = (of: 'before' | 'after'): HalfResult => {
    const all = parts.map((part) => part[of]);
    return {
      months: addBy(
        all.flatMap(({ months }) => months),
        ({ month }) => month,
      ),
      programs: addBy(
        all.flatMap(({ programs }) => programs),
        ({ programId }) => programId,
      ),
      members: all.reduce((sum, { members }) => sum + members, 0),
    };
  };
  const counts = (of: 'asItWas' | 'changed'): ReplayCounts =>
    parts.map((part) => part[of]).reduce((sum, one) => added(sum, one));
  return {
    asItWas: counts('asItWas'),
    changed: counts('changed'),
    before: halves('before'),
    after: halves('after'),
    gains: most(
      parts.flatMap(({ gains }) => gains),
      1,
    ),
    losses: most(
      parts.flatMap(({ losses }) => losses),
      -1,
    ),
  };
}

/** Adds up what has the same name, in the order of the names. */
function addBy<T extends MonthSums | ProgramSums>(all: readonly T[], nameOf: (one: T) => string): T[] {
  const byName = new Map<string, T>();
  for (const one of all) {
    const known = byName.get(nameOf(one));
    byName.set(nameOf(one), known ? added(known, one) : one);
  }
  return [...byName.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

/** Field by field: numbers are added, numbers by unit too, and names stay. */
function added<T extends object>(one: T, other: T): T {
  const sum: Record<string, unknown> = Object.fromEntries(Object.entries(one));
  for (const [name, value] of Object.entries(other)) {
    const mine = sum[name];
    if (typeof value === 'number') sum[name] = (typeof mine === 'number' ? mine : 0) + value;
    else if (typeof value === 'object' && value !== null)
      sum[name] = added((mine ?? {}) as object, value as object);
  }
  return sum as T;
}
