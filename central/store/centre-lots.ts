import type { HeldLot } from '#shared/sync/free-lots.ts';
import type { Transaction } from './postgres.ts';

/** What lies in the centre's own drawer of these holders. */
export async function lotsOf(tx: Transaction, holders: readonly string[]): Promise<HeldLot[]> {
  const { rows } = await tx.query<HeldLot>(
    `SELECT holder, unit, lot, amount FROM balances WHERE drawer = 'centre' AND amount > 0 AND holder = ANY($1)`,
    [[...new Set(holders)]],
  );
  return rows;
}
