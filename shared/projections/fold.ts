import { assert } from '../base/assert.ts';
import { factOf, type Envelope } from '../ledger/envelope.ts';
import type { Fact } from '../ledger/events.ts';
import type { Cell, Merge, Projection, ReadTable, Row } from './projection.ts';

/** What envelopes change in one read table: at most one change per row. */
export interface Folded {
  projection: Projection;
  rows: Row[];
}

/** An envelope that has been read: what was written down, and what it says. */
export interface Entry {
  envelope: Envelope;
  fact: Fact;
  /** What it changes, table by table in the order of `of`, if somebody worked it out already. */
  worked?: { of: readonly Projection[]; rows: readonly (readonly Row[])[] };
}

/** Reads envelopes; those that only a newer Tessera understands are passed over. */
export const readEntries = (envelopes: readonly Envelope[]): Entry[] =>
  envelopes.flatMap((envelope) => {
    const fact = factOf(envelope);
    return fact ? [{ envelope, fact }] : [];
  });

/** The changes that entries make to each read table: what follows of many is merged into one per row. */
export function foldAll(projections: readonly Projection[], entries: readonly Entry[]): Folded[] {
  return projections.map((projection, index) => {
    const rows: Row[] = [];
    for (const { fact, envelope, worked } of entries) {
      const made = worked?.of === projections ? worked.rows[index] : projection.rowsOf(fact, envelope);
      for (const row of made ?? []) rows.push(row);
    }
    return { projection, rows: rows.length < 2 ? rows : merged(projection, rows) };
  });
}

/** The same for a single read table, of envelopes not yet read. */
export const foldRows = (projection: Projection, envelopes: readonly Envelope[]): Row[] =>
  foldAll([projection], readEntries(envelopes))[0]?.rows ?? [];

function merged({ table }: Projection, rows: readonly Row[]): Row[] {
  const columns = Object.keys(table.key);
  const byKey = new Map<string, Record<string, Cell>>();
  for (const row of rows) {
    let name = '';
    // No text in a key holds this character: what did would not have passed the screening.
    for (const column of columns) name += `${row[column]}\0`;
    const known = byKey.get(name);
    if (known) mergeInto(known, table, row);
    else byKey.set(name, { ...row });
  }
  return [...byKey.values()];
}

function mergeInto(known: Record<string, Cell>, { columns }: ReadTable, row: Row): void {
  for (const [column, value] of Object.entries(row)) {
    const merge = columns[column]?.merge;
    if (!merge) continue;
    known[column] = column in known ? mergeCells(merge, known[column] ?? null, value) : value;
  }
}

/** One column's old and new value become one. Null never wins over a value, except that `last` is as it is told. */
export function mergeCells(merge: Merge, old: Cell, next: Cell): Cell {
  if (merge === 'last') return next;
  if (old === null || next === null) return old ?? next;
  if (merge === 'sum') {
    assert(typeof old === 'number' && typeof next === 'number', 'only numbers are summed');
    return old + next;
  }
  return next > old === (merge === 'max') ? next : old;
}
