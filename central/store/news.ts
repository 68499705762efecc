import type { Machine } from '#shared/base/machine.ts';
import { ok, refuse, type Result } from '#shared/base/result.ts';
import type { Envelope } from '#shared/ledger/envelope.ts';
import { batchBytes, batchEvents, type News, type SyncProblem } from '#shared/sync/protocol.ts';
import type { Postgres } from './postgres.ts';
import { envelopeColumns } from './stored-envelope.ts';

/** How long a till may only listen before we note again that it was there. */
const heardEveryMs = 20_000;

/** Where a reader of the news is: behind this event of this transaction. */
interface Place {
  xid: string;
  writer: string;
  seq: number;
}

const beginning: Place = { xid: '0', writer: '', seq: 0 };

/**
 * What other writers recorded behind `cursor`, each writer's events in their order. Only transactions that nobody can overtake
 * any more are shown: an event of a slower transaction would otherwise come to lie before a cursor that has passed. The cursor
 * belongs to a generation of this centre; one of another generation starts over, which is harmless, for tills know what they have.
 */
export async function news(
  postgres: Postgres,
  machine: Pick<Machine, 'now'>,
  writer: string,
  cursor: string,
): Promise<Result<News, SyncProblem>> {
  await noteHeard(postgres, machine, writer);
  const [centre] = await postgres.query<{ generation: number; horizon: string }>(
    'SELECT generation, pg_snapshot_xmin(pg_current_snapshot())::text AS horizon FROM centre',
  );
  const { generation = 1, horizon = '0' } = centre ?? {};
  const from = readCursor(cursor, generation);
  if (!from) return refuse({ code: 'BAD_REQUEST', text: 'This cursor was not made by a centre.' });
  const newest = await newestBefore(postgres, horizon, from);
  if (!newest) return ok({ envelopes: [], cursor: cursor || cursorOf(from, generation), more: false });
  const page = await pageOf(postgres, writer, from, horizon);
  const last = page.events.at(-1);
  // With nothing left for this reader, its own events are stepped over too, so that no later look walks past them again.
  const place = page.more && last ? last : newest;
  const envelopes = page.events.map(envelopeOf);
  return ok({ envelopes, cursor: cursorOf(place, generation), more: page.more });
}

async function noteHeard(postgres: Postgres, machine: Pick<Machine, 'now'>, writer: string): Promise<void> {
  const now = machine.now();
  await postgres.query('UPDATE till_log SET last_seen_at = $2 WHERE writer = $1 AND last_seen_at < $3', [
    writer,
    now,
    now - heardEveryMs,
  ]);
}

const cursorOf = ({ xid, writer, seq }: Place, generation: number): string =>
  [generation, xid, seq, writer].join('.');

/** Undefined for what no centre wrote. */
function readCursor(cursor: string, generation: number): Place | undefined {
  if (cursor === '') return beginning;
  const parts = /^(\d{1,15})\.(\d{1,19})\.(\d{1,15})\.(.*)$/s.exec(cursor);
  if (!parts || parts[4]?.includes('\0')) return undefined;
  if (Number(parts[1]) !== generation) return beginning;
  return { xid: parts[2] ?? '0', seq: Number(parts[3]), writer: parts[4] ?? '' };
}

async function newestBefore(postgres: Postgres, horizon: string, from: Place): Promise<Place | undefined> {
  const [newest] = await postgres.query<Place>(
    `SELECT xid::text AS xid, writer, seq FROM ledger_event
     WHERE xid < $1::xid8 AND (xid, writer, seq) > ($2::xid8, $3, $4::bigint)
     ORDER BY ledger_event.xid DESC, writer DESC, seq DESC LIMIT 1`,
    [horizon, from.xid, from.writer, from.seq],
  );
  return newest;
}

type StoredEvent = Envelope & { xid: string };

/** As many events of others as fit into one answer, at least one. */
async function pageOf(
  postgres: Postgres,
  reader: string,
  from: Place,
  horizon: string,
): Promise<{ events: StoredEvent[]; more: boolean }> {
  const rows = await postgres.query<StoredEvent & { ahead: number }>(
    `SELECT xid::text AS xid, ${envelopeColumns}, ahead FROM (
       SELECT *, count(*) OVER () AS ahead,
         sum(octet_length(body)) OVER (ORDER BY xid, writer, seq ROWS UNBOUNDED PRECEDING) AS bytes
       FROM (
         SELECT * FROM ledger_event
         WHERE writer <> $1 AND (xid, writer, seq) > ($2::xid8, $3, $4::bigint) AND xid < $5::xid8
         ORDER BY xid, writer, seq LIMIT ${batchEvents + 1}
       ) AS behind
     ) AS page
     WHERE bytes <= ${batchBytes} OR bytes = octet_length(body)
     ORDER BY page.xid, writer, seq LIMIT ${batchEvents}`,
    [reader, from.xid, from.writer, from.seq, horizon],
  );
  return { events: rows, more: (rows[0]?.ahead ?? 0) > rows.length };
}

function envelopeOf(event: StoredEvent): Envelope {
  const { writer, epoch, seq, hlc, at, type, version, body, prev, hash } = event;
  return { writer, epoch, seq, hlc, at, type, version, body, prev, hash };
}
