import { centre } from '#shared/ledger/drawer.ts';
import type { Fact } from '#shared/ledger/events.ts';
import { appendOwn, type CentreMachine } from './own-log.ts';
import type { Transaction } from './postgres.ts';

const atOnce = 200;

interface Row {
  walletId: string;
  programId: string;
  onceKey: string;
  reachedWith: string;
  unit: string;
  lot: string;
  over: number;
}

/**
 * Gives back what a goal had brought and two tills that did not hear of each other both took back, or a till and the centre. Call with the
 * centre's log locked. Answers how many facts that came to.
 */
export async function makeGood(tx: Transaction, machine: CentreMachine): Promise<number> {
  const { rows } = await tx.query<Row>(
    `SELECT wallet_id AS "walletId", program_id AS "programId", once_key AS "onceKey", sale_id AS "reachedWith", unit, lot,
       taken - made_good - amount AS over FROM achievements
     WHERE taken > 0 AND taken - made_good > amount AND unit IS NOT NULL AND voucher_id IS NULL
     ORDER BY wallet_id, program_id, once_key, sale_id LIMIT ${atOnce}`,
  );
  const facts = rows.map(({ walletId, programId, onceKey, reachedWith, unit, lot, over }): Fact => {
    const reason = { code: 'TAKEN_TWICE', params: { onceKey, reachedWith } };
    const origin = { saleId: null, programId, revision: 1, reason };
    return {
      type: 'ValueAwarded',
      body: { walletId, unit, drawer: centre, lot, amount: Number(over), ...origin },
    };
  });
  await appendOwn(tx, machine, facts);
  return facts.length;
}
