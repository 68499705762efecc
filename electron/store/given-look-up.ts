import type { Day } from '#shared/base/business-time.ts';
import { walletsOfOne, type Alias } from '#shared/visit/main-wallet.ts';
import type { Db } from './open-database.ts';

/** What is asked of coupons that were given to members by hand. */
export interface GivenLookUp {
  /** The coupons that a member was given, the latest first, at most a hundred of each of their wallets. */
  givenCoupons(walletId: string, aliases: readonly Alias[]): string[];
  /** Where in this till's log coupons were given on a business day, those that were taken back too. */
  givenHere(day: Day): number[];
}

/** Statements prepared once. */
export function createGivenLookUp(db: Db, writer: string): GivenLookUp {
  const ofWallet = db
    .prepare<{ id: string }, string>(
      `SELECT voucher_id FROM (SELECT voucher_id, given_day FROM given_coupons WHERE wallet_id = @id
         UNION SELECT voucher_id, given_day FROM known_given_coupons WHERE wallet_id = @id)
       ORDER BY given_day DESC, voucher_id LIMIT 100`,
    )
    .pluck();
  const onDay = db
    .prepare<[string, string], number>('SELECT seq FROM given_coupons WHERE given_day = ? AND writer = ?')
    .pluck();
  return {
    givenCoupons: (walletId, aliases) =>
      walletsOfOne(walletId, aliases).flatMap((id) => ofWallet.all({ id })),
    givenHere: (day) => onDay.all(day, writer),
  };
}
