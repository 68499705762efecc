import { makeGood, type TakenTwice } from '#shared/sync/make-good.ts';
import { appendOwn, type CentreMachine } from './own-log.ts';
import type { Transaction } from './postgres.ts';

const atOnce = 200;

/**
 * Gives back what a goal had brought and two tills that did not hear of each other both took back, or a till and the centre. Call with the
 * centre's log locked. Answers how many facts that came to.
 */
export async function makeAllGood(tx: Transaction, machine: CentreMachine): Promise<number> {
  const { rows } = await tx.query<TakenTwice>(
    `SELECT wallet_id AS "walletId", program_id AS "programId", once_key AS "onceKey", sale_id AS "reachedWith", unit, lot,
       taken - made_good - amount AS over FROM achievements
     WHERE taken > 0 AND taken - made_good > amount AND unit IS NOT NULL AND voucher_id IS NULL
     ORDER BY wallet_id, program_id, once_key, sale_id LIMIT ${atOnce}`,
  );
  await appendOwn(
    tx,
    machine,
    rows.map((row) => makeGood({ ...row, over: Number(row.over) })),
  );
  return rows.length;
}
