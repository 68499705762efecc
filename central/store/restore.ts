import { Trouble } from '#shared/base/trouble.ts';
import { copyIn } from './copy.ts';
import { startGeneration } from './generation.ts';
import { lockVersion, makeVersionTable, migrateIn } from './migrate.ts';
import { migrations } from './migrations/migrations.ts';
import type { CentreMachine } from './own-log.ts';
import type { Postgres, Transaction } from './postgres.ts';
import { noProgress, type Progress } from './progress.ts';
import { rebuildIn } from './rebuild.ts';
import { truthTables, type TruthTable } from './truth-tables.ts';

/** A backup to be put into a database. */
export interface ToRestore {
  schema: number;
  tables: readonly (TruthTable & { rows: number; text(): AsyncIterable<Buffer> })[];
}

/**
 * Puts a backup into an empty database, all or nothing, and fills the read tables. The next generation begins with it: tills send
 * again what the backup had not, and what was granted before counts no more. Answers the generation.
 */
export async function restore(
  postgres: Postgres,
  machine: CentreMachine,
  { schema, tables }: ToRestore,
  progress: Progress = noProgress,
): Promise<number> {
  if (schema > migrations.length) {
    const text = `This backup was made by a newer Tessera (its tables are of version ${schema}, we know ${migrations.length}). Update first; nothing was changed.`;
    throw new Trouble('NEWER_DATABASE', text);
  }
  await makeVersionTable(postgres);
  return postgres.transaction(async (tx) => {
    await tx.query('SET LOCAL statement_timeout = 0');
    if ((await lockVersion(tx)) > 0) throw notEmpty();
    await migrateIn(tx, 0, schema, () => undefined);
    for (const table of tables) await fill(tx, table);
    await migrateIn(tx, schema, migrations.length, () => undefined);
    // This is where it lives now: at its start nobody has to find out that it was restored.
    await tx.query('UPDATE centre SET server = (SELECT system_identifier::text FROM pg_control_system())');
    await rebuildIn(tx, progress);
    return startGeneration(tx, machine, 0);
  });
}

const notEmpty = (): Trouble =>
  new Trouble(
    'NOT_EMPTY',
    'There is a centre in this database already. Restore into an empty one: a new folder with --data, or a new database in DATABASE_URL. Nothing was changed.',
  );

async function fill(
  tx: Transaction,
  { name, columns, rows, text }: ToRestore['tables'][number],
): Promise<void> {
  const known: readonly string[] = truthTables;
  if (!known.includes(name) || !columns.every((column) => /^[a-z_]+$/.test(column)))
    throw new Trouble('BACKUP_DAMAGED', `This backup holds a table ${name} that no Tessera made.`);
  const filled = await copyIn(tx, `COPY ${name} (${columns.join(', ')}) FROM STDIN`, text());
  if (filled === rows) return;
  throw new Trouble(
    'BACKUP_DAMAGED',
    `${name} should come to ${rows} rows and came to ${filled}. Use another backup.`,
  );
}
