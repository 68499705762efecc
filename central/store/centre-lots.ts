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

/** What may pay for risks and debts of it: not what a till took in by a grant that is forgotten still. */
export async function payingLotsOf(tx: Transaction, holders: readonly string[]): Promise<HeldLot[]> {
  return besideForgotten(await lotsOf(tx, holders), await forgottenOf(tx, holders));
}

/**
 * What may be granted of it: all of it, unless a till that was given up may still bring the value behind a forgotten grant. What lies here
 * by then came back from whoever spent by that grant, so it would be spent twice. Is that till revoked, nothing is awaited any more.
 */
export async function grantableLotsOf(tx: Transaction, holders: readonly string[]): Promise<HeldLot[]> {
  const { rows } = await tx.query<{ waits: boolean }>(
    "SELECT EXISTS (SELECT FROM till_log WHERE state = 'excluded') AS waits",
  );
  return rows[0]?.waits ? payingLotsOf(tx, holders) : lotsOf(tx, holders);
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
