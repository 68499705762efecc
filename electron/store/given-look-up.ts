import type { Day } from '#shared/base/business-time.ts';
import type { Db } from './open-database.ts';

/** What is asked of coupons that were given to members by hand. */
export interface GivenLookUp {
  /** The coupons that a member was given, the latest first, at most a hundred of each of their wallets. */
  givenCoupons(walletId: string): string[];
  /** How many coupons somebody gave on a business day, here and at every till that this one heard of, those that were taken back too. */
  givenOn(day: Day, staffId: string | null): number;
}

/** Statements prepared once. */
export function createGivenLookUp(db: Db, walletsOf: (walletId: string) => readonly string[]): GivenLookUp {
  const ofWallet = db
    .prepare<{ id: string }, string>(
      `SELECT voucher_id FROM (SELECT voucher_id, given_day FROM given_coupons WHERE wallet_id = @id
         UNION SELECT voucher_id, given_day FROM known_given_coupons WHERE wallet_id = @id)
       ORDER BY given_day DESC, voucher_id LIMIT 100`,
    )
    .pluck();
  const onDay = db
    .prepare<{ day: Day; staffId: string | null }, number>(
      `SELECT count(*) FROM (SELECT voucher_id FROM given_coupons WHERE given_day = @day AND given_by IS @staffId
         UNION SELECT voucher_id FROM known_given_coupons WHERE given_day = @day AND given_by IS @staffId)`,
    )
    .pluck();
  return {
    givenCoupons: (walletId) => walletsOf(walletId).flatMap((id) => ofWallet.all({ id })),
    givenOn: (day, staffId) => onDay.get({ day, staffId }) ?? 0,
  };
}
