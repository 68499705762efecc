import type { Machine } from '#shared/base/machine.ts';
import { ok, refuse, type Result } from '#shared/base/result.ts';
import { centre } from '#shared/ledger/drawer.ts';
import type { Envelope } from '#shared/ledger/envelope.ts';
import type { Entry } from '#shared/projections/fold.ts';
import { screen, type Screened } from '#shared/projections/screen.ts';
import type { Stored, SyncProblem } from '#shared/sync/protocol.ts';
import { checkUpload, knownOf } from '#shared/sync/upload.ts';
import { heardLate } from './barrier.ts';
import { isUnfitData, type Postgres, type Transaction } from './postgres.ts';
import { projectEach } from './read-tables.ts';
import { storedHash, storedOf, touchTill, type TillLog } from './till-log.ts';
import { Overdrawn, write, type Writing } from './write.ts';

/** What an upload came to: the answer for the till, how many of its events were new, and what they say. */
export interface Accepted {
  answer: Stored;
  fresh: number;
  entries: readonly Entry[];
}

/** A stretch of a till's log, and what that till said when it opened the session it came in. */
export interface SentLog {
  writer: string;
  envelopes: readonly Envelope[];
  opened?: { seq: number; generation: number };
}

/**
 * Stores a stretch of a till's log and all that follows from it, in one transaction that always writes the till's own row: what
 * it acknowledges is what it made durable, never what it happened to read. Twice the same is once.
 */
export async function accept(
  postgres: Postgres,
  machine: Pick<Machine, 'now' | 'sha256'>,
  sent: SentLog,
): Promise<Result<Accepted, SyncProblem>> {
  const { writer, envelopes } = sent;
  if (writer === centre) return refuse({ code: 'BAD_REQUEST', text: 'No till is called like the centre.' });
  const once = (eachAlone: boolean) =>
    postgres.transaction<Result<Accepted, SyncProblem>>(
      async (tx) => {
        const log = await touchTill(tx, writer, machine.now());
        if (log.state === 'revoked')
          return refuse({
            code: 'RETIRED',
            text: 'The owner revoked this till: nothing more is taken from it.',
          });
        const known = await storedHash(tx, writer, knownOf(log, envelopes));
        const checked = checkUpload(log, known, envelopes, machine.sha256);
        if (!checked.ok) return checked;
        const fresh = checked.value;
        const how = howToWrite(log, sent, machine.now());
        const judge = () => (eachAlone ? judgeEach(tx, fresh, how) : screen(fresh));
        const { mark, entries } = await write(tx, log, fresh, judge, how);
        if (isLate(log) && fresh.some(({ type }) => type === 'RightsAccepted')) await heardLate(tx);
        return ok({ answer: storedOf(mark), fresh: fresh.length, entries });
      },
      { keep: (outcome) => outcome.ok },
    );
  try {
    return await once(false);
  } catch (error) {
    // Something passed our screening that cannot be kept as it is: find out which event it is, so that it stops no other.
    if (!isUnfitData(error) && !(error instanceof Overdrawn)) throw error;
    return once(true);
  }
}

/** Whether a restored centre went on without this till's log: what it took in meanwhile may be of grants that we forgot. */
const isLate = ({ generation, cleared, checkedIn }: TillLog): boolean =>
  generation > 1 && cleared >= generation && checkedIn < generation;

function howToWrite(log: TillLog, { opened, envelopes }: SentLog, now: number): Writing {
  const known = Math.max(log.seq, envelopes.at(-1)?.seq ?? 0);
  const whole = opened?.generation === log.generation && known >= opened.seq;
  return {
    now,
    transitMayLack: log.cleared < log.generation || log.uncovered || isLate(log),
    checkedIn: whole ? log.generation : log.checkedIn,
  };
}

/** Judges every event by itself, which is slow, and only done when the whole was refused. */
async function judgeEach(
  tx: Transaction,
  fresh: readonly Envelope[],
  guarded: { transitMayLack: boolean },
): Promise<Screened> {
  const { sound, poison } = screen(fresh);
  await tx.query('SAVEPOINT trial');
  const refused = await projectEach(tx, sound, guarded);
  await tx.query('ROLLBACK TO SAVEPOINT trial');
  const bad = new Set(refused.map(({ envelope }) => envelope));
  return { sound: sound.filter(({ envelope }) => !bad.has(envelope)), poison: [...poison, ...refused] };
}
