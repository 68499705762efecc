import pg from 'pg';
import { assert } from '#shared/base/assert.ts';
import { Trouble } from '#shared/base/trouble.ts';

/** A connection inside a transaction. */
export type Transaction = pg.PoolClient;

/** How a transaction begins, and which outcomes are worth keeping: all, unless `keep` says otherwise. */
export interface TransactionKind<T> {
  begin?: string;
  keep?: (outcome: T) => boolean;
}

/** The one PostgreSQL of this centre. */
export interface Postgres {
  /** One statement by itself. */
  query<R extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<R[]>;
  /**
   * Everything or nothing. Tried again when PostgreSQL had to choose between two, so `work` must have no effect but on the
   * database.
   */
  transaction<T>(work: (tx: Transaction) => Promise<T>, how?: TransactionKind<T>): Promise<T>;
  close(): Promise<void>;
}

/** 64-bit whole numbers come as numbers, and never as wrong ones. */
function parseInt8(text: string): number {
  const value = Number(text);
  assert(Number.isSafeInteger(value), `${text} is too large to be counted exactly`);
  return value;
}

const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    oid === pg.types.builtins.INT8 && format !== 'binary'
      ? parseInt8
      : (pg.types.getTypeParser(oid, format) as (text: string) => unknown),
};

/** Connects to a database and checks that it is one we can use. */
export async function connectPostgres(url: string, log: (line: string) => void): Promise<Postgres> {
  const pool = openPool(url);
  // A connection that breaks while nobody uses it is replaced by the next one; the request that needs it says so.
  pool.on('error', (error) => log(`database: ${error.message}`));
  try {
    const answer = await withTrouble(() => pool.query<{ version: string }>('SHOW server_version_num'));
    await requireModern(pool, Number(Object.values(answer.rows[0] ?? {})[0]));
    for (const setting of await forgetful(pool)) log(sentenceOn(setting));
  } catch (error) {
    await pool.end();
    throw error;
  }
  return {
    query: (text, values = []) =>
      withTrouble(async () => (await pool.query<pg.QueryResultRow>(text, [...values])).rows as never),
    transaction: (work, how = {}) => withTrouble(() => transact(pool, work, how)),
    close: () => pool.end(),
  };
}

function openPool(url: string): pg.Pool {
  try {
    const { protocol } = new URL(url);
    if (!/^postgres(ql)?:$/.test(protocol)) throw new Error('it does not begin with postgresql://');
    return new pg.Pool({
      connectionString: url,
      max: 12,
      types,
      application_name: 'tessera-centre',
      connectionTimeoutMillis: 5_000,
      statement_timeout: 30_000,
      idle_in_transaction_session_timeout: 30_000,
    });
  } catch (error) {
    throw new Trouble('BAD_DATABASE_URL', `DATABASE_URL cannot be used: ${String(error)}`);
  }
}

async function requireModern(pool: pg.Pool, version: number): Promise<void> {
  if (version >= 150_000) return;
  const { rows } = await pool.query<{ server_version: string }>('SHOW server_version');
  const text = `Tessera needs PostgreSQL 15 or later and this is ${rows[0]?.server_version}.`;
  throw new Trouble('OTHER_POSTGRES', text);
}

/** With which of its settings this PostgreSQL confirms what is not on disk yet: somebody else's server, database or role may have them. */
async function forgetful(pool: pg.Pool): Promise<string[]> {
  const { rows } = await withTrouble(() =>
    pool.query<{ name: string }>(
      `SELECT name FROM pg_settings WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit') AND setting = 'off' ORDER BY name`,
    ),
  );
  return rows.map(({ name }) => name);
}

const sentenceOn = (setting: string): string =>
  `database: ${setting} is off, so what tills are told is stored may be lost when the power goes. Turn it on for this database.`;

const attempts = 8;

async function transact<T>(
  pool: pg.Pool,
  work: (tx: Transaction) => Promise<T>,
  { begin = 'BEGIN', keep = () => true }: TransactionKind<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const tx = await pool.connect();
    let broken: Error | undefined;
    const onBreak = (error: Error) => (broken = error);
    tx.on('error', onBreak);
    try {
      await tx.query(begin);
      const outcome = await work(tx);
      await tx.query(keep(outcome) ? 'COMMIT' : 'ROLLBACK');
      return outcome;
    } catch (error) {
      await tx.query('ROLLBACK').catch((failed: Error) => (broken = failed));
      if (!isCollision(error) || attempt === attempts) throw error;
    } finally {
      tx.off('error', onBreak);
      tx.release(broken);
    }
  }
}

const stateOf = (error: unknown): string => (error instanceof pg.DatabaseError ? (error.code ?? '') : '');

/** Serialization failure or deadlock: nobody's fault, and the next try succeeds. */
const isCollision = (error: unknown): boolean => ['40001', '40P01'].includes(stateOf(error));

/** The data itself does not fit: a value out of range, a text no column or index takes, a broken constraint. */
export const isUnfitData = (error: unknown): boolean => /^(22|23|54)/.test(stateOf(error));

/** A statement of ours is wrong: trying again is no use, and nobody is served by hiding it as an outage. */
const isOurMistake = (error: unknown): boolean => isUnfitData(error) || /^(42|0A)/.test(stateOf(error));

/** Errors that are thrown inside a transaction and are no fault of the database. */
const ours = ['BrokenPromise', 'TypeError', 'ZodError', 'Overdrawn'];

async function withTrouble<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Error) || error instanceof Trouble || isOurMistake(error)) throw error;
    if (ours.includes(error.name)) throw error;
    const refused = /^(28|3D)/.test(stateOf(error));
    const text = `The database does not answer: ${error.message || String(error)}`;
    throw new Trouble(refused ? 'BAD_DATABASE_URL' : 'UNAVAILABLE', text, refused ? 'never' : 'soon', {
      cause: error,
    });
  }
}
