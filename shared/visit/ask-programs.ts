import { lotExpiry, sumOf, type Unit } from '../ledger/posting.ts';
import { momentOf, type BusinessTime, type Day, type Moment } from '../base/business-time.ts';
import type { MemberFacts } from '../members/member-facts.ts';
import type { WalletId } from '../members/wallet.ts';
import type { Grant, Holding, ProgramInput, Pursuit, SaleToJudge, Standing } from '../programs/program.ts';
import type { ConfiguredProgram } from '../programs/programs.ts';
import type { Circumstances, HeldLot, LookUp } from './look-up.ts';
import { isOff, mayRisk } from './risk.ts';
import { goodOn } from './spend-lots.ts';

/** A member as the programs are asked about them: what they hold and owe, and what is known of them. */
export interface Asking {
  lots: readonly HeldLot[];
  debts: readonly HeldLot[];
  /** Read when a program asks, and once. */
  member: () => MemberFacts;
  /** The names of the tiers they stand in. */
  tiers: readonly string[];
  time: Moment;
  here: Circumstances;
}

/** Reads what programs need of a member. `lots` may be others than they hold, to ask what would be. */
export function askingFor(walletId: WalletId, here: Circumstances): Asking {
  const member = once(() => here.look.memberFacts(walletId));
  const tiers = standingsOf(member, here).flatMap(({ standing }) => standing.tier ?? []);
  const [lots, debts] = [here.look.lots(walletId), here.look.debts(walletId)];
  return { lots, debts, member, tiers, time: momentOf(here.time, here.settings), here };
}

/** Where a member stands in each program of tiers, before the sale at hand. */
export function standingsOf(
  member: () => MemberFacts,
  here: { look: Pick<LookUp, 'programs'>; time: Pick<BusinessTime, 'day'> },
): { programId: string; standing: Standing }[] {
  return here.look.programs().flatMap(({ programId, program, setup }) => {
    if (!program.hasTiers) return [];
    const standing = program.standing(member(), setup, here.time.day, programId);
    return standing ? [{ programId, standing }] : [];
  });
}

/** How far a member is with everything that can be reached now. */
export function pursuitsOf(
  member: () => MemberFacts,
  tiers: readonly string[],
  here: Circumstances,
): { programId: string; pursuit: Pursuit }[] {
  const time = momentOf(here.time, here.settings);
  return here.look.programs().flatMap(({ programId, program, setup }) => {
    const pursuit = program.pursuit({ programId, setup, time, member, tiers });
    return pursuit ? [{ programId, pursuit }] : [];
  });
}

/** What a program grants for this sale with what may be used of a member's value now. */
export function grantsOf(
  { programId, program, setup }: ConfiguredProgram,
  sale: SaleToJudge,
  { lots, debts, member, tiers, time, here }: Asking,
): Grant[] {
  const unit = program.unit(programId, here.settings.currency);
  const holding = unit === null ? nothing : holdingNow(unit, lots, debts, here);
  const countedByAll: ProgramInput<unknown>['countedByAll'] = (period, where) =>
    here.look.countedByAll(programId, period, where);
  const about = { programId, setup, sale, holding, time, member, tiers, countedByAll };
  const grants = program.evaluate(about);
  const mayExchange = here.state === 'sound' && (unit === null || !isOff(unit, here));
  return mayExchange ? grants : grants.filter(makesNoVoucher);
}

const makesNoVoucher = (grant: Grant): boolean =>
  grant.kind === 'award' ||
  grant.kind === 'count' ||
  (grant.kind === 'reach' && (grant.prize === null || grant.prize.kind === 'award'));

const nothing: Holding = { here: 0, total: 0 };

function holdingNow(
  unit: Unit,
  lots: readonly HeldLot[],
  debts: readonly HeldLot[],
  here: Circumstances,
): Holding {
  const { total, here: lyingHere } = holdingOf(lots, unit, here.till, here.time.day);
  const usable = mayRisk(unit, here) ? reachable(lots, unit, here.time.day) : lyingHere;
  // What is owed is paid before anything is exchanged.
  const owed = -sumOf(debts.filter((debt) => debt.unit === unit));
  return { total, here: usable - owed };
}

/** What a member holds of a unit and may still use on `day`: in this till's drawer, and everywhere. */
export function holdingOf(lots: readonly HeldLot[], unit: Unit, till: string, day: Day): Holding {
  const good = goodOf(lots, unit, day);
  return { total: sumOf(good), here: sumOf(good.filter((lot) => lot.drawer === till)) };
}

/** What lies in some writer's drawer, not on its way and not suspended: what could come here if everybody answered. */
export const reachable = (lots: readonly HeldLot[], unit: Unit, day: Day): number =>
  sumOf(goodOf(lots, unit, day).filter(({ drawer }) => !drawer.includes(':')));

/** The same with what is still pending: nobody could spend it since, so it is there to be taken back. */
export const thereToTake = (lots: readonly HeldLot[], unit: Unit, day: Day): number =>
  sumOf(
    lots.filter(
      ({ unit: of, drawer, lot, amount }) =>
        of === unit && amount > 0 && !drawer.includes(':') && (lotExpiry(lot) ?? day) >= day,
    ),
  );

/** Lots of a unit that may be spent on a day. */
export const goodOf = (lots: readonly HeldLot[], unit: Unit, day: Day): HeldLot[] =>
  goodOn(
    day,
    lots.filter((lot) => lot.unit === unit),
  ) as HeldLot[];

function once<T>(work: () => T): () => T {
  let known: { value: T } | undefined;
  return () => (known ??= { value: work() }).value;
}
