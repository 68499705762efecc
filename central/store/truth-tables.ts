import type { Transaction } from './postgres.ts';

/**
 * The tables whose rows follow from nothing else: what a backup holds. Codes for pairing are not among them: they live for a day,
 * and one that was used after the backup must not open again.
 */
export const truthTables = [
  'centre',
  'till_log',
  'ledger_event',
  'quarantine',
  'refund_closed',
  'member_key',
  'member_profile',
  'shop_staff',
] as const;

/** A table of truth as it is in a database. */
export interface TruthTable {
  name: string;
  columns: string[];
}

/** The tables of truth that are here, with their columns; but for numbers of transactions, which mean nothing in another server. */
export async function truthTablesIn(tx: Transaction): Promise<TruthTable[]> {
  const { rows } = await tx.query<TruthTable>(
    `SELECT table_name::text AS name, array_agg(column_name::text ORDER BY ordinal_position) AS columns
     FROM information_schema.columns
     WHERE table_schema = current_schema() AND table_name = ANY($1) AND data_type <> 'xid8' AND is_generated = 'NEVER'
     GROUP BY table_name ORDER BY array_position($1, table_name::text)`,
    [truthTables],
  );
  return rows;
}
