import { projections } from '#shared/projections/projections.ts';
import { eventSchema } from '#shared/sync/protocol.ts';
import { createReadTables, project } from './read-tables.ts';
import { tellEverything } from './story-notes.ts';
import { lockVersion } from './migrate.ts';
import type { Postgres, Transaction } from './postgres.ts';
import type { Poison } from '#shared/projections/screen.ts';
import { noProgress, type Progress } from './progress.ts';
import { countEvents, logOf } from './stored-envelope.ts';

const scratch = 'tessera_rebuilt';

/**
 * Fills all read tables anew in a schema of their own, seen by this transaction alone, from the ledger as it sees it. Answers
 * the schema and what could not be projected. Ends with the search path as it was.
 */
export async function rebuildAside(
  tx: Transaction,
  progress: Progress = noProgress,
): Promise<{ schema: string; poison: Poison[] }> {
  const { rows } = await tx.query<{ schema: string }>('SELECT quote_ident(current_schema()) AS schema');
  const home = rows[0]?.schema ?? 'public';
  await tx.query('SET LOCAL statement_timeout = 0');
  await tx.query(`DROP SCHEMA IF EXISTS ${scratch} CASCADE`);
  await tx.query(`CREATE SCHEMA ${scratch}`);
  await tx.query(`SET LOCAL search_path = ${scratch}`);
  await createReadTables(tx);
  const poison: Poison[] = [];
  const setAside = await overdrawnIn(tx, home);
  const total = await countEvents(tx, `${home}.till_log`);
  let done = 0;
  for (const writer of await writersOf(tx, home)) {
    for await (const page of logOf(tx, `${home}.ledger_event`, writer)) {
      const counting = setAside.size === 0 ? page : page.filter((event) => !setAside.has(nameOf(event)));
      poison.push(...(await project(tx, counting)));
      progress('read tables', (done += page.length), total);
    }
  }
  await tx.query(`SET LOCAL search_path = ${home}`);
  return { schema: scratch, poison };
}

const nameOf = ({ writer, seq }: { writer: string; seq: number }): string => `${writer} ${seq}`;

/** What took more than there was when it came: that cannot be seen any more from the logs alone, which came in some order. */
async function overdrawnIn(tx: Transaction, schema: string): Promise<Set<string>> {
  const { rows } = await tx.query<{ writer: string; seq: number }>(
    `SELECT writer, seq FROM ${schema}.quarantine WHERE overdrawn`,
  );
  return new Set(rows.map(nameOf));
}

async function writersOf(tx: Transaction, schema: string): Promise<string[]> {
  const { rows } = await tx.query<{ writer: string }>(
    `SELECT writer FROM ${schema}.till_log ORDER BY writer`,
  );
  return rows.map(({ writer }) => writer);
}

/**
 * Makes all read tables anew and puts them in the place of the old ones. Uploads wait meanwhile; the dashboard does not, until
 * the moment of the exchange.
 */
export async function rebuild(postgres: Postgres, progress: Progress = noProgress): Promise<void> {
  await postgres.transaction((tx) => rebuildIn(tx, progress));
}

/** The same, as a part of something larger. */
export async function rebuildIn(tx: Transaction, progress: Progress = noProgress): Promise<void> {
  await tx.query('LOCK TABLE till_log IN SHARE ROW EXCLUSIVE MODE');
  const { schema, poison } = await rebuildAside(tx, progress);
  const { rows: old } = await tx.query<{ table_name: string; told: string }>(
    "SELECT quote_ident(table_name) AS table_name, quote_ident(table_name || '_told') AS told FROM projection_version ORDER BY name",
  );
  for (const { table_name, told } of old) await tx.query(`DROP TABLE IF EXISTS ${table_name}, ${told}`);
  const { rows } = await tx.query<{ schema: string }>('SELECT quote_ident(current_schema()) AS schema');
  for (const { table, forTills } of projections)
    for (const name of forTills ? [table.name, `${table.name}_told`] : [table.name])
      await tx.query(`ALTER TABLE ${schema}.${name} SET SCHEMA ${rows[0]?.schema}`);
  await tellEverything(tx);
  await tx.query(`DROP SCHEMA ${schema}`);
  await tx.query('DELETE FROM projection_version');
  for (const { name, version, table } of projections) {
    await tx.query('INSERT INTO projection_version (name, version, table_name) VALUES ($1, $2, $3)', [
      name,
      version,
      table.name,
    ]);
  }
  await keepQuarantine(tx, poison);
  await tx.query('UPDATE centre SET event_schema = $1', [eventSchema]);
}

/** What this Tessera understands by now leaves the quarantine; the rest keeps the hour at which it came. */
async function keepQuarantine(tx: Transaction, poison: readonly Poison[]): Promise<void> {
  await tx.query('DELETE FROM quarantine WHERE NOT overdrawn');
  for (const { envelope, reason } of poison) {
    await tx.query(
      `INSERT INTO quarantine (writer, seq, type, version, body, reason, received_at)
       SELECT writer, seq, type, version, body, $3, received_at FROM ledger_event WHERE writer = $1 AND seq = $2`,
      [envelope.writer, envelope.seq, reason],
    );
  }
}

/** Rebuilds when the code that filled the read tables is not the code that runs now. */
export async function rebuildIfStale(postgres: Postgres, log: (line: string) => void): Promise<void> {
  await postgres.transaction(async (tx) => {
    await lockVersion(tx);
    const { rows } = await tx.query<{ name: string; version: number }>(
      'SELECT name, version FROM projection_version',
    );
    const built = new Map(rows.map(({ name, version }) => [name, version]));
    const same = projections.every(({ name, version }) => built.get(name) === version);
    const understood = await tx.query<{ all: boolean }>('SELECT event_schema = $1 AS all FROM centre', [
      eventSchema,
    ]);
    if (same && built.size === projections.length && understood.rows[0]?.all !== false) return;
    if (built.size > 0) log('The read tables were made by another Tessera: making them anew from the ledger');
    await rebuildIn(tx);
  });
}
