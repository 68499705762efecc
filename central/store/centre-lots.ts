import { besideForgotten } from '#shared/sync/barrier.ts';
import type { HeldLot } from '#shared/sync/free-lots.ts';
import type { Grant } from '#shared/sync/protocol.ts';
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
  return besideForgotten(await lotsOf(tx, holders), await forgottenOf(tx, holders));
}

/** What tills took in of these holders by grants that a restored centre forgot, and could not yet write down again. */
export async function forgottenOf(tx: Transaction, holders: readonly string[]): Promise<Grant[]> {
  const { rows } = await tx.query<GrantRow>(
    `SELECT ${grantColumns} FROM grants
     WHERE (SELECT uncovered FROM centre) AND granted_at IS NULL AND holder = ANY($1)`,
    [[...new Set(holders)]],
  );
  return rows.map(readGrant);
}
