import type { Envelope } from '#shared/ledger/envelope.ts';
import type { Entry } from '#shared/projections/fold.ts';
import { balances } from '#shared/projections/balances/balances.projection.ts';
import type { Projection } from '#shared/projections/projection.ts';
import { projections } from '#shared/projections/projections.ts';
import { createTableSql, onConflictSql, postgres as dialect } from '#shared/projections/sql.ts';
import { briefly, type Poison, screen } from '#shared/projections/screen.ts';
import { arrayText } from './array-text.ts';
import { gather, type Group } from './gather.ts';
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
  for (const { projection, groups } of gather(entries)) {
    const { name, key } = projection.table;
    for (const [nth, { columns }] of groups.entries()) {
      const part = `${name}_${nth}`;
      const arrays = arraysOf(projection, columns, bind);
      const guarded = projection === balances && columns.get('amount')?.some((amount) => Number(amount) < 0);
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

/** Each of these columns as an array in the statement. */
function arraysOf({ table }: Projection, columns: Group['columns'], bind: Bind): Map<string, string> {
  const arrays = new Map<string, string>();
  for (const [name, cells] of columns) {
    const kind = table.key[name] ?? table.columns[name]?.type;
    arrays.set(name, `${bind(arrayText(cells))}::${kind === 'integer' ? 'bigint' : 'text'}[]`);
  }
  return arrays;
}

function upsertOf({ table }: Projection, arrays: ReadonlyMap<string, string>): string {
  const columns = [...arrays.keys()];
  return `INSERT INTO ${table.name} (${columns.join(', ')}) SELECT * FROM unnest(${[...arrays.values()].join(', ')}) ${onConflictSql(table, columns, dialect)}`;
}

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
