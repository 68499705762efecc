import type { Cell, Projection, Row } from '#shared/projections/projection.ts';
import { projections } from '#shared/projections/projections.ts';
import { createTableSql, indexesOf, sqlite } from '#shared/projections/sql.ts';
import type { Db } from './open-database.ts';

/** Rows of one of the centre's read tables, as they are now: columns once, then a list of cells per row. */
export interface KnownRows {
  table: string;
  columns: readonly string[];
  rows: readonly (readonly Cell[])[];
}

const told = projections.filter(({ forTills }) => forTills);

/** What this till knows of the others lies beside its own read tables, under this name. */
export const knownTable = ({ table }: Pick<Projection, 'table'>): string => `known_${table.name}`;

/** What the centre told, row by row. It follows from no log of ours: lost, it is asked for again. */
export interface Known {
  /** Replaces these rows. Part of the caller's transaction. Tables and columns of a newer Tessera are passed over. */
  learn(changes: readonly KnownRows[]): void;
  /**
   * Forgets everything: the centre starts its story over. The indexes go as well: a million rows are learned in a third of the time without
   * them, and no page of them holds the counter up.
   */
  forget(): void;
  /** How many indexes are missing: those that were put off, or that a till did not come to make before it ended. */
  missing(): number;
  /** Makes one of them, which takes a second among a million rows. */
  makeIndex(): void;
}

/** Makes the tables that are missing, or stand in an older shape: those come back empty, `stale`, to be asked for again. */
export function createKnown(db: Db): Known & { stale: boolean } {
  const shapes = new Map(
    db
      .prepare<[], { name: string; sql: string }>(`SELECT name, sql FROM sqlite_schema WHERE type = 'table'`)
      .all()
      .map(({ name, sql }) => [name, sql]),
  );
  const wrong = told.filter((one) => shapes.get(knownTable(one)) !== shapeOf(one));
  for (const one of db.readonly ? [] : wrong) {
    db.exec(`DROP TABLE IF EXISTS ${knownTable(one)}`);
    for (const sql of [shapeOf(one), ...indexesFor(one).map((index) => index.sql)]) db.exec(sql);
  }
  const indexes = told.flatMap(indexesFor);
  const there = db.prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'index'`).pluck();
  const missing = () => {
    const names = new Set(there.all());
    return indexes.filter(({ name }) => !names.has(name));
  };
  const writers = new Map<string, (row: readonly Cell[]) => void>();
  const writerFor = ({ table, columns }: KnownRows) => {
    const name = `${table} ${columns.join()}`;
    const known = writers.get(name) ?? makeWriter(db, table, columns);
    writers.set(name, known);
    return known;
  };
  return {
    stale: wrong.length > 0,
    learn(changes) {
      for (const change of changes) {
        const write = writerFor(change);
        for (const row of change.rows) write(row);
      }
    },
    forget() {
      for (const { name } of indexes) db.exec(`DROP INDEX IF EXISTS ${name}`);
      for (const one of told) db.exec(`DELETE FROM ${knownTable(one)}`);
    },
    missing: () => missing().length,
    makeIndex() {
      const [first] = missing();
      if (first) db.exec(first.sql);
    },
  };
}

const indexesFor = (one: Projection): { name: string; sql: string }[] =>
  indexesOf({ ...one.table, name: knownTable(one) });

const shapeOf = (one: Projection): string => createTableSql({ ...one.table, name: knownTable(one) }, sqlite);

function makeWriter(db: Db, table: string, columns: readonly string[]): (row: readonly Cell[]) => void {
  const projection = told.find((one) => one.table.name === table);
  if (!projection) return () => undefined;
  const { key, columns: others } = projection.table;
  const places = columns.flatMap((column, index) => (column in key || column in others ? [index] : []));
  const names = places.map((place) => columns[place]);
  const insert = db.prepare<Cell[]>(
    `INSERT OR REPLACE INTO ${knownTable(projection)} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
  );
  return (row) => void insert.run(...places.map((place) => row[place] ?? null));
}

/** Rows with their columns named, as the centre's pages carry them. */
export function knownRows(table: string, rows: readonly Row[]): KnownRows {
  const columns = Object.keys(rows[0] ?? {});
  return { table, columns, rows: rows.map((row) => columns.map((column) => row[column] ?? null)) };
}
