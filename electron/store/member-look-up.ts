import type { PaidTerm } from '#shared/members/membership.ts';
import type { Referral } from '#shared/members/referral.ts';
import { reachedOf, type CountedRow, type ReachedRow, countedOf } from '#shared/members/progress-rows.ts';
import type { Counted } from '#shared/members/progress.ts';
import type { BookedPlace, MemberFacts, MonthOfMember } from '#shared/members/member-facts.ts';
import type { Db } from './open-database.ts';

/** What is known of a member elsewhere, read when somebody asks. */
export interface ToldOfMember {
  birthday?: () => string | null;
  referral?: () => Referral | null;
  segment?: () => string | null;
}

/** What programs ask of a member beside what they hold. */
export interface MemberLookUp {
  /**
   * What this till knows of a member. Of a month, whoever heard more of it is believed: our own tables, or the centre's story. Each part is
   * read when somebody asks for it, and once: most programs ask for one or none, and every sale waits. What stands elsewhere is told by the caller.
   */
  memberFacts(walletId: string, told?: ToldOfMember): MemberFacts;
  /** The places in something that nobody gave up, the latest first. */
  placesIn(programId: string, most: number): BookedPlace[];
  /** What sales counted for a program in a period, whoever bought: at this till, or all that it heard of. */
  countedByAll(programId: string, period: string, where: 'till' | 'all'): readonly Counted[];
}

/** One row for each achievement, of what we wrote and what the centre told of it. */
const reachedColumns = `program_id AS programId, once_key AS key, sale_id AS saleId, min(day) AS day, max(title) AS title, max(badge) AS badge,
  max(period) AS period, max(from_day) AS fromDay, max(counts) AS counts, max(measure) AS measure, max(need) AS need, max(unit) AS unit,
  max(lot) AS lot, max(amount) AS amount, max(voucher_id) AS voucherId, max(label) AS label, min(lost_day) AS lostDay`;

type ActiveMonth = MonthOfMember & { lastDay: string | null };

type PlaceRow = Omit<BookedPlace, 'cost'> & { cost: string | null };
const placeOf = ({ cost, ...place }: PlaceRow): BookedPlace => ({
  ...place,
  cost: cost === null ? null : (JSON.parse(cost) as BookedPlace['cost']),
});
const placeColumns = `voucher_id AS voucherId, max(wallet_id) AS walletId, max(program_id) AS programId, min(booked_day) AS bookedDay,
  max(event_day) AS eventDay, max(use_lot) AS useLot, max(cost) AS cost,
  coalesce((SELECT given_up_day FROM places AS own WHERE own.voucher_id = one.voucher_id),
    (SELECT given_up_day FROM known_places AS known WHERE known.voucher_id = one.voucher_id)) AS givenUpDay`;
const placeNames = 'voucherId, walletId, programId, bookedDay, eventDay, useLot, cost';
/** What was given up elsewhere may be heard of before the booking is: then there is nobody yet whose it is. */
const stillBooked = 'givenUpDay IS NULL';

/** Statements prepared once. */
export function createMemberLookUp(
  db: Db,
  walletsOf: (walletId: string) => readonly string[] = (walletId) => [walletId],
): MemberLookUp {
  const enrolled = db
    .prepare<{ id: string }, string | null>(
      `SELECT min(enrolled_day) FROM (SELECT enrolled_day FROM members WHERE wallet_id = @id
       UNION ALL SELECT enrolled_day FROM known_members WHERE wallet_id = @id)`,
    )
    .pluck();
  const months = db.prepare<{ id: string }, ActiveMonth>(
    `SELECT month, max(visits) AS visits, max(bought) AS bought, max(spent_minor) AS spentMinor, max(points) AS points, max(last_day) AS lastDay FROM (
       SELECT month, visits, bought, spent_minor, points, last_day FROM activity WHERE wallet_id = @id
       UNION ALL SELECT month, visits, bought, spent_minor, points, last_day FROM known_activity WHERE wallet_id = @id)
     GROUP BY month ORDER BY month`,
  );
  // Given with a sale of which nothing is left it was not given; a voucher only when it came back too, for it may have been used.
  const given = db.prepare<{ id: string }, { key: string; day: string }>(
    `SELECT once_key AS key, min(given_day) AS day FROM (
       SELECT once_key, given_day, sale_id, voucher_id FROM benefits WHERE wallet_id = @id
       UNION ALL SELECT once_key, given_day, sale_id, voucher_id FROM known_benefits WHERE wallet_id = @id) AS benefit
     WHERE NOT (
       (EXISTS (SELECT 1 FROM reversals WHERE reversals.sale_id = benefit.sale_id AND whole = 1)
         OR EXISTS (SELECT 1 FROM known_reversals WHERE known_reversals.sale_id = benefit.sale_id AND whole = 1))
       AND (voucher_id IS NULL
         OR EXISTS (SELECT 1 FROM vouchers WHERE vouchers.voucher_id = benefit.voucher_id AND voided_at IS NOT NULL)
         OR EXISTS (SELECT 1 FROM known_vouchers WHERE known_vouchers.voucher_id = benefit.voucher_id AND voided_at IS NOT NULL)))
     GROUP BY once_key`,
  );
  const reached = db.prepare<{ id: string }, ReachedRow>(
    `SELECT * FROM (SELECT ${reachedColumns} FROM (
       SELECT * FROM achievements WHERE wallet_id = @id UNION ALL SELECT * FROM known_achievements WHERE wallet_id = @id)
     GROUP BY program_id, once_key, sale_id) WHERE lostDay IS NULL AND day IS NOT NULL ORDER BY day, programId, key`,
  );
  // What was taken back of a sale: a reversal that we wrote and the centre tells of is one.
  const countedIn = (rows: string): string =>
    `SELECT sale_id AS saleId, mark, max(amount) AS amount, min(day) AS day, max(divides) AS divides, max(least_minor) AS leastMinor,
       max(base_minor) AS baseMinor, max(total_minor) AS totalMinor,
       (SELECT coalesce(sum(taken), 0) FROM (SELECT max(taken) AS taken FROM (
          SELECT reversal_id, taken FROM reversals WHERE sale_id = one.sale_id
          UNION ALL SELECT reversal_id, taken FROM known_reversals WHERE sale_id = one.sale_id) GROUP BY reversal_id)) AS reversedMinor
     FROM (${rows}) AS one GROUP BY sale_id, mark ORDER BY sale_id, mark`;
  const ofProgram = 'WHERE program_id = @programId AND period = @period';
  const counted = db.prepare<{ id: string; programId: string; period: string }, CountedRow>(
    countedIn(
      `SELECT * FROM counted ${ofProgram} AND wallet_id = @id UNION ALL SELECT * FROM known_counted ${ofProgram} AND wallet_id = @id`,
    ),
  );
  const everybody = {
    till: db.prepare<{ programId: string; period: string }, CountedRow>(
      countedIn(`SELECT * FROM counted ${ofProgram}`),
    ),
    all: db.prepare<{ programId: string; period: string }, CountedRow>(
      countedIn(`SELECT * FROM counted ${ofProgram} UNION ALL SELECT * FROM known_counted ${ofProgram}`),
    ),
  };
  const paid = db.prepare<{ id: string }, PaidTerm>(
    `SELECT membership_id AS membershipId, max(program_id) AS programId, min(from_day) AS fromDay, max(months) AS months,
       max(price) AS priceMinor, max(writer) AS writer, min(ended_day) AS endedDay FROM (
       SELECT * FROM memberships WHERE wallet_id = @id UNION ALL SELECT * FROM known_memberships WHERE wallet_id = @id)
     GROUP BY membership_id`,
  );
  const placed = db.prepare<{ id: string }, PlaceRow>(
    `SELECT ${placeNames} FROM (SELECT ${placeColumns} FROM (
       SELECT * FROM places WHERE wallet_id = @id UNION ALL SELECT * FROM known_places WHERE wallet_id = @id) AS one
     GROUP BY voucher_id) WHERE ${stillBooked}`,
  );
  const placedIn = db.prepare<{ programId: string; most: number }, PlaceRow>(
    `SELECT ${placeNames} FROM (SELECT ${placeColumns} FROM (
       SELECT * FROM places WHERE program_id = @programId UNION ALL SELECT * FROM known_places WHERE program_id = @programId) AS one
     GROUP BY voucher_id) WHERE ${stillBooked} ORDER BY bookedDay DESC, voucherId LIMIT @most`,
  );
  return {
    placesIn: (programId, most) => placedIn.all({ programId, most }).map(placeOf),
    countedByAll: (programId, period, where) => countedOf(everybody[where].all({ programId, period })),
    memberFacts(walletId, { birthday = () => null, referral = () => null, segment = () => null } = {}) {
      const id = walletId;
      // What wallets that were found to be one person's did, that person did; parted again, each has its own.
      const wallets = once(() => walletsOf(id));
      const active = once(() => inAll(wallets().flatMap((one) => months.all({ id: one }))));
      const enrolledDay = once(() => enrolled.get({ id }) ?? null);
      const givenOnce = once(() => firstDays(wallets().flatMap((one) => given.all({ id: one }))));
      const toldBirthday = once(birthday);
      const sent = once(referral);
      const reachedBefore = once(() => reachedOf(reached.all({ id })));
      const terms = once(() => wallets().flatMap((one) => paid.all({ id: one })));
      const booked = once(() => wallets().flatMap((one) => placed.all({ id: one }).map(placeOf)));
      const inSegment = once(segment);
      return {
        get enrolledDay() {
          return enrolledDay();
        },
        get lastSeenDay() {
          const days = active().flatMap(({ lastDay }) => lastDay ?? []);
          return days.reduce<string | null>((last, day) => (last === null || day > last ? day : last), null);
        },
        get months() {
          return active();
        },
        get birthday() {
          return toldBirthday();
        },
        get given() {
          return givenOnce();
        },
        get referral() {
          return sent();
        },
        get reached() {
          return reachedBefore();
        },
        counted: (programId, period) => countedOf(counted.all({ id, programId, period })),
        get memberships() {
          return terms();
        },
        get places() {
          return booked();
        },
        get segment() {
          return inSegment();
        },
      };
    },
  };
}

/** Months of one or several wallets, each month once. */
function inAll(months: readonly ActiveMonth[]): ActiveMonth[] {
  const sums = new Map<string, ActiveMonth>();
  for (const one of months) {
    const so = sums.get(one.month);
    const { month, visits, bought, spentMinor, points, lastDay } = one;
    sums.set(
      month,
      so === undefined
        ? one
        : {
            month,
            visits: so.visits + visits,
            bought: so.bought + bought,
            spentMinor: so.spentMinor + spentMinor,
            points: so.points + points,
            lastDay: (so.lastDay ?? '') > (lastDay ?? '') ? so.lastDay : lastDay,
          },
    );
  }
  return [...sums.values()].sort((one, other) => (one.month < other.month ? -1 : 1));
}

function firstDays(given: readonly { key: string; day: string }[]): Map<string, string> {
  const days = new Map<string, string>();
  for (const { key, day } of given) if (day < (days.get(key) ?? '~')) days.set(key, day);
  return days;
}

function once<T>(read: () => T): () => T {
  let known: { value: T } | undefined;
  return () => (known ??= { value: read() }).value;
}
