import { setImmediate as sent } from 'node:timers/promises';
import type { Envelope } from '#shared/ledger/envelope.ts';
import type { Entry } from '#shared/projections/fold.ts';
import type { Poison, Screened } from '#shared/projections/screen.ts';
import { arrayText } from './array-text.ts';
import type { Transaction } from './postgres.ts';
import { type Bind, binder, upsertsOf } from './read-tables.ts';
import { forgetProfiles } from './profiles.ts';
import type { TillLog } from './till-log.ts';

/** Events whose effect would have taken more from a drawer than was in it. Found by the statement that wrote them. */
export class Overdrawn extends Error {
  override name = 'Overdrawn';
}

/** How a stretch of a log is written. */
export interface Writing {
  now: number;
  /** What is on the way may lie below zero while grants that a restored centre forgot have not been written down again. */
  transitMayLack: boolean;
  /** The generation under which the writer's whole log is known with this; a till that was given up is back once that is ours. */
  checkedIn?: number;
}

/**
 * The events, those set aside, every read table, and the log's mark. The database stores the events while `judge` reads them: two
 * processors are at work, and nothing counts before the mark is written. Throws Overdrawn.
 */
export async function write(
  tx: Transaction,
  log: TillLog,
  fresh: readonly Envelope[],
  judge: () => Screened | Promise<Screened>,
  { now, transitMayLack, checkedIn = log.checkedIn }: Writing,
): Promise<{ mark: TillLog; entries: readonly Entry[] }> {
  const storing = storeEvents(tx, log.writer, fresh, now);
  // Whatever goes wrong with it is said below, where it is waited for.
  storing.catch(() => undefined);
  await sent();
  const { sound, poison } = await judge();
  const { bind, values } = binder();
  const last = fresh.at(-1);
  const { parts, overdrawn } = upsertsOf(sound, bind, { transitMayLack, tell: true });
  if (poison.length > 0) parts.unshift(`aside AS (${insertQuarantine(log.writer, poison, now, bind)})`);
  const mark = { epoch: last?.epoch ?? log.epoch, seq: last?.seq ?? log.seq, hash: last?.hash ?? log.hash };
  const back = log.state === 'excluded' && checkedIn === log.generation ? ", state = 'active'" : '';
  const update = `UPDATE till_log SET epoch = ${bind(mark.epoch)}, seq = ${bind(mark.seq)}, safe = ${bind(mark.seq)},
    hash = decode(${bind(mark.hash)}, 'hex'), last_seen_at = ${bind(now)}, checked_in = ${bind(checkedIn)}${back}
    WHERE ${[`writer = ${bind(log.writer)}`, ...overdrawn.map((one) => `NOT ${one}`)].join(' AND ')}`;
  await storing;
  const text = `${parts.length > 0 ? `WITH ${parts.join(', ')} ` : ''}${update}`;
  const { rowCount } = await tx.query({ ...nameOf(text), text, values });
  if (rowCount !== 1) throw new Overdrawn(`${log.writer} took more than there was`);
  await forgetProfiles(
    tx,
    sound.flatMap(({ fact }) => (fact.type === 'MemberErased' ? fact.body.walletId : [])),
  );
  return { mark: { ...log, ...mark, safe: mark.seq, checkedIn }, entries: sound };
}

const names = new Map<string, { name: string }>();
const mostNames = 32;

/**
 * A statement that has a name is read and planned once a connection, which takes longer than carrying it out for a single sale. The
 * texts differ by the tables that are touched; those that come first are the ones that come often, and no others are kept.
 */
function nameOf(text: string): { name?: string } {
  const known = names.get(text);
  if (known || names.size >= mostNames) return known ?? {};
  const made = { name: `read-tables-${names.size}` };
  names.set(text, made);
  return made;
}

async function storeEvents(
  tx: Transaction,
  writer: string,
  envelopes: readonly Envelope[],
  now: number,
): Promise<void> {
  if (envelopes.length === 0) return;
  const { bind, values } = binder();
  const of = (name: keyof Envelope, type: string) =>
    `${bind(arrayText(envelopes.map((e) => e[name])))}::${type}[]`;
  const sql = `INSERT INTO ledger_event (writer, received_at, epoch, seq, hlc, at, day, type, version, body, prev, hash)
    SELECT ${bind(writer)}, ${bind(now)}::bigint, epoch, seq, hlc, at, day, type, version, body, decode(prev, 'hex'), decode(hash, 'hex')
    FROM unnest(${of('epoch', 'bigint')}, ${of('seq', 'bigint')}, ${of('hlc', 'text')}, ${of('at', 'bigint')}, ${of('day', 'text')}, ${of('type', 'text')},
      ${of('version', 'bigint')}, ${of('body', 'text')}, ${of('prev', 'text')}, ${of('hash', 'text')})
      AS sent (epoch, seq, hlc, at, day, type, version, body, prev, hash)`;
  // Always the same text: each connection reads and plans it once.
  await tx.query({ name: 'store-events', text: sql, values });
}

function insertQuarantine(writer: string, poison: readonly Poison[], now: number, bind: Bind): string {
  const of = (name: 'seq' | 'type' | 'version' | 'body', type: string) =>
    `${bind(arrayText(poison.map(({ envelope }) => envelope[name])))}::${type}[]`;
  return `INSERT INTO quarantine (writer, received_at, seq, type, version, body, reason, overdrawn)
    SELECT ${bind(writer)}, ${bind(now)}::bigint, * FROM unnest(${of('seq', 'bigint')}, ${of('type', 'text')},
      ${of('version', 'bigint')}, ${of('body', 'text')}, ${bind(arrayText(poison.map(({ reason }) => reason)))}::text[],
      ${bind(arrayText(poison.map(({ overdrawn }) => overdrawn === true)))}::boolean[])`;
}
