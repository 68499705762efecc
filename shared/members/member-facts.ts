import type { Day } from '../base/business-time.ts';
import type { PaidTerm } from './membership.ts';
import type { Referral } from './referral.ts';
import type { Counted, Reached } from './progress.ts';
import type { VoucherId, WalletId } from './wallet.ts';

/** What a member did in one calendar month, as far as this till heard; refunds are taken off in the month they were made. */
export interface MonthOfMember {
  /** `YYYY-MM`. */
  month: string;
  visits: number;
  /** Sales, less those that came back whole. */
  bought: number;
  /** In minor units of the shop's currency. */
  spentMinor: number;
  /** Points of all programs that were earned. */
  points: number;
}

/** What is known of a member beside what they hold, before the sale at hand. Says nothing of the person but the birthday. */
export interface MemberFacts {
  enrolledDay: Day | null;
  lastSeenDay: Day | null;
  /** Oldest first; months without anything are left out. */
  months: readonly MonthOfMember[];
  /** `MM-DD`, if the member told it. */
  birthday: string | null;
  /** What was given once and is not given again, with the day: `program/key`. */
  given: ReadonlyMap<string, Day>;
  /** Who sent them; null for who came by themselves, or when whoever it was is nobody's any more. */
  referral: Referral | null;
  /** What they reached and have not lost, oldest first. */
  reached: readonly Reached[];
  /** What their sales counted for a program in a period of its own naming. */
  counted(programId: string, period: string): readonly Counted[];
  /** What they paid for to belong to, in no particular order. */
  memberships: readonly PaidTerm[];
  /** The places they took in something and did not give up, in no particular order. */
  places: readonly BookedPlace[];
  /**
   * In which segment they are: one of ours by its name, the shop's own by its name, or `regular`. Null while this till did not look yet:
   * then nobody knows.
   */
  segment: string | null;
}

/** A place that a member took: the voucher that it is, and what it took, to be given back. */
export interface BookedPlace {
  voucherId: VoucherId;
  walletId: WalletId;
  programId: string;
  bookedDay: Day;
  /** The day it takes place; null for what is good from the booking on. */
  eventDay: Day | null;
  /** The lot of the use that it took of a limited number; null where nobody counts. */
  useLot: string | null;
  /** What was paid for it, lot by lot; null for nothing. */
  cost: { unit: string; parts: { lot: string; amount: number }[] } | null;
}

/** Somebody of whom nothing is known. */
export const unknownMember: MemberFacts = {
  enrolledDay: null,
  lastSeenDay: null,
  months: [],
  birthday: null,
  given: new Map(),
  referral: null,
  reached: [],
  counted: () => [],
  memberships: [],
  places: [],
  segment: null,
};

/** How often a member was seen, in all. */
export const visitsIn = (months: readonly MonthOfMember[]): number =>
  months.reduce((sum, { visits }) => sum + visits, 0);

/** Whether a member bought anything, be it that nothing was left to pay: what came back whole, by whatever way, was never bought. */
export const hasBought = (months: readonly MonthOfMember[]): boolean =>
  months.reduce((sum, { bought }) => sum + bought, 0) > 0;

/** The name under which a gift of a program is remembered. */
export const onceKeyOf = (programId: string, key: string): string => `${programId}/${key}`;
