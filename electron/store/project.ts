import { foldAll, type Entry } from '#shared/projections/fold.ts';
import type { Statement } from 'better-sqlite3';
import type { Cell, Projection, Row } from '#shared/projections/projection.ts';
import { projections } from '#shared/projections/projections.ts';
import { createTableSql, onConflictSql, sqlite } from '#shared/projections/sql.ts';
import type { Db } from './open-database.ts';

/** Writes what entries change into the read tables of one database, inside the caller's transaction. */
export type Project = (entries: readonly Entry[], only?: readonly Projection[]) => void;

/** A projector keeps its prepared statements: a sale touches four tables, always in the same few ways. */
export function createProjector(db: Db): Project {
  const statements = new Map<string, Statement<Cell[]>>();
  const upsert = (projection: Projection, row: Row): void => {
    const columns = Object.keys(row);
    const name = `${projection.name} ${columns.join()}`;
    let statement = statements.get(name);
    if (!statement) {
      const { table } = projection;
      const places = columns.map(() => '?').join(', ');
      const conflict = onConflictSql(table, columns, sqlite);
      statement = db.prepare<Cell[]>(
        `INSERT INTO ${table.name} (${columns.join(', ')}) VALUES (${places}) ${conflict}`,
      );
      statements.set(name, statement);
    }
    statement.run(...Object.values(row));
  };
  return (entries, only = projections) => {
    for (const { projection, rows } of foldAll(only, entries))
      for (const row of rows) upsert(projection, row);
  };
}

/** Makes the read tables that are missing or of an older version, empty; answers which have to be filled again. */
export function prepareReadTables(db: Db): Projection[] {
  const versions = new Map(
    (
      db.prepare('SELECT name, version FROM projection_version').all() as { name: string; version: number }[]
    ).map(({ name, version }) => [name, version]),
  );
  const stale = projections.filter(({ name, version }) => versions.get(name) !== version);
  for (const projection of stale) makeReadTable(db, projection);
  return stale;
}

/** Drops a read table and makes it anew, empty. */
export function makeReadTable(db: Db, { name, version, table }: Projection): void {
  db.exec(`DROP TABLE IF EXISTS ${table.name}`);
  db.exec(createTableSql(table, sqlite));
  db.prepare('INSERT OR REPLACE INTO projection_version (name, version) VALUES (?, ?)').run(name, version);
}
