import Database from 'better-sqlite3';
import { mayGoBelowZero } from '#shared/ledger/holder.ts';
import { readEntries } from '#shared/projections/fold.ts';
import { projections } from '#shared/projections/projections.ts';
import { screen } from '#shared/projections/screen.ts';
import type { Cell } from '#shared/projections/projection.ts';
import type { CentreState } from '../centre/centre-state.ts';
import { applyEntries, dumpTable, emptyTables } from '../centre/memory-tables.ts';
import type { TillBox } from '../tills/till-box.ts';
import { must } from './failure.ts';

/** Every box's own promises: chain, read tables, drawers; and that the centre has its log, event by event. */
export function checkTill(box: TillBox, state: CentreState): void {
  const { store } = box.life() ?? {};
  must(store !== undefined, 'all-run', () => `${box.name} does not run`);
  if (!store) return;
  const { faults } = store.verify();
  must(faults.length === 0, 'till-verifies', () => `${box.name}: ${faults.join('; ')}`);
  const head = store.head();
  const stored = state.logs.get(store.writer);
  must(
    stored?.seq === head.seq && stored.hash === head.hash,
    'logs-agree',
    () => `${box.name} ends at ${head.seq}, the centre has ${stored?.seq ?? 0}`,
  );
}

/** The centre's read tables are what follows from its logs, in whatever order they are read. */
export function checkTables(state: CentreState): void {
  const rebuilt = emptyTables();
  const logs = [...state.logs].sort(([one], [other]) => (one < other ? 1 : -1));
  for (const [, { envelopes }] of logs) {
    const sound = screen(envelopes).sound.filter(
      ({ envelope }) => !state.setAside.has(`${envelope.writer} ${envelope.seq}`),
    );
    applyEntries(rebuilt, sound, 1);
  }
  for (const projection of projections) {
    const [kept, anew] = [dumpTable(state.tables, projection), dumpTable(rebuilt, projection)];
    must(
      kept.length === anew.length && kept.every((row, index) => row === anew[index]),
      'tables-equal-rebuild',
      () => `${projection.name}: ${kept.find((row, index) => row !== anew[index]) ?? 'fewer rows'}`,
    );
  }
}

/** What a till was told of the others is what the centre knows of them, row by row. */
export function checkKnown(box: TillBox, state: CentreState): void {
  const writer = box.life()?.store.writer ?? '';
  const db = new Database(box.file, { readonly: true });
  try {
    for (const projection of projections.filter(({ forTills }) => forTills)) {
      const { table } = projection;
      const columns = [...Object.keys(table.key), ...Object.keys(table.columns)];
      const known = new Set(
        (
          db.prepare(`SELECT ${columns.join(', ')} FROM known_${table.name}`).all() as Record<string, Cell>[]
        ).map((row) => JSON.stringify(columns.map((column) => row[column] ?? null))),
      );
      const rows = [...(state.tables.get(table.name)?.values() ?? [])]
        .map(({ row }) => row)
        .filter((row) => !('drawer' in table.key && row['drawer'] === writer));
      for (const row of rows) {
        const text = JSON.stringify(columns.map((column) => row[column] ?? null));
        must(known.has(text), 'story-is-whole', () => `${box.name} was not told ${table.name} ${text}`);
      }
      must(known.size === rows.length, 'story-is-true', () => `${box.name} knows too much of ${table.name}`);
    }
  } finally {
    db.close();
  }
}

/**
 * No customer's drawer is below zero, in the rows that were touched. What is on the way may be, until a restored centre has written
 * down again what it forgot to have granted.
 */
export function checkNothingOverdrawn(state: CentreState, places: Iterable<string>): void {
  const rows = state.tables.get('balances');
  for (const place of places) {
    const row = rows?.get(place)?.row;
    if (!row || mayGoBelowZero(String(row['holder']))) continue;
    if (state.cleared < state.generation && String(row['drawer']).startsWith('transit:')) continue;
    must(Number(row['amount']) >= 0, 'no-drawer-below-zero', () => `${place} holds ${String(row['amount'])}`);
  }
}

/** What customers hold by the centre's tables, all drawers together. */
export function heldByCentre(state: CentreState): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { row } of state.tables.get('balances')?.values() ?? []) {
    const key = `${String(row['holder'])} ${String(row['unit'])}`;
    sums.set(key, (sums.get(key) ?? 0) + Number(row['amount']));
  }
  return sums;
}

/** The ids of all sales in the centre's logs; a broken rule if one is there twice. */
export function salesAtCentre(state: CentreState): Set<string> {
  const found = new Set<string>();
  for (const { envelopes } of state.logs.values()) {
    for (const { fact } of readEntries(envelopes.filter(({ type }) => type === 'SaleRecorded'))) {
      if (fact.type !== 'SaleRecorded') continue;
      const { saleId } = fact.body;
      must(!found.has(saleId), 'sale-once', () => `${saleId} stands twice in the centre's logs`);
      found.add(saleId);
    }
  }
  return found;
}

/** What tills gave out of nothing, of whose value, and how much of it is open. */
export function risksAtCentre(state: CentreState): Map<string, { taken: number; open: number }> {
  const sums = new Map<string, { taken: number; open: number }>();
  for (const { row } of state.tables.get('risks')?.values() ?? []) {
    const key = `${String(row['holder'])} ${String(row['unit'])}`;
    const { taken, open } = sums.get(key) ?? { taken: 0, open: 0 };
    const amount = Number(row['amount']);
    const settled = Number(row['covered']) + Number(row['written_off']);
    sums.set(key, { taken: taken + amount, open: open + amount - settled });
  }
  return sums;
}

/** The ids of all sales that a till's disk holds. */
export function salesOnDisk(file: string): string[] {
  const db = new Database(file, { readonly: true });
  try {
    return db.prepare<[], string>('SELECT sale_id FROM sales').pluck().all();
  } finally {
    db.close();
  }
}
