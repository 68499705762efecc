import type { Envelope } from '../ledger/envelope.ts';
import type { Fact } from '../ledger/events.ts';

/** A value in a read table: whole numbers and texts, so that both engines store the same. */
export type Cell = string | number | null;

/**
 * How a column takes a new value: `sum` adds, `max` and `min` keep the larger or smaller (texts by code unit; null yields),
 * `last` replaces. The first three do not care for order, so tills and centre agree however events arrive; `last` is for
 * columns that only one writer ever sets.
 */
export type Merge = 'sum' | 'max' | 'min' | 'last';

/** A column of a read table. `sum` starts at 0, the others at null. */
export interface Column {
  type: 'text' | 'integer';
  merge: Merge;
}

/** A read table: what it is called, which columns name a row, and how the others take new values. */
export interface ReadTable {
  name: string;
  key: Readonly<Record<string, Column['type']>>;
  columns: Readonly<Record<string, Column>>;
  /** Columns by which a till looks rows up, beside their key. */
  lookedUpBy?: readonly string[];
}

/** One change to a read table: all key columns, and those others that the fact says something about. */
export type Row = Readonly<Record<string, Cell>>;

/**
 * A read table and how it follows from the ledger. To add one: a folder `projections/<name>/` and a line in projections.ts.
 * It is rebuilt from the ledger by every till and by the centre when `version` rises; it holds nothing that is not there.
 */
export interface Projection {
  name: string;
  /** Raise it to have every till and the centre rebuild this table from the ledger. */
  version: number;
  /** Whether the centre tells the tills its rows, so that they know what others did. */
  forTills: boolean;
  table: ReadTable;
  /** What a fact changes. Pure; no clock, no reading. */
  rowsOf(fact: Fact, envelope: Envelope): Row[];
}
