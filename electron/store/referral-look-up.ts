import { onceKeyOf } from '#shared/members/member-facts.ts';
import { friendKey, type Referral } from '#shared/members/referral.ts';
import type { ReferralLookUp } from '#shared/visit/look-up.ts';
import type { Db } from './open-database.ts';
import type { ReversalLookUp } from './reversal-look-up.ts';

/** What decisions ask of who sent whom, and what programs and screens ask beside it. */
export interface StoredReferrals extends Omit<ReferralLookUp, 'sameContact'> {
  /** Who sent a member, with whether it was rewarded; null too when whoever it was is erased, or turned out to be the same person. */
  referral(walletId: string): Referral | null;
  /** How many a member sent in all, and for how many of them they were given something. */
  friendsOf(walletId: string): { sent: number; rewarded: number };
}

interface Said {
  referrer: string;
  programId: string;
}

/** Statements prepared once. */
export function createReferralLookUp(
  db: Db,
  { mainOf, memberState }: Pick<ReversalLookUp, 'mainOf' | 'memberState'>,
): StoredReferrals {
  const both = `(SELECT wallet_id, referrer, said_at, day, program_id FROM referrals
    UNION SELECT wallet_id, referrer, said_at, day, program_id FROM known_referrals)`;
  const first = db.prepare<[string], Said>(
    `SELECT referrer, program_id AS programId FROM ${both} WHERE wallet_id = ? ORDER BY said_at, referrer LIMIT 1`,
  );
  const ofReferrer = db.prepare<[string], { friend: string; day: string; programId: string }>(
    `SELECT wallet_id AS friend, min(day) AS day, max(program_id) AS programId FROM ${both}
     WHERE referrer = ? GROUP BY wallet_id`,
  );
  const starting = db
    .prepare<{ from: string; to: string }, string>(
      `SELECT wallet_id FROM (SELECT wallet_id FROM members WHERE wallet_id BETWEEN @from AND @to AND enrolled_day IS NOT NULL
       UNION SELECT wallet_id FROM known_members WHERE wallet_id BETWEEN @from AND @to AND enrolled_day IS NOT NULL) ORDER BY wallet_id LIMIT 10`,
    )
    .pluck();
  // A refund takes a reward back while it waits, or on the very day: later it stays with whoever sent the friend, and is given no more.
  const kept = db
    .prepare<{ id: string }, string>(
      `SELECT DISTINCT once_key FROM (
         SELECT once_key, given_day, sale_id, opens_day FROM benefits WHERE wallet_id = @id
         UNION ALL SELECT once_key, given_day, sale_id, opens_day FROM known_benefits WHERE wallet_id = @id) AS benefit
       WHERE NOT EXISTS (SELECT 1 FROM (
           SELECT sale_id, day, whole FROM reversals WHERE reversals.sale_id = benefit.sale_id
           UNION ALL SELECT sale_id, day, whole FROM known_reversals WHERE known_reversals.sale_id = benefit.sale_id) AS back
         WHERE back.whole = 1 AND (back.day < benefit.opens_day OR back.day = benefit.given_day))`,
    )
    .pluck();
  // Whoever was held to be the referrer for a while keeps what they were given then, and it is given to nobody again.
  const everOne = db
    .prepare<{ id: string }, string>(
      `WITH RECURSIVE ever(id) AS (SELECT @id
         UNION SELECT into_wallet FROM ever JOIN aliases ON from_wallet = id
         UNION SELECT from_wallet FROM ever JOIN aliases ON into_wallet = id
         UNION SELECT into_wallet FROM ever JOIN known_aliases ON from_wallet = id
         UNION SELECT from_wallet FROM ever JOIN known_aliases ON into_wallet = id)
       SELECT id FROM ever`,
    )
    .pluck();
  const rewardsOf = (walletId: string): ReadonlySet<string> => new Set(kept.all({ id: walletId }));
  const isErased = (walletId: string): boolean => memberState(walletId)?.erased === true;
  return {
    sentBy: (walletId) => first.get(walletId)?.referrer ?? null,
    sentIn: (walletId, month) => ofReferrer.all(walletId).filter(({ day }) => day.startsWith(month)).length,
    walletsStarting: (start) =>
      starting
        .all({ from: start, to: `${start}g` })
        .filter((walletId) => !isErased(walletId))
        .slice(0, 2),
    countsAs: mainOf,
    referral(friend) {
      const said = first.get(friend);
      if (!said) return null;
      const referrer = mainOf(said.referrer);
      if (referrer === mainOf(friend) || isErased(referrer)) return null;
      const key = onceKeyOf(said.programId, friendKey(friend));
      const rewarded = everOne.all({ id: said.referrer }).some((one) => rewardsOf(one).has(key));
      return { friend, referrer, programId: said.programId, rewarded };
    },
    friendsOf(walletId) {
      const given = rewardsOf(walletId);
      const friends = ofReferrer.all(walletId);
      const rewarded = friends.filter(({ friend, programId }) =>
        given.has(onceKeyOf(programId, friendKey(friend))),
      );
      return { sent: friends.length, rewarded: rewarded.length };
    },
  };
}
