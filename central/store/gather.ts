import { type Entry, mergeCells } from '#shared/projections/fold.ts';
import type { Cell, Projection, Row } from '#shared/projections/projection.ts';
import { projections } from '#shared/projections/projections.ts';

/** Rows of one read table that set the same columns, column by column, in the order of their keys. */
export interface Group {
  columns: ReadonlyMap<string, readonly Cell[]>;
}

/**
 * What entries change in each read table, in the order of the register: at most one change per row. The same as `foldAll` says, laid
 * out as a statement takes it: grouped by the `last` columns that are set, for only those tell unset from null; the others are
 * filled with what changes nothing, zero to add and null to compare.
 */
export function gather(entries: readonly Entry[]): { projection: Projection; groups: Group[] }[] {
  const tables = projections.map((projection) => new Gathering(projection));
  for (const { fact, envelope, worked } of entries) {
    const known = worked?.of === projections ? worked.rows : undefined;
    for (let index = 0; index < projections.length; index += 1)
      for (const row of known?.[index] ?? projections[index]?.rowsOf(fact, envelope) ?? [])
        tables[index]?.add(row);
  }
  return projections.map((projection, index) => ({ projection, groups: tables[index]?.groups() ?? [] }));
}

/** Cells, column by column. A row's place is the same in all of them. */
class Gathering {
  readonly #keys: { name: string; cells: Cell[] }[];
  readonly #others: {
    name: string;
    merge: Projection['table']['columns'][string]['merge'];
    bit: number;
    cells: Cell[];
  }[];
  readonly #places = new Map<string, number>();
  /** Which `last` columns each row sets, bit by bit. */
  readonly #set: number[] = [];

  constructor({ table }: Projection) {
    this.#keys = Object.keys(table.key).map((name) => ({ name, cells: [] }));
    let bit = 1;
    this.#others = Object.entries(table.columns).map(([name, { merge }]) => {
      const mine = merge === 'last' ? bit : 0;
      if (merge === 'last') bit *= 2;
      return { name, merge, bit: mine, cells: [] };
    });
  }

  add(row: Row): void {
    let key = '';
    // No text in a key holds this character: what did would not have passed the screening.
    for (const { name } of this.#keys) key += `${row[name]}\0`;
    const place = this.#places.get(key);
    if (place === undefined) this.#append(key, row);
    else this.#mergeInto(place, row);
  }

  #append(key: string, row: Row): void {
    this.#places.set(key, this.#set.length);
    for (const { name, cells } of this.#keys) cells.push(row[name] ?? null);
    let set = 0;
    for (const { name, merge, bit, cells } of this.#others) {
      const cell = row[name];
      if (cell !== undefined) set |= bit;
      cells.push(cell ?? (merge === 'sum' ? 0 : null));
    }
    this.#set.push(set);
  }

  #mergeInto(place: number, row: Row): void {
    for (const { name, merge, bit, cells } of this.#others) {
      const cell = row[name];
      if (cell === undefined) continue;
      this.#set[place] = (this.#set[place] ?? 0) | bit;
      cells[place] = mergeCells(merge, cells[place] ?? null, cell);
    }
  }

  groups(): Group[] {
    const bySet = new Map<number, number[]>();
    for (const key of [...this.#places.keys()].sort()) {
      const place = this.#places.get(key) ?? 0;
      const set = this.#set[place] ?? 0;
      const places = bySet.get(set);
      if (places) places.push(place);
      else bySet.set(set, [place]);
    }
    return [...bySet].map(([set, places]) => {
      const told = this.#others.filter(({ merge, bit }) => merge !== 'last' || (set & bit) > 0);
      const inOrder = (cells: readonly Cell[]) => places.map((place) => cells[place] ?? null);
      return { columns: new Map([...this.#keys, ...told].map(({ name, cells }) => [name, inOrder(cells)])) };
    });
  }
}
