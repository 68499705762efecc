import path from 'node:path';
import Database from 'better-sqlite3';
import type { Day } from '#shared/base/business-time.ts';
import { centre } from '#shared/ledger/drawer.ts';
import { mayGoBelowZero, saleHolder } from '#shared/ledger/holder.ts';
import { lotExpiry, lotOpening } from '#shared/ledger/posting.ts';
import { readEntries } from '#shared/projections/fold.ts';
import { projections } from '#shared/projections/projections.ts';
import { screen } from '#shared/projections/screen.ts';
import type { Cell } from '#shared/projections/projection.ts';
import type { CentreState } from '../centre/centre-state.ts';
import { forgottenGrants } from '../centre/memory-grants.ts';
import { applyEntries, dumpTable, emptyTables } from '../centre/memory-tables.ts';
import type { TillBox } from '../tills/till-box.ts';
import { must } from './failure.ts';
import { netKey, truthKey } from './truth.ts';

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
  const db = new Database(unwatched(box.file), { readonly: true });
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
    if ((state.cleared < state.generation || state.uncovered) && String(row['drawer']).startsWith('transit:'))
      continue;
    must(Number(row['amount']) >= 0, 'no-drawer-below-zero', () => `${place} holds ${String(row['amount'])}`);
  }
}

/** What a restored centre forgot to have granted is written down again once everybody was heard. */
export function checkTransit(state: CentreState): void {
  for (const [place, { row }] of state.tables.get('balances') ?? [])
    must(
      !String(row['drawer']).startsWith('transit:') || Number(row['amount']) >= 0,
      'forgotten-is-written-down',
      () => `${place} holds ${String(row['amount'])}`,
    );
}

/** That every unit sums to zero: what customers hold in all drawers, and the house's accounts with what was risked and lost. */
export function checkSums(state: CentreState): void {
  const sums = new Map<string, number>();
  for (const table of ['balances', 'books'])
    for (const { row } of state.tables.get(table)?.values() ?? [])
      sums.set(String(row['unit']), (sums.get(String(row['unit'])) ?? 0) + Number(row['amount']));
  // In money alone the day book counts what was sold, which is no value of anybody.
  for (const [unit, sum] of sums)
    must(sum === 0 || unit === 'EUR', 'every-unit-sums-to-zero', () => `${unit} sums to ${sum}`);
}

/** What customers hold by the centre's tables, all drawers together, less what they owe; the right to refund is another matter. */
export function heldByCentre(state: CentreState): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { row } of state.tables.get('balances')?.values() ?? []) {
    if (String(row['holder']).startsWith('sale:')) continue;
    const key = netKey(truthKey(String(row['holder']), String(row['unit'])));
    sums.set(key, (sums.get(key) ?? 0) + Number(row['amount']));
  }
  return sums;
}

/**
 * Nobody was repaid more than they owed. When all is quiet every debt stands at the centre, and only while its member has nothing
 * there that is good and could repay it.
 */
export function checkDebts(state: CentreState, day: Day): void {
  const rows = [...(state.tables.get('balances')?.values() ?? [])].map(({ row }) => row);
  for (const row of rows) {
    const [holder, unit, drawer] = [row['holder'], row['unit'], row['drawer']].map(String) as [
      string,
      string,
      string,
    ];
    if (!holder.startsWith('debt:') || row['amount'] === 0) continue;
    must(
      Number(row['amount']) < 0,
      'debt-is-paid-once',
      () => `${holder} is owed ${String(row['amount'])} at ${drawer}`,
    );
    must(drawer === centre, 'debt-comes-to-the-centre', () => `${holder} still owes at ${drawer}`);
    const wallet = holder.replace('debt:', 'wallet:');
    // What a grant waits for that was forgotten with a till that was given up pays for nothing else.
    if (state.uncovered && forgottenGrants(state).some((one) => one.holder === wallet && one.unit === unit))
      continue;
    const idle = rows.find(
      (one) =>
        one['holder'] === wallet &&
        one['unit'] === unit &&
        one['drawer'] === centre &&
        Number(one['amount']) > 0 &&
        (lotExpiry(String(one['lot'])) ?? day) >= day &&
        lotOpening(String(one['lot'])) <= day,
    );
    must(!idle, 'debt-is-paid', () => `${holder} owes, and has ${String(idle?.['amount'])} at the centre`);
  }
}

/** What is left of the right to refund is what cashiers were told. */
export function checkRights(state: CentreState, left: ReadonlyMap<string, number>): void {
  const rows = [...(state.tables.get('balances')?.values() ?? [])].map(({ row }) => row);
  for (const [saleId, minor] of left) {
    const here = rows
      .filter(({ holder }) => holder === saleHolder(saleId))
      .reduce((sum, { amount }) => sum + Number(amount), 0);
    must(here === minor, 'right-is-true', () => `${saleId} may bring back ${here}, people say ${minor}`);
  }
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

/**
 * The same file under another name. Whoever judges a world is no till: no power is cut while they look (see world/disk.ts, which knows a
 * disk by the name under which its till opens it).
 */
const unwatched = (file: string): string => `${path.dirname(file)}/./${path.basename(file)}`;

/** The ids of all sales that a till's disk holds. */
export function salesOnDisk(file: string): string[] {
  return idsOnDisk(file, 'SELECT sale_id FROM sales');
}

/** Every refund in the file of a till. */
export const returnsOnDisk = (file: string): string[] => idsOnDisk(file, 'SELECT reversal_id FROM reversals');

function idsOnDisk(file: string, sql: string): string[] {
  const db = new Database(unwatched(file), { readonly: true });
  try {
    return db.prepare<[], string>(sql).pluck().all();
  } finally {
    db.close();
  }
}

/** Every refund in the centre's logs. */
export const returnsAtCentre = (state: CentreState): Set<string> =>
  new Set(
    [...(state.tables.get('reversals')?.values() ?? [])]
      .filter(({ row }) => row['writer'] !== null)
      .map(({ row }) => String(row['reversal_id'])),
  );

/** The refunds that stand in the centre's copy as ones without the right to them. */
export const atRisk = (state: CentreState): string[] =>
  [...(state.tables.get('reversals')?.values() ?? [])]
    .filter(({ row }) => row['provisional'] === 1)
    .map(({ row }) => String(row['reversal_id']));
