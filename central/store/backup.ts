import type { Machine } from '#shared/base/machine.ts';
import { copyOut, type CopyOut } from './copy.ts';
import type { Postgres, Transaction } from './postgres.ts';
import { noProgress, type Progress } from './progress.ts';
import { countEvents } from './stored-envelope.ts';
import { truthTablesIn, type TruthTable } from './truth-tables.ts';
import { walkChains, type Verification } from './verify.ts';

/** What a backup holds, beside the rows themselves. */
export interface BackedUp {
  /** Of which version the tables are. */
  schema: number;
  generation: number;
  logs: number;
  events: number;
  faults: Verification['faults'];
  /** How many rows each table had, in the order in which they were handed out. */
  tables: (TruthTable & { rows: number })[];
}

/**
 * Hands out every table of truth, as PostgreSQL's own text, and proves every chain: all of one moment, while the centre goes on.
 * `keep` is called with one table after the other and reads it to its end.
 */
export function backUp(
  postgres: Postgres,
  machine: Pick<Machine, 'sha256'>,
  keep: (table: TruthTable, copy: CopyOut, total: number) => Promise<void>,
  progress: Progress = noProgress,
): Promise<BackedUp> {
  return postgres.transaction(
    async (tx) => {
      await tx.query('SET LOCAL statement_timeout = 0');
      const tables: BackedUp['tables'] = [];
      for (const table of await truthTablesIn(tx)) {
        const total = table.name === 'ledger_event' ? await countEvents(tx, 'till_log') : 0;
        const copy = copyOut(tx, `COPY (SELECT ${table.columns.join(', ')} FROM ${table.name}) TO STDOUT`);
        await keep(table, copy, total);
        tables.push({ ...table, rows: copy.rows() });
      }
      const { writers: logs, events, faults } = await walkChains(tx, machine, progress);
      return { ...(await versionsOf(tx)), logs, events, faults, tables };
    },
    { begin: 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY' },
  );
}

async function versionsOf(tx: Transaction): Promise<Pick<BackedUp, 'schema' | 'generation'>> {
  const { rows } = await tx.query<Pick<BackedUp, 'schema' | 'generation'>>(
    'SELECT version AS schema, generation FROM schema_version, centre',
  );
  return rows[0] ?? { schema: 0, generation: 0 };
}
