import { assert } from '#shared/base/assert.ts';
import type { Welcome } from '#shared/sync/hello.ts';
import type { Mark } from '#shared/sync/protocol.ts';
import type { Transaction } from './postgres.ts';

/** How far a till's log is stored here. */
export interface TillLog {
  writer: string;
  epoch: number;
  seq: number;
  hash: string;
  safe: number;
  generation: number;
}

/** Locks a till's row, making it at first sight, and notes that the till was heard. Whoever holds it may add to that log. */
export async function touchTill(tx: Transaction, writer: string, now: number): Promise<TillLog> {
  const { rows } = await tx.query<TillLog>(
    `INSERT INTO till_log (writer, first_seen_at, last_seen_at) VALUES ($1, $2, $2)
     ON CONFLICT (writer) DO UPDATE SET last_seen_at = greatest(till_log.last_seen_at, excluded.last_seen_at)
     RETURNING writer, epoch, seq, encode(hash, 'hex') AS hash, safe, (SELECT generation FROM centre)`,
    [writer, now],
  );
  const [till] = rows;
  assert(till, 'a row that was just written is there');
  return till;
}

/** The numbers and hashes we hold of these events of a till. */
export async function storedHash(
  tx: Transaction,
  writer: string,
  of: readonly { seq: number }[],
): Promise<Mark[]> {
  if (of.length === 0) return [];
  const { rows } = await tx.query<Mark>(
    `SELECT seq, encode(hash, 'hex') AS hash FROM ledger_event WHERE writer = $1 AND seq = ANY($2::bigint[]) ORDER BY seq`,
    [writer, of.map(({ seq }) => seq)],
  );
  return rows;
}

/** What a till is told. */
export const welcomeFrom = (
  { seq, hash, safe, generation }: TillLog,
  verdict: Welcome['verdict'],
): Welcome => ({ verdict, stored: { seq, hash }, safe, generation });
