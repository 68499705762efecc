import type { Machine } from '#shared/base/machine.ts';
import { ok, refuse, type Result } from '#shared/base/result.ts';
import { findFault, type ChainFault } from '#shared/ledger/chain.ts';
import type { Envelope } from '#shared/ledger/envelope.ts';
import type { NamedUpload, Welcome } from '#shared/sync/hello.ts';
import type { SyncProblem } from '#shared/sync/protocol.ts';
import { type Poison, screen, type Screened } from '#shared/projections/screen.ts';
import { isUnfitData, type Postgres, type Transaction } from './postgres.ts';
import { binder, projectEach, upsertsOf } from './read-tables.ts';
import { storedHash, touchTill, type TillLog, welcomeFrom } from './till-log.ts';

/** What an upload came to: the answer for the till, and how many of its events were new. */
export interface Accepted {
  welcome: Welcome;
  fresh: number;
}

/**
 * Stores a stretch of a till's log and all that follows from it, in one transaction that always writes the till's own row: what
 * it acknowledges is what it made durable, never what it happened to read. Twice the same is once.
 */
export async function accept(
  postgres: Postgres,
  machine: Pick<Machine, 'now' | 'sha256'>,
  upload: NamedUpload,
): Promise<Result<Accepted, SyncProblem>> {
  const foreign = upload.envelopes.find(({ writer }) => writer !== upload.writer);
  if (foreign) return problem('BAD_REQUEST', `Event ${foreign.seq} was written by another till.`);
  const unstorable = upload.envelopes.find((envelope) => !isStorable(envelope));
  if (unstorable) {
    return problem('BAD_REQUEST', `Event ${unstorable.seq} holds characters that no text may hold.`);
  }
  const once = (eachAlone: boolean) =>
    postgres.transaction<Result<Accepted, SyncProblem>>(
      async (tx) => {
        const till = await touchTill(tx, upload.writer, machine.now());
        const checked = await freshOf(tx, till, upload.envelopes, machine);
        if (!checked.ok) return checked;
        const fresh = checked.value;
        const screened = await screenIn(tx, fresh, eachAlone);
        const mark = await write(tx, till, fresh, screened, machine.now());
        return ok({ welcome: welcomeFrom(mark, 'ok'), fresh: fresh.length });
      },
      { keep: (outcome) => outcome.ok },
    );
  try {
    return await once(false);
  } catch (error) {
    // Something passed our screening that PostgreSQL does not take: find out which event it is, so that it stops no other.
    if (!isUnfitData(error)) throw error;
    return once(true);
  }
}

/** PostgreSQL keeps no zero characters and no halves of characters; our own tills write neither. */
const isStorable = ({ writer, type, body }: Envelope): boolean =>
  [writer, type, body].every((text) => !text.includes('\0') && text.isWellFormed());

const problem = (code: SyncProblem['code'], text: string) => refuse({ code, text } satisfies SyncProblem);

/** The events we do not have yet, proven to follow those we have. */
async function freshOf(
  tx: Transaction,
  till: TillLog,
  envelopes: readonly Envelope[],
  machine: Pick<Machine, 'sha256'>,
): Promise<Result<Envelope[], SyncProblem>> {
  const known = envelopes.filter(({ seq }) => seq <= till.seq);
  const fresh = envelopes.slice(known.length);
  for (const { seq, hash } of await storedHash(tx, till.writer, known)) {
    const sent = known.find((envelope) => envelope.seq === seq);
    if (sent?.hash !== hash) {
      return problem('FORK', `Event ${seq} of this till is already here with another content.`);
    }
  }
  const fault = findFault(fresh, till, machine.sha256);
  return fault ? problemOf(fault, till) : ok(fresh);
}

function problemOf({ fault, seq }: ChainFault, till: TillLog): Result<never, SyncProblem> {
  const next = till.seq + 1;
  switch (fault) {
    case 'FOREIGN_WRITER':
      return problem('BAD_REQUEST', `Event ${seq} was written by another till.`);
    case 'GAP':
      return problem('GAP', `Event ${seq} cannot be stored: ${next} is the next one that is missing here.`);
    case 'BROKEN_LINK':
      return seq === next && till.seq > 0
        ? problem('FORK', `Event ${seq} does not follow the event ${till.seq} that is stored here.`)
        : problem('BROKEN_CHAIN', `Event ${seq} does not follow the one before it.`);
    case 'WRONG_HASH':
      return problem('BROKEN_CHAIN', `Event ${seq} was changed after it was written.`);
    case 'EPOCH_BACK':
      return problem('BROKEN_CHAIN', `Event ${seq} comes from a copy of this till that was given up.`);
  }
}

/** `eachAlone` lets PostgreSQL judge every event by itself, which is slow, and only done when it refused the whole. */
async function screenIn(tx: Transaction, fresh: readonly Envelope[], eachAlone: boolean): Promise<Screened> {
  const { sound, poison } = screen(fresh);
  if (!eachAlone) return { sound, poison };
  await tx.query('SAVEPOINT trial');
  const refused = await projectEach(tx, sound);
  await tx.query('ROLLBACK TO SAVEPOINT trial');
  const bad = new Set(refused.map(({ envelope }) => envelope));
  return { sound: sound.filter(({ envelope }) => !bad.has(envelope)), poison: [...poison, ...refused] };
}

/** One statement for all of it: the events, those set aside, every read table, and the till's mark. */
async function write(
  tx: Transaction,
  till: TillLog,
  fresh: readonly Envelope[],
  { sound, poison }: Screened,
  now: number,
): Promise<TillLog> {
  const { bind, values } = binder();
  const last = fresh.at(-1);
  const parts = [
    ...(last ? [insertEvents(till.writer, fresh, now, bind)] : []),
    ...(poison.length > 0 ? [insertQuarantine(till.writer, poison, now, bind)] : []),
    ...upsertsOf(sound, bind),
  ].map((sql, index) => `part_${index} AS (${sql})`);
  const mark = {
    epoch: last?.epoch ?? till.epoch,
    seq: last?.seq ?? till.seq,
    hash: last?.hash ?? till.hash,
  };
  const update = `UPDATE till_log SET epoch = ${bind(mark.epoch)}, seq = ${bind(mark.seq)}, safe = ${bind(mark.seq)},
    hash = decode(${bind(mark.hash)}, 'hex'), last_seen_at = ${bind(now)} WHERE writer = ${bind(till.writer)}`;
  await tx.query(`${parts.length > 0 ? `WITH ${parts.join(', ')} ` : ''}${update}`, values);
  return { ...till, ...mark, safe: mark.seq };
}

function insertEvents(
  writer: string,
  envelopes: readonly Envelope[],
  now: number,
  bind: (value: unknown) => string,
): string {
  const of = (name: keyof Envelope, type: string) => `${bind(envelopes.map((e) => e[name]))}::${type}[]`;
  return `INSERT INTO ledger_event (writer, received_at, epoch, seq, hlc, at, day, type, version, body, prev, hash)
    SELECT ${bind(writer)}, ${bind(now)}::bigint, epoch, seq, hlc, at, day, type, version, body, decode(prev, 'hex'), decode(hash, 'hex')
    FROM unnest(${of('epoch', 'bigint')}, ${of('seq', 'bigint')}, ${of('hlc', 'text')}, ${of('at', 'bigint')}, ${of('day', 'text')}, ${of('type', 'text')},
      ${of('version', 'bigint')}, ${of('body', 'text')}, ${of('prev', 'text')}, ${of('hash', 'text')})
      AS sent (epoch, seq, hlc, at, day, type, version, body, prev, hash)`;
}

function insertQuarantine(
  writer: string,
  poison: readonly Poison[],
  now: number,
  bind: (value: unknown) => string,
): string {
  const of = (name: 'seq' | 'type' | 'version' | 'body', type: string) =>
    `${bind(poison.map(({ envelope }) => envelope[name]))}::${type}[]`;
  return `INSERT INTO quarantine (writer, received_at, seq, type, version, body, reason)
    SELECT ${bind(writer)}, ${bind(now)}::bigint, * FROM unnest(${of('seq', 'bigint')}, ${of('type', 'text')},
      ${of('version', 'bigint')}, ${of('body', 'text')}, ${bind(poison.map(({ reason }) => reason))}::text[])`;
}
