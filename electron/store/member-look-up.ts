import type { Referral } from '#shared/members/referral.ts';
import type { MemberFacts, MonthOfMember } from '#shared/members/member-facts.ts';
import type { Db } from './open-database.ts';

/** What is known of a member elsewhere, read when somebody asks. */
export interface ToldOfMember {
  birthday?: () => string | null;
  referral?: () => Referral | null;
}

/** What programs ask of a member beside what they hold. */
export interface MemberLookUp {
  /**
   * What this till knows of a member. Of a month, whoever heard more of it is believed: our own tables, or the centre's story. Each part is
   * read when somebody asks for it, and once: most programs ask for one or none, and every sale waits. What stands elsewhere is told by the caller.
   */
  memberFacts(walletId: string, told?: ToldOfMember): MemberFacts;
}

/** Statements prepared once. */
export function createMemberLookUp(db: Db): MemberLookUp {
  const enrolled = db
    .prepare<{ id: string }, string | null>(
      `SELECT min(enrolled_day) FROM (SELECT enrolled_day FROM members WHERE wallet_id = @id
       UNION ALL SELECT enrolled_day FROM known_members WHERE wallet_id = @id)`,
    )
    .pluck();
  const months = db.prepare<{ id: string }, MonthOfMember & { lastDay: string | null }>(
    `SELECT month, max(visits) AS visits, max(spent_minor) AS spentMinor, max(points) AS points, max(last_day) AS lastDay FROM (
       SELECT month, visits, spent_minor, points, last_day FROM activity WHERE wallet_id = @id
       UNION ALL SELECT month, visits, spent_minor, points, last_day FROM known_activity WHERE wallet_id = @id)
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
  return {
    memberFacts(walletId, { birthday = () => null, referral = () => null } = {}) {
      const id = walletId;
      const active = once(() => months.all({ id }));
      const activeMonths = once(() =>
        active().map(({ month, visits, spentMinor, points }) => ({ month, visits, spentMinor, points })),
      );
      const enrolledDay = once(() => enrolled.get({ id }) ?? null);
      const givenOnce = once(() => new Map(given.all({ id }).map(({ key, day }) => [key, day])));
      const toldBirthday = once(birthday);
      const sent = once(referral);
      return {
        get enrolledDay() {
          return enrolledDay();
        },
        get lastSeenDay() {
          const days = active().flatMap(({ lastDay }) => lastDay ?? []);
          return days.reduce<string | null>((last, day) => (last === null || day > last ? day : last), null);
        },
        get months() {
          return activeMonths();
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
      };
    },
  };
}

function once<T>(read: () => T): () => T {
  let known: { value: T } | undefined;
  return () => (known ??= { value: read() }).value;
}
