import { besideForgotten } from '#shared/sync/barrier.ts';
import type { HeldLot } from '#shared/sync/free-lots.ts';
import { grantColumns, readGrant, type GrantRow } from './grant-row.ts';
import type { Transaction } from './postgres.ts';

/** What lies in the centre's own drawer of these holders. */
export async function lotsOf(tx: Transaction, holders: readonly string[]): Promise<HeldLot[]> {
  const { rows } = await tx.query<HeldLot>(
    `SELECT holder, unit, lot, amount FROM balances WHERE drawer = 'centre' AND amount > 0 AND holder = ANY($1)`,
    [[...new Set(holders)]],
  );
  return rows;
}

/** What may pay for risks and debts of it: not what a till took in by a grant that is forgotten still. A customer's next grant does not wait for that. */
export async function payingLotsOf(tx: Transaction, holders: readonly string[]): Promise<HeldLot[]> {
  const { rows: forgotten } = await tx.query<GrantRow>(
    `SELECT ${grantColumns} FROM grants
     WHERE (SELECT uncovered FROM centre) AND granted_at IS NULL AND holder = ANY($1)`,
    [[...new Set(holders)]],
  );
  return besideForgotten(await lotsOf(tx, holders), forgotten.map(readGrant));
}
