import { readFileSync } from 'node:fs';
import { Trouble } from '#shared/base/trouble.ts';
import { migrations } from './migrations/migrations.ts';
import type { Postgres, Transaction } from './postgres.ts';

/** Locks out every other centre that opens the same database now; holds until the transaction ends. Answers its version. */
export async function lockVersion(tx: Transaction): Promise<number> {
  const { rows } = await tx.query<{ version: number }>('SELECT version FROM schema_version FOR UPDATE');
  return rows[0]?.version ?? 0;
}

/** Brings a database to today's tables. One that a newer Tessera made is left alone, and said so. */
export async function migrate(postgres: Postgres, log: (line: string) => void): Promise<void> {
  await makeVersionTable(postgres);
  await postgres.transaction(async (tx) => {
    await tx.query('SET LOCAL statement_timeout = 0');
    const version = await lockVersion(tx);
    if (version > migrations.length) {
      const text = `This database was made by a newer Tessera (its tables are of version ${version}, we know ${migrations.length}). Update this centre; the database was not touched.`;
      throw new Trouble('NEWER_DATABASE', text);
    }
    await migrateIn(tx, version, migrations.length, log);
  });
}

/** Brings the tables from one version to another, as a part of something larger. */
export async function migrateIn(
  tx: Transaction,
  from: number,
  to: number,
  log: (line: string) => void,
): Promise<void> {
  for (const file of migrations.slice(from, to)) {
    log(`Bringing the database up to date: ${file.slice('./'.length)}`);
    await tx.query(readFileSync(new URL(`migrations/${file}`, import.meta.url), 'utf8'));
  }
  await tx.query('UPDATE schema_version SET version = $1', [to]);
}

/** Makes the table that says of which version the others are, and writes 0 into a new one. */
export async function makeVersionTable(postgres: Postgres): Promise<void> {
  const isThere = async () => {
    const [known] = await postgres.query<{ there: boolean }>(
      "SELECT to_regclass('schema_version') IS NOT NULL AS there",
    );
    return known?.there === true;
  };
  if (!(await isThere())) {
    try {
      await postgres.query(`CREATE TABLE schema_version (
        only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row), version bigint NOT NULL)`);
    } catch (error) {
      // Another centre made it in the same moment: that is as good as ours.
      if (!(await isThere())) throw error;
    }
  }
  await postgres.query('INSERT INTO schema_version (version) VALUES (0) ON CONFLICT DO NOTHING');
}
