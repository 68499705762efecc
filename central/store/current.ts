import { Trouble } from '#shared/base/trouble.ts';
import { projections } from '#shared/projections/projections.ts';
import { migrations } from './migrations/migrations.ts';
import type { Postgres } from './postgres.ts';

/** Trouble in words unless a centre lives in this database, with tables that this Tessera can read. */
export async function requireCentre(postgres: Postgres): Promise<void> {
  const [found] = await postgres.query<{ there: boolean }>(
    "SELECT to_regclass('centre') IS NOT NULL AS there",
  );
  if (!found?.there) {
    throw new Trouble('NO_CENTRE', 'There is no centre in this database. "npm run central" makes one.');
  }
  const [row] = await postgres.query<{ version: number }>('SELECT version FROM schema_version');
  const version = row?.version ?? 0;
  if (version <= migrations.length) return;
  const text = `This database was made by a newer Tessera (its tables are of version ${version}, we know ${migrations.length}). Update first; nothing was changed.`;
  throw new Trouble('NEWER_DATABASE', text);
}

/** The same, and its tables are those of this very Tessera, read tables included. */
export async function requireCurrent(postgres: Postgres): Promise<void> {
  await requireCentre(postgres);
  const [row] = await postgres.query<{ version: number }>('SELECT version FROM schema_version');
  const built = await postgres.query<{ name: string; version: number }>(
    'SELECT name, version FROM projection_version',
  );
  const versions = new Map(built.map(({ name, version }) => [name, version]));
  const same = projections.every(({ name, version }) => versions.get(name) === version);
  if (same && versions.size === projections.length && row?.version === migrations.length) return;
  throw new Trouble(
    'OLDER_DATABASE',
    'The tables of this centre were made by an older Tessera. Start it once with "npm run central", which brings them up to date, and ask again.',
  );
}
