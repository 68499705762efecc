import { foldAll, mergeCells, type Entry } from '#shared/projections/fold.ts';
import type { Cell, Projection, Row } from '#shared/projections/projection.ts';
import { projections } from '#shared/projections/projections.ts';

/** A row of a read table, and the transaction that changed it last. */
export interface ToldRow {
  row: Row;
  told: number;
}

/** All read tables of a centre: rows by the text of their key, under the table's name. */
export type MemoryTables = ReadonlyMap<string, Map<string, ToldRow>>;

export const emptyTables = (): MemoryTables =>
  new Map(projections.map(({ table }) => [table.name, new Map()]));

/** The same tables once more: rows are never changed in place, so they are shared. */
export const copyTables = (tables: MemoryTables): MemoryTables =>
  new Map([...tables].map(([name, rows]) => [name, new Map(rows)]));

/** Brings the tables up to date with these entries, as the centre's statement does. */
export function applyEntries(tables: MemoryTables, entries: readonly Entry[], transaction: number): void {
  for (const { projection, rows } of foldAll(projections, entries)) {
    const table = tables.get(projection.table.name);
    for (const row of rows) if (table) applyRow(table, projection, row, transaction);
  }
}

function applyRow(rows: Map<string, ToldRow>, { table }: Projection, change: Row, transaction: number): void {
  const key = keyOf(table.key, change);
  const old = rows.get(key);
  if (old && Object.keys(table.columns).every((column) => !(column in change))) return;
  const next: Record<string, Cell> = {};
  for (const column of Object.keys(table.key)) next[column] = change[column] ?? null;
  for (const [column, { merge }] of Object.entries(table.columns)) {
    const before = old?.row[column] ?? (merge === 'sum' ? 0 : null);
    next[column] = column in change ? mergeCells(merge, before, change[column] ?? null) : before;
  }
  rows.set(key, { row: next, told: transaction });
}

export const keyOf = (key: Readonly<Record<string, unknown>>, row: Row): string =>
  JSON.stringify(Object.keys(key).map((column) => row[column] ?? null));

/** A table as texts that can be compared: each row's cells, in the order of their keys. */
export function dumpTable(tables: MemoryTables, { table }: Projection): string[] {
  const columns = [...Object.keys(table.key), ...Object.keys(table.columns)];
  return [...(tables.get(table.name)?.values() ?? [])]
    .map(({ row }) => JSON.stringify(columns.map((column) => row[column] ?? null)))
    .sort();
}
