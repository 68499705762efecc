import type { Envelope } from '#shared/ledger/envelope.ts';
import { batchEvents, type LogPage } from '#shared/sync/protocol.ts';
import type { Postgres } from './postgres.ts';
import { envelopeColumns } from './stored-envelope.ts';

/** A page of a till's own log as we have it, for one that finds out that it is a copy. */
export async function logAfter(postgres: Postgres, writer: string, after: number): Promise<LogPage> {
  const envelopes = await postgres.query<Envelope>(
    `SELECT ${envelopeColumns} FROM ledger_event WHERE writer = $1 AND seq > $2 ORDER BY seq LIMIT ${batchEvents}`,
    [writer, after],
  );
  return { envelopes, more: envelopes.length === batchEvents };
}

/** The next epoch of a till. Each is given once, so that two copies that both reconcile do not end up under the same. */
export async function nextEpoch(postgres: Postgres, writer: string): Promise<number> {
  const rows = await postgres.query<{ epoch: number }>(
    `UPDATE till_log SET epoch_given = greatest(epoch_given, epoch) + 1 WHERE writer = $1 RETURNING epoch_given AS epoch`,
    [writer],
  );
  return rows[0]?.epoch ?? 2;
}

/** No sale brings about more than this many facts. */
const mostOfOneSale = 200;

/** All that the ledger says of a sale, for a refund at another till: what its till wrote with it, and what each reversal moved. */
export async function saleFacts(postgres: Postgres, saleId: string): Promise<LogPage> {
  const starts = await postgres.query<{ writer: string; seq: number }>(
    `SELECT writer, seq FROM sales WHERE sale_id = $1
     UNION ALL SELECT writer, seq FROM reversals WHERE sale_id = $1 AND writer IS NOT NULL
     UNION ALL SELECT 'centre', settled_seq FROM reversals WHERE sale_id = $1 AND settled_seq IS NOT NULL`,
    [saleId],
  );
  const found = new Map<string, Envelope>();
  for (const start of starts)
    for (const envelope of await factsFrom(postgres, start, saleId))
      found.set(`${envelope.writer} ${envelope.seq}`, envelope);
  return { envelopes: [...found.values()], more: false };
}

/** What is about the sale, from this event on and without a break. */
async function factsFrom(
  postgres: Postgres,
  { writer, seq }: { writer: string; seq: number },
  saleId: string,
): Promise<Envelope[]> {
  const envelopes = await postgres.query<Envelope>(
    `SELECT ${envelopeColumns} FROM ledger_event WHERE writer = $1 AND seq BETWEEN $2::bigint AND $2::bigint + ${mostOfOneSale} ORDER BY seq`,
    [writer, seq],
  );
  const end = envelopes.findIndex((envelope) => !isAbout(envelope, saleId));
  return end < 0 ? envelopes : envelopes.slice(0, end);
}

function isAbout(envelope: Envelope, saleId: string): boolean {
  // What was repaid in between names no sale.
  if (envelope.type === 'DebtRepaid') return true;
  const body: unknown = JSON.parse(envelope.body);
  return typeof body === 'object' && body !== null && 'saleId' in body && body.saleId === saleId;
}
