import type { Counted } from '#shared/members/progress.ts';
import { onceKeyOf, type BookedPlace, type MemberFacts } from '#shared/members/member-facts.ts';
import { friendKey } from '#shared/members/referral.ts';
import { reachedOf, type ReachedRow } from '#shared/members/progress-rows.ts';
import { achievements } from '#shared/projections/achievements/achievements.projection.ts';
import { activity } from '#shared/projections/activity/activity.projection.ts';
import { benefits } from '#shared/projections/benefits/benefits.projection.ts';
import { counted } from '#shared/projections/counted/counted.projection.ts';
import { members } from '#shared/projections/members/members.projection.ts';
import { memberships } from '#shared/projections/memberships/memberships.projection.ts';
import { places } from '#shared/projections/places/places.projection.ts';
import { referrals } from '#shared/projections/referrals/referrals.projection.ts';
import { reversals } from '#shared/projections/reversals/reversals.projection.ts';
import { vouchers } from '#shared/projections/vouchers/vouchers.projection.ts';
import type { Projection, Row } from '#shared/projections/projection.ts';

/** What the read tables say of a member, as a till looks it up. */
export function memberFactsFrom(rows: (projection: Projection) => Row[], walletId: string): MemberFacts {
  const ofMember = (projection: Projection) =>
    rows(projection).filter((row) => row['wallet_id'] === walletId);
  const number = (row: Row, column: string): number => Number(row[column] ?? 0);
  const months = ofMember(activity)
    .map((row) => ({
      month: String(row['month']),
      visits: number(row, 'visits'),
      bought: number(row, 'bought'),
      spentMinor: number(row, 'spent_minor'),
      points: number(row, 'points'),
    }))
    .sort((a, b) => (a.month < b.month ? -1 : 1));
  const days = ofMember(activity).flatMap((row) => (row['last_day'] ? [String(row['last_day'])] : []));
  const [member] = ofMember(members);
  const sent = senderOf(rows, walletId);
  return {
    enrolledDay: member?.['enrolled_day'] ? String(member['enrolled_day']) : null,
    lastSeenDay: days.sort().at(-1) ?? null,
    months,
    birthday: null,
    reached: reachedOf(
      ofMember(achievements)
        .filter((row) => row['day'] !== undefined && !row['lost_day'])
        .map((row) => reachedRow(row)),
    ),
    counted: (programId, period) => countedFrom(rows, ofMember(counted), programId, period),
    given: givenFrom(rows, ofMember(benefits)),
    memberships: ofMember(memberships).map((row) => ({
      membershipId: String(row['membership_id']),
      programId: String(row['program_id']),
      fromDay: String(row['from_day']),
      months: Number(row['months']),
      priceMinor: Number(row['price']),
      writer: String(row['writer']),
      endedDay: row['ended_day'] ? String(row['ended_day']) : null,
    })),
    places: ofMember(places)
      .filter((row) => !row['given_up_day'])
      .map((row) => ({
        voucherId: String(row['voucher_id']),
        walletId,
        programId: String(row['program_id']),
        bookedDay: String(row['booked_day']),
        eventDay: row['event_day'] ? String(row['event_day']) : null,
        useLot: row['use_lot'] ? String(row['use_lot']) : null,
        cost: row['cost'] ? (JSON.parse(String(row['cost'])) as BookedPlace['cost']) : null,
      })),
    segment: null,
    referral: sent && {
      ...sent,
      friend: walletId,
      rewarded: rows(benefits).some(
        (row) =>
          row['wallet_id'] === sent.referrer &&
          row['once_key'] === onceKeyOf(sent.programId, friendKey(walletId)) &&
          !tookBack(rows, row),
      ),
    },
  };
}

/** Whether the sale that brought a reward came back whole on the very day, or while the reward waited: as a till asks it in SQL. */
const tookBack = (rows: (projection: Projection) => Row[], reward: Row): boolean =>
  rows(reversals).some(
    (one) =>
      one['sale_id'] === reward['sale_id'] &&
      one['whole'] === 1 &&
      (one['day'] === reward['given_day'] || String(one['day']) < String(reward['opens_day'] ?? '')),
  );

/** Given with a sale of which nothing is left it was not given; a voucher only when it came back too, for it may have been used. */
function givenFrom(rows: (projection: Projection) => Row[], benefitsOf: readonly Row[]): Map<string, string> {
  const isGone = (row: Row): boolean =>
    rows(reversals).some((one) => one['sale_id'] === row['sale_id'] && one['whole'] === 1) &&
    (!row['voucher_id'] ||
      rows(vouchers).some((one) => one['voucher_id'] === row['voucher_id'] && Boolean(one['voided_at'])));
  return new Map(
    benefitsOf
      .filter((row) => !isGone(row))
      .map((row) => [String(row['once_key']), String(row['given_day'])] as const)
      .sort(([, a], [, b]) => (a > b ? -1 : 1)),
  );
}

/** Who sent a member, as somebody said first. */
export function senderOf(
  rows: (projection: Projection) => Row[],
  walletId: string,
): { referrer: string; programId: string } | null {
  const [first] = rows(referrals)
    .filter((row) => row['wallet_id'] === walletId)
    .sort((a, b) => (String(a['said_at']) < String(b['said_at']) ? -1 : 1));
  return first ? { referrer: String(first['referrer']), programId: String(first['program_id']) } : null;
}
/** A folded row has the columns that were said something about, and those alone. */
const reachedRow = (row: Row): ReachedRow => ({
  programId: String(row['program_id']),
  key: String(row['once_key']),
  saleId: String(row['sale_id']),
  day: String(row['day']),
  title: String(row['title']),
  badge: (row['badge'] as string | undefined) ?? null,
  period: (row['period'] as string | undefined) ?? null,
  fromDay: (row['from_day'] as string | undefined) ?? null,
  counts: (row['counts'] as string | undefined) ?? null,
  measure: (row['measure'] as ReachedRow['measure'] | undefined) ?? null,
  need: (row['need'] as number | undefined) ?? null,
  unit: (row['unit'] as string | undefined) ?? null,
  lot: (row['lot'] as string | undefined) ?? null,
  amount: (row['amount'] as number | undefined) ?? null,
  voucherId: (row['voucher_id'] as string | undefined) ?? null,
  label: (row['label'] as string | undefined) ?? null,
});

/** What these rows count for a program in a period, with what was taken back of their sales. */
function countedFrom(
  rows: (projection: Projection) => Row[],
  some: readonly Row[],
  programId: string,
  period: string,
): Counted[] {
  const number = (row: Row, column: string): number => Number(row[column] ?? 0);
  return some
    .filter((row) => row['program_id'] === programId && row['period'] === period)
    .map((row) => ({
      saleId: String(row['sale_id']),
      day: String(row['day']),
      mark: String(row['mark']),
      amount: number(row, 'amount'),
      divides: row['divides'] === 1,
      leastMinor: number(row, 'least_minor'),
      baseMinor: number(row, 'base_minor'),
      totalMinor: number(row, 'total_minor'),
      reversedMinor: rows(reversals)
        .filter((one) => one['sale_id'] === row['sale_id'])
        .reduce((sum, one) => sum + number(one, 'taken'), 0),
    }));
}

/** The same of everybody; this till's are those of the ledger in memory. */
export const countedByAllFrom = (
  rows: (projection: Projection) => Row[],
  programId: string,
  period: string,
): Counted[] => countedFrom(rows, rows(counted), programId, period);
