import { foldAll, type Entry } from '#shared/projections/fold.ts';
import type { Statement } from 'better-sqlite3';
import type { Cell, Projection, Row } from '#shared/projections/projection.ts';
import { projections } from '#shared/projections/projections.ts';
import { createIndexesSql, createTableSql, onConflictSql, sqlite } from '#shared/projections/sql.ts';
import type { Db } from './open-database.ts';

/** Writes what entries change into the read tables of one database, inside the caller's transaction. */
export type Project = (entries: readonly Entry[], only?: readonly Projection[]) => void;

/** How rows of one shape are written: those that name these columns, in this order. */
interface Upsert {
  columns: readonly string[];
  statement: Statement<Cell[]>;
}

/** A projector keeps its prepared statements: a sale touches four tables, always in the same few ways. */
export function createProjector(db: Db): Project {
  const upserts = new Map<Projection, Upsert[]>();
  const upsertFor = (projection: Projection, row: Row): Upsert => {
    const known = upserts.get(projection) ?? [];
    const fitting = known.find(({ columns }) => isOfShape(row, columns));
    if (fitting) return fitting;
    const made = prepareUpsert(db, projection, Object.keys(row));
    upserts.set(projection, [...known, made]);
    return made;
  };
  const upsert = (projection: Projection, row: Row): void =>
    void upsertFor(projection, row).statement.run(...Object.values(row));
  return (entries, only = projections) => {
    for (const { projection, rows } of foldAll(only, entries))
      for (const row of rows) upsert(projection, row);
  };
}

function isOfShape(row: Row, columns: readonly string[]): boolean {
  let place = 0;
  for (const column in row) if (columns[place++] !== column) return false;
  return place === columns.length;
}

function prepareUpsert(db: Db, { table }: Projection, columns: readonly string[]): Upsert {
  const places = columns.map(() => '?').join(', ');
  const conflict = onConflictSql(table, columns, sqlite);
  const insert = `INSERT INTO ${table.name} (${columns.join(', ')}) VALUES (${places}) ${conflict}`;
  return { columns, statement: db.prepare<Cell[]>(insert) };
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
  for (const sql of [createTableSql(table, sqlite), ...createIndexesSql(table)]) db.exec(sql);
  db.prepare('INSERT OR REPLACE INTO projection_version (name, version) VALUES (?, ?)').run(name, version);
}
