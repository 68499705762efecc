import { addDays, type Day } from '../base/business-time.ts';
import { ok, refuse, type Result } from '../base/result.ts';
import type { Fact } from '../ledger/events.ts';
import { countedTerms, daysOf, dayMonthsAfter, type CountedTerm } from '../members/membership.ts';
import type { WalletId } from '../members/wallet.ts';
import type { ConfiguredProgram } from '../programs/programs.ts';
import type { membership } from '../programs/membership/membership.program.ts';
import type { z } from 'zod';
import type { Circumstances } from './look-up.ts';
import { tillName } from './till-name.ts';

/** Why a membership is not sold, or not taken back. Each has a sentence under `refusal.<code>`. */
export type MembershipRefusal =
  | { code: 'MEMBERSHIP_ELSEWHERE'; tillName: string }
  | { code: 'MEMBERSHIP_NOT_REFUNDED' }
  | { code: 'MEMBERSHIP_OTHER_PRICE'; priceMinor: number }
  | { code: 'MEMBERSHIP_OVER' }
  | { code: 'MEMBERSHIP_TOO_FAR' }
  | { code: 'RETIRED' };

/** The codes by name, so that a test can demand a sentence for each. The compiler keeps it complete. */
export const membershipRefusalCodes = Object.keys({
  MEMBERSHIP_ELSEWHERE: 0,
  MEMBERSHIP_NOT_REFUNDED: 0,
  MEMBERSHIP_OTHER_PRICE: 0,
  MEMBERSHIP_OVER: 0,
  MEMBERSHIP_TOO_FAR: 0,
  RETIRED: 0,
} satisfies Record<MembershipRefusal['code'], 0>);

type Setup = z.output<typeof membership.setup>;
type Moment = Pick<Circumstances, 'look' | 'settings' | 'till' | 'state'> & { day: Day };

/** A membership that the shop sells, as a member stands to it. */
export interface MembershipOnSale {
  programId: string;
  name: string;
  months: number;
  priceMinor: number;
  /** From when and until when it would hold if it were sold now. */
  fromDay: Day;
  toDay: Day;
  /** The last day that is paid for; null for who does not belong. */
  untilDay: Day | null;
  /** How many days are left, this one included; 0 in the days of grace. */
  daysLeft: number;
  /** Whether the cashier should offer it again. */
  remind: boolean;
  /** What could be taken back here now; null for nothing. */
  back: { membershipId: string; refundMinor: number } | null;
}

/** Every membership that the shop sells, for one member. */
export const membershipsFor = (walletId: WalletId, here: Moment): MembershipOnSale[] =>
  here.look.programs().flatMap((configured) => {
    if (configured.program.type !== 'membership') return [];
    const { programId } = configured;
    const setup = setupOf(configured);
    const terms = countedTerms(here.look.memberFacts(walletId).memberships, programId);
    const last = terms.at(-1);
    const holds = last !== undefined && here.day <= lastDay(last, setup);
    const { fromDay, toDay } = nextTerm(terms, setup, here.day);
    const daysLeft =
      last && holds ? daysOf({ ...last, startDay: minDay(last.startDay, here.day) }, here.day).left : 0;
    const back = last && holds && takeBack(last, setup, here);
    return [
      {
        programId,
        name: setup.name,
        months: setup.months,
        priceMinor: setup.priceMinor,
        fromDay,
        toDay,
        untilDay: holds ? last.untilDay : null,
        daysLeft,
        remind: holds && daysLeft <= setup.remindDays,
        back: back && back.ok ? { membershipId: last?.membershipId ?? '', refundMinor: back.value } : null,
      },
    ];
  });

/** Sells a term: on from the end of what is paid for, else from today. `priceMinor` is what the customer was told. */
export function sellMembership(
  {
    membershipId,
    walletId,
    programId,
    priceMinor,
  }: { membershipId: string; walletId: WalletId; programId: string; priceMinor: number },
  here: Moment,
): Result<Extract<Fact, { type: 'MembershipSold' }>, MembershipRefusal> {
  if (here.state === 'retired') return refuse({ code: 'RETIRED' });
  const configured = programOf(programId, here);
  if (!configured) return refuse({ code: 'MEMBERSHIP_OVER' });
  const setup = setupOf(configured);
  if (setup.priceMinor !== priceMinor)
    return refuse({ code: 'MEMBERSHIP_OTHER_PRICE', priceMinor: setup.priceMinor });
  const terms = countedTerms(here.look.memberFacts(walletId).memberships, programId);
  const { fromDay } = nextTerm(terms, setup, here.day);
  if (fromDay > addDays(here.day, farthestDays)) return refuse({ code: 'MEMBERSHIP_TOO_FAR' });
  const { revision } = configured;
  const price = { minor: priceMinor, currency: here.settings.currency };
  const body = { membershipId, walletId, programId, revision, fromDay, months: setup.months, price };
  return ok({ type: 'MembershipSold', body });
}

/** So far ahead a membership may be paid for: what lies farther is a slip. */
const farthestDays = 3_660;

/** Takes a term back from today on, at the till that sold it: only so does no money go back twice. */
export function endMembership(
  walletId: WalletId,
  membershipId: string,
  here: Moment,
): Result<Extract<Fact, { type: 'MembershipEnded' }>, MembershipRefusal> {
  if (here.state !== 'sound')
    return refuse({ code: here.state === 'retired' ? 'RETIRED' : 'MEMBERSHIP_NOT_REFUNDED' });
  const { memberships } = here.look.memberFacts(walletId);
  const paid = memberships.find((term) => term.membershipId === membershipId);
  const configured = paid && programOf(paid.programId, here);
  const term =
    paid && countedTerms(memberships, paid.programId).find((one) => one.membershipId === membershipId);
  if (!term || !configured || term.endedDay !== null) return refuse({ code: 'MEMBERSHIP_OVER' });
  const back = takeBack(term, setupOf(configured), here);
  if (!back.ok) return back;
  const refunded = { minor: back.value, currency: here.settings.currency };
  const { programId } = term;
  const endedDay = here.day < term.startDay ? term.startDay : here.day;
  return ok({ type: 'MembershipEnded', body: { membershipId, walletId, programId, endedDay, refunded } });
}

/** How much goes back for a term: rounded down, so that nobody is paid for a day that was used. */
function takeBack(
  term: CountedTerm,
  { refund, graceDays }: Setup,
  here: Moment,
): Result<number, MembershipRefusal> {
  if (refund === 'nothing') return refuse({ code: 'MEMBERSHIP_NOT_REFUNDED' });
  if (addDays(term.untilDay, graceDays) < here.day) return refuse({ code: 'MEMBERSHIP_OVER' });
  if (term.writer !== here.till) {
    return refuse({ code: 'MEMBERSHIP_ELSEWHERE', tillName: tillName(term.writer, here.look.tills()) });
  }
  if (refund === 'whole') return ok(term.priceMinor);
  const { left, all } = daysOf(term, here.day);
  return ok(Number((BigInt(term.priceMinor) * BigInt(left)) / BigInt(all)));
}

function nextTerm(terms: readonly CountedTerm[], setup: Setup, day: Day): { fromDay: Day; toDay: Day } {
  const last = terms.at(-1);
  const fromDay =
    last && day <= lastDay(last, setup) && last.endedDay === null ? addDays(last.untilDay, 1) : day;
  return { fromDay, toDay: addDays(dayMonthsAfter(fromDay, setup.months), -1) };
}

/** The last day on which it still holds: what was given up has no grace. */
const lastDay = ({ untilDay, endedDay }: CountedTerm, { graceDays }: Setup): Day =>
  endedDay === null ? addDays(untilDay, graceDays) : untilDay;

const minDay = (one: Day, other: Day): Day => (one < other ? one : other);

const programOf = (programId: string, here: Moment): ConfiguredProgram | undefined =>
  here.look.programs().find((one) => one.programId === programId && one.program.type === 'membership');

const setupOf = ({ setup }: ConfiguredProgram): Setup => setup as Setup;
