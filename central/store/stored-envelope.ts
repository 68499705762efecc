import type { Envelope } from '#shared/ledger/envelope.ts';
import type { Transaction } from './postgres.ts';

/** The columns of an envelope as it lies in the ledger, to be selected from `ledger_event`. */
export const envelopeColumns =
  "writer, epoch, seq, hlc, at, day, type, version, body, encode(prev, 'hex') AS prev, encode(hash, 'hex') AS hash";

const pageSize = 2_000;

/** One writer's whole log, page by page, in order. `ledger` is the table's name with its schema. */
export async function* logOf(tx: Transaction, ledger: string, writer: string): AsyncGenerator<Envelope[]> {
  for (let after = 0; ;) {
    const { rows } = await tx.query<Envelope>(
      `SELECT ${envelopeColumns} FROM ${ledger} WHERE writer = $1 AND seq > $2 ORDER BY seq LIMIT ${pageSize}`,
      [writer, after],
    );
    const last = rows.at(-1);
    if (!last) return;
    after = last.seq;
    yield rows;
  }
}

/** How many events there should be in all logs together. `logs` is the name of the table of logs with its schema. */
export async function countEvents(tx: Transaction, logs: string): Promise<number> {
  const { rows } = await tx.query<{ events: number }>(
    `SELECT coalesce(sum(seq), 0)::bigint AS events FROM ${logs}`,
  );
  return rows[0]?.events ?? 0;
}
