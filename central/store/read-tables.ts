import type { Envelope } from '#shared/ledger/envelope.ts';
import { type Entry, foldAll } from '#shared/projections/fold.ts';
import { balances } from '#shared/projections/balances/balances.projection.ts';
import type { Cell, Projection, Row } from '#shared/projections/projection.ts';
import { projections } from '#shared/projections/projections.ts';
import { createTableSql, onConflictSql, postgres as dialect } from '#shared/projections/sql.ts';
import { briefly, type Poison, screen } from '#shared/projections/screen.ts';
import { isUnfitData, type Transaction } from './postgres.ts';

/** Puts a value into a statement and answers its place, `$1`, `$2` ... */
export type Bind = (value: unknown) => string;

/** A statement in the making: its values in the order of their places. */
export function binder(): { bind: Bind; values: unknown[] } {
  const values: unknown[] = [];
  return { values, bind: (value) => `$${values.push(value)}` };
}

/**
 * The INSERTs that bring every read table up to date with these events, one per table wherever possible. Rows stand in the
 * order of their keys and tables in the order of their register, so that two tills never wait for each other in a circle.
 */
export function upsertsOf(entries: readonly Entry[], bind: Bind, transitMayLack = true): Upsert[] {
  return foldAll(projections, entries).flatMap(({ projection, rows }) =>
    [...sameColumns(projection, rows).values()].map((group) => {
      const sql = upsertOf(projection, group, bind);
      if (projection !== balances || !group.some(({ amount }) => Number(amount) < 0)) return { sql };
      return {
        sql: `${sql} RETURNING holder, drawer, amount`,
        overdrawn: `amount < 0 AND holder NOT LIKE 'debt:%'${transitMayLack ? " AND drawer NOT LIKE 'transit:%'" : ''}`,
      };
    }),
  );
}

/** A statement that updates a read table; `overdrawn` is true of those rows it returns that took more than there was. */
export interface Upsert {
  sql: string;
  overdrawn?: string;
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

function upsertOf(projection: Projection, rows: readonly Row[], bind: Bind): string {
  const { table } = projection;
  const kinds = { ...table.key, ...mapValues(table.columns, ({ type }) => type) };
  const columns = Object.keys(kinds).filter((name) => name in (rows[0] ?? {}));
  const arrays = columns.map((name) => {
    const cells = rows.map((row): Cell => row[name] ?? null);
    return `${bind(cells)}::${kinds[name] === 'integer' ? 'bigint' : 'text'}[]`;
  });
  return `INSERT INTO ${table.name} (${columns.join(', ')}) SELECT * FROM unnest(${arrays.join(', ')}) ${onConflictSql(table, columns, dialect)}${tellAgain(projection, columns)}`;
}

const mapValues = <V, W>(record: Readonly<Record<string, V>>, map: (value: V) => W): Record<string, W> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));

/** Empty read tables in whatever schema stands first in the search path. */
export async function createReadTables(tx: Transaction): Promise<void> {
  for (const { table, forTills } of projections) {
    await tx.query(createTableSql(table, dialect));
    if (!forTills) continue;
    const key = Object.keys(table.key).join(', ');
    // The transaction that changed a row last: the story is paged by it, for no other number tells what a reader may have overtaken.
    await tx.query(`ALTER TABLE ${table.name} ADD COLUMN told xid8 NOT NULL DEFAULT pg_current_xact_id()`);
    await tx.query(`CREATE INDEX ${table.name}_told ON ${table.name} (told, ${key})`);
  }
  for (const sql of lookedUp) await tx.query(sql);
}

/** What the centre looks up beyond a read table's key: grants to be told to a till, risks to be covered, value to be placed. */
const lookedUp = [
  'CREATE INDEX grants_of_till ON grants (till, generation, number)',
  'CREATE INDEX grants_on_the_way ON grants (generation) WHERE accepted_at IS NULL AND cancelled_at IS NULL',
  "CREATE INDEX balances_suspended ON balances (drawer) WHERE drawer >= 'suspense:' AND drawer < 'suspense;'",
  'CREATE INDEX reversals_faulty ON reversals (day) WHERE fault IS NOT NULL',
  'CREATE INDEX reversals_of_sale ON reversals (sale_id)',
  "CREATE INDEX balances_owed ON balances (holder) WHERE amount < 0 AND holder >= 'debt:' AND holder < 'debt;'",
  'CREATE INDEX risks_open ON risks (risk_id) WHERE amount > covered + written_off',
  "CREATE INDEX balances_of_centre ON balances (holder, unit, lot) WHERE drawer = 'centre' AND amount > 0",
];

/** A row that changed is told again. One that only has a key never changes. */
const tellAgain = ({ forTills, table }: Projection, columns: readonly string[]): string =>
  forTills && columns.some((column) => !(column in table.key)) ? ', told = pg_current_xact_id()' : '';

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

/** Answers whether some drawer now holds less than nothing. */
async function upsert(tx: Transaction, entries: readonly Entry[], transitMayLack = true): Promise<boolean> {
  const { bind, values } = binder();
  const upserts = upsertsOf(entries, bind, transitMayLack);
  const parts = upserts.map(({ sql }, index) => `part_${index} AS (${sql})`);
  if (parts.length === 0) return false;
  const lacking = upserts.flatMap(({ overdrawn }, index) =>
    overdrawn ? [`EXISTS (SELECT FROM part_${index} WHERE ${overdrawn})`] : [],
  );
  const { rows } = await tx.query<{ overdrawn: boolean }>(
    `WITH ${parts.join(', ')} SELECT ${lacking.join(' OR ') || 'false'} AS overdrawn`,
    values,
  );
  return rows[0]?.overdrawn === true;
}
