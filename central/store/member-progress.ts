import type { MemberFacts } from '#shared/members/member-facts.ts';
import type { Counted } from '#shared/members/progress.ts';
import { countedOf, reachedOf, type CountedRow, type ReachedRow } from '#shared/members/progress-rows.ts';
import type { Transaction } from './postgres.ts';

/** What a member reached, and everything their sales counted for it, as the tills would look it up. */
export async function memberProgress(
  tx: Transaction,
  walletId: string,
): Promise<Pick<MemberFacts, 'reached' | 'counted'>> {
  const achieved = await tx.query<ReachedRow>(
    `SELECT program_id AS "programId", once_key AS key, sale_id AS "saleId", day, title, badge, period, from_day AS "fromDay", counts, measure,
       need, unit, lot, amount, voucher_id AS "voucherId", label
     FROM achievements WHERE wallet_id = $1 AND lost_day IS NULL AND day IS NOT NULL ORDER BY day, program_id, once_key`,
    [walletId],
  );
  const reached = reachedOf(achieved.rows);
  const counts = new Map<string, Counted[]>();
  for (const { programId, needs } of reached) {
    if (needs === null) continue;
    const { rows } = await tx.query<CountedRow>(
      `SELECT sale_id AS "saleId", mark, amount, day, divides, least_minor AS "leastMinor", base_minor AS "baseMinor", total_minor AS "totalMinor",
         (SELECT coalesce(sum(taken), 0)::bigint FROM reversals WHERE reversals.sale_id = counted.sale_id) AS "reversedMinor"
       FROM counted WHERE wallet_id = $1 AND program_id = $2 AND period = $3 ORDER BY sale_id, mark`,
      [walletId, programId, needs.period],
    );
    counts.set(`${programId} ${needs.period}`, countedOf(rows));
  }
  return { reached, counted: (programId, period) => counts.get(`${programId} ${period}`) ?? [] };
}
