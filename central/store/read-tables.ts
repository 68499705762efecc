import type { Envelope } from '#shared/ledger/envelope.ts';
import { type Entry, foldAll } from '#shared/projections/fold.ts';
import { balances } from '#shared/projections/balances/balances.projection.ts';
import type { Cell, Projection, Row } from '#shared/projections/projection.ts';
import { projections } from '#shared/projections/projections.ts';
import { createTableSql, onConflictSql, postgres as dialect } from '#shared/projections/sql.ts';
import { briefly, type Poison, screen } from '#shared/projections/screen.ts';
import { arrayText } from './array-text.ts';
import { isUnfitData, type Transaction } from './postgres.ts';
import { createNotes, noteSql } from './story-notes.ts';

/** Puts a value into a statement and answers its place, `$1`, `$2` ... */
export type Bind = (value: unknown) => string;

/** A statement in the making: its values in the order of their places. */
export function binder(): { bind: Bind; values: unknown[] } {
  const values: unknown[] = [];
  return { values, bind: (value) => `$${values.push(value)}` };
}

/** How read tables are brought up to date. */
export interface Upserting {
  /** What is on the way may lie below zero. */
  transitMayLack: boolean;
  /** Whether what changed is noted for the story. */
  tell: boolean;
}

/** Parts of a WITH, and conditions over them: each is true when a drawer was left with less than nothing. */
export interface Upserts {
  parts: string[];
  overdrawn: string[];
}

/**
 * The INSERTs that bring every read table up to date with these events, one per table wherever possible. Rows stand in the
 * order of their keys and tables in the order of their register, so that two tills never wait for each other in a circle.
 */
export function upsertsOf(
  entries: readonly Entry[],
  bind: Bind,
  { transitMayLack, tell }: Upserting,
): Upserts {
  const upserts: Upserts = { parts: [], overdrawn: [] };
  for (const { projection, rows } of foldAll(projections, entries)) {
    const { name, key } = projection.table;
    const groups = [...sameColumns(projection, rows).values()];
    for (const [index, group] of groups.entries()) {
      const part = `${name}_${index}`;
      const arrays = arraysOf(projection, group, bind);
      const guarded = projection === balances && group.some(({ amount }) => Number(amount) < 0);
      const returning = guarded ? ' RETURNING holder, drawer, amount' : '';
      upserts.parts.push(`${part} AS (${upsertOf(projection, arrays)}${returning})`);
      const keys = Object.keys(key).map((column) => arrays.get(column) ?? '');
      if (tell && projection.forTills) upserts.parts.push(`${part}_told AS (${noteSql(projection, keys)})`);
      if (!guarded) continue;
      const lacking = `amount < 0 AND holder NOT LIKE 'debt:%'${transitMayLack ? " AND drawer NOT LIKE 'transit:%'" : ''}`;
      upserts.overdrawn.push(`EXISTS (SELECT FROM ${part} WHERE ${lacking})`);
    }
  }
  return upserts;
}

/**
 * Rows grouped by the `last` columns they set, for only those tell unset from null. The others are filled with what changes
 * nothing: zero to add, null to compare.
 */
function sameColumns({ table }: Projection, rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  const keys = Object.keys(table.key);
  const columns = Object.entries(table.columns);
  const nothing = Object.fromEntries(
    columns
      .filter(([, { merge }]) => merge !== 'last')
      .map(([name, { merge }]) => [name, merge === 'sum' ? 0 : null]),
  );
  for (const row of rows) {
    const told = columns.filter(([name, { merge }]) => merge === 'last' && name in row).map(([name]) => name);
    const group = groups.get(told.join()) ?? [];
    groups.set(told.join(), group);
    group.push({ ...nothing, ...row });
  }
  for (const group of groups.values()) group.sort((a, b) => byKey(keys, a, b));
  return groups;
}

function byKey(keys: readonly string[], a: Row, b: Row): number {
  for (const key of keys) {
    const [one, other] = [a[key] ?? '', b[key] ?? ''];
    if (one !== other) return one < other ? -1 : 1;
  }
  return 0;
}

/** The columns that these rows set, each with its values as an array in the statement. */
function arraysOf({ table }: Projection, rows: readonly Row[], bind: Bind): Map<string, string> {
  const kinds = { ...table.key, ...mapValues(table.columns, ({ type }) => type) };
  const columns = Object.keys(kinds).filter((name) => name in (rows[0] ?? {}));
  return new Map(
    columns.map((name) => {
      const cells = rows.map((row): Cell => row[name] ?? null);
      return [name, `${bind(arrayText(cells))}::${kinds[name] === 'integer' ? 'bigint' : 'text'}[]`];
    }),
  );
}

function upsertOf({ table }: Projection, arrays: ReadonlyMap<string, string>): string {
  const columns = [...arrays.keys()];
  return `INSERT INTO ${table.name} (${columns.join(', ')}) SELECT * FROM unnest(${[...arrays.values()].join(', ')}) ${onConflictSql(table, columns, dialect)}`;
}

const mapValues = <V, W>(record: Readonly<Record<string, V>>, map: (value: V) => W): Record<string, W> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));

/** Empty read tables in whatever schema stands first in the search path. */
export async function createReadTables(tx: Transaction): Promise<void> {
  for (const projection of projections) {
    // Room on each page for rows that change: they stay on it, and no index has to follow.
    await tx.query(`${createTableSql(projection.table, dialect)} WITH (fillfactor = 70)`);
    if (projection.forTills) await createNotes(tx, projection);
  }
  for (const sql of lookedUp) await tx.query(sql);
}

/**
 * What the centre looks up beyond a read table's key: grants to be told to a till, risks to be covered, value to be placed. None on a
 * balance's amount: a row whose indexed columns stay is updated in its place.
 */
const lookedUp = [
  'CREATE INDEX grants_of_till ON grants (till, generation, number)',
  'CREATE INDEX grants_on_the_way ON grants (generation) WHERE accepted_at IS NULL AND cancelled_at IS NULL',
  "CREATE INDEX balances_suspended ON balances (drawer) WHERE drawer >= 'suspense:' AND drawer < 'suspense;'",
  'CREATE INDEX reversals_faulty ON reversals (day) WHERE fault IS NOT NULL',
  'CREATE INDEX reversals_waiting ON reversals (day) WHERE provisional = 1 AND settled IS NULL',
  'CREATE INDEX reversals_of_sale ON reversals (sale_id)',
  'CREATE INDEX sales_of_member ON sales (wallet_id, day) WHERE wallet_id IS NOT NULL',
  'CREATE INDEX risks_open ON risks (risk_id) WHERE amount > covered + written_off',
  "CREATE INDEX balances_of_centre ON balances (holder, unit, lot) WHERE drawer = 'centre'",
];

/** Projects events into the read tables. Those that cannot be are answered, and have changed nothing. */
export async function project(tx: Transaction, envelopes: readonly Envelope[]): Promise<Poison[]> {
  const { sound, poison } = screen(envelopes);
  await tx.query('SAVEPOINT whole');
  try {
    await upsert(tx, sound);
    await tx.query('RELEASE SAVEPOINT whole');
    return poison;
  } catch (error) {
    if (!isUnfitData(error)) throw error;
    await tx.query('ROLLBACK TO SAVEPOINT whole');
    return [...poison, ...(await projectEach(tx, sound))];
  }
}

/**
 * The slow way, when PostgreSQL would not take the whole: event by event, leaving out those it refuses, and, if `guarded` says so,
 * those that take more than there is.
 */
export async function projectEach(
  tx: Transaction,
  entries: readonly Entry[],
  guarded?: { transitMayLack: boolean },
): Promise<Poison[]> {
  const refused: Poison[] = [];
  for (const entry of entries) {
    await tx.query('SAVEPOINT one');
    try {
      const overdrawn = await upsert(tx, [entry], guarded?.transitMayLack);
      await tx.query(overdrawn && guarded ? 'ROLLBACK TO SAVEPOINT one' : 'RELEASE SAVEPOINT one');
      if (overdrawn && guarded)
        refused.push({
          envelope: entry.envelope,
          reason: 'It takes more out of a drawer than lies in it.',
          overdrawn,
        });
    } catch (error) {
      if (!isUnfitData(error)) throw error;
      await tx.query('ROLLBACK TO SAVEPOINT one');
      refused.push({ envelope: entry.envelope, reason: briefly(error) });
    }
  }
  return refused;
}

/** Answers whether some drawer now holds less than nothing. Leaves the story alone. */
async function upsert(tx: Transaction, entries: readonly Entry[], transitMayLack = true): Promise<boolean> {
  const { bind, values } = binder();
  const { parts, overdrawn } = upsertsOf(entries, bind, { transitMayLack, tell: false });
  if (parts.length === 0) return false;
  const { rows } = await tx.query<{ overdrawn: boolean }>(
    `WITH ${parts.join(', ')} SELECT ${overdrawn.join(' OR ') || 'false'} AS overdrawn`,
    values,
  );
  return rows[0]?.overdrawn === true;
}
