import { assert } from '#shared/base/assert.ts';
import { centre } from '#shared/ledger/drawer.ts';
import type { Mark, Stored } from '#shared/sync/protocol.ts';
import type { Transaction } from './postgres.ts';

/** How far a log is stored here, and under which generation of this centre. */
export interface TillLog {
  writer: string;
  epoch: number;
  seq: number;
  hash: string;
  safe: number;
  generation: number;
  state: 'active' | 'revoked' | 'excluded';
  publicKey: string | null;
  epochGiven: number;
  checkedIn: number;
  /** The generation of this centre whose leftovers are cleared away. */
  cleared: number;
  /** Whether tills took in grants that this centre forgot and cannot cover yet. */
  uncovered: boolean;
}

/** Locks a log's row and notes that its writer was heard. Whoever holds it may add to that log. Makes it at first sight. */
export async function touchTill(tx: Transaction, writer: string, now: number): Promise<TillLog> {
  const { rows } = await tx.query<TillLog>({
    name: 'touch-till',
    text: `INSERT INTO till_log (writer, first_seen_at, last_seen_at) VALUES ($1, $2, $2)
     ON CONFLICT (writer) DO UPDATE SET last_seen_at = greatest(till_log.last_seen_at, excluded.last_seen_at)
     RETURNING ${logColumns}`,
    values: [writer, now],
  });
  const [till] = rows;
  assert(till, 'a row that was just written is there');
  return till;
}

const logColumns = `writer, epoch, seq, encode(hash, 'hex') AS hash, safe, (SELECT generation FROM centre), (SELECT cleared FROM centre), (SELECT uncovered FROM centre), state, public_key AS "publicKey",
  epoch_given AS "epochGiven", checked_in AS "checkedIn"`;

/** Locks a till's row if the till was ever paired. */
export async function lockPaired(tx: Transaction, writer: string, now: number): Promise<TillLog | undefined> {
  const { rows } = await tx.query<TillLog>(
    `UPDATE till_log SET last_seen_at = greatest(last_seen_at, $2) WHERE writer = $1 AND public_key IS NOT NULL AND writer <> $3
     RETURNING ${logColumns}`,
    [writer, now, centre],
  );
  return rows[0];
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

/** How far its log is stored, as a till is told. */
export const storedOf = ({ seq, hash, safe, generation }: TillLog): Stored => ({
  stored: { seq, hash },
  safe,
  generation,
});
