import { centre } from '#shared/ledger/drawer.ts';
import { ok, refuse, type Result } from '#shared/base/result.ts';
import type { Envelope } from '#shared/ledger/envelope.ts';
import {
  batchEvents,
  type LogPage,
  type OpenSession,
  type Pair,
  type Session,
  type Stored,
  type SyncProblem,
} from '#shared/sync/protocol.ts';
import { judgeSession } from '#shared/sync/session.ts';
import { checkUpload, knownOf } from '#shared/sync/upload.ts';
import { logOf, type CentreState, type StoredLog } from './centre-state.ts';
import type { CentreMachine } from './centre-machine.ts';
import { settleBarrier, startGeneration } from './generations.ts';
import { writeLog } from './write-log.ts';

export type Answer<T> = Result<T, SyncProblem>;

const storedOf = ({ seq, hash }: StoredLog, { generation }: CentreState): Stored => ({
  stored: { seq, hash },
  safe: seq,
  generation,
});

/** Lets a till in. In a first generation nothing was ever lost, so it has nothing to show before rights are granted. */
export function pair(state: CentreState, { writer, shop }: Pair): Answer<{ generation: number }> {
  const checkedIn = state.generation === 1 ? 1 : 0;
  const log = state.logs.get(writer) ?? { ...logOf(state, writer), checkedIn };
  state.logs.set(writer, { ...log, shop });
  return ok({ generation: state.generation });
}

/** Compares a till's log with ours, as `central/store/session.ts` does. */
export function openSession(
  state: CentreState,
  machine: CentreMachine,
  said: OpenSession,
  transaction: number,
): Answer<Omit<Session, 'session'>> {
  const till = state.logs.get(said.writer);
  const hashAt = (seq: number) => till?.envelopes[seq - 1]?.hash ?? null;
  const known = till && {
    ...till,
    stored: { seq: till.seq, hash: till.hash },
    hashAtHead: hashAt(said.head.seq),
    hashAtAcked: hashAt(said.acked.seq),
  };
  const { verdict, lost } = judgeSession(known, said, state.generation);
  if (!till || verdict === 'unknown')
    return refuse({
      code: 'NOT_PAIRED',
      text: 'This till is not paired with this centre.',
    });
  const goesOn = verdict === 'ok' || verdict === 'resend';
  if (goesOn && lost) startGeneration(state, machine, said.generation, transaction);
  if (goesOn && said.generation === state.generation && till.seq >= said.head.seq)
    state.logs.set(till.writer, {
      ...till,
      checkedIn: state.generation,
      state: till.state === 'excluded' ? 'active' : till.state,
    });
  const recovering = !settleBarrier(state, machine, transaction);
  return ok({
    verdict,
    recovering,
    ...storedOf(till, state),
    serverTime: machine.now(),
  });
}

/** A stretch of a till's log, and what that till said when it opened the session it came in. */
export interface SentLog {
  writer: string;
  envelopes: readonly Envelope[];
  opened?: { seq: number; generation: number };
}

/** Stores a stretch of a till's log, as `central/store/accept.ts` does. */
export function accept(
  state: CentreState,
  machine: CentreMachine,
  { writer, envelopes, opened }: SentLog,
  transaction: number,
): Answer<{ answer: Stored; fresh: readonly Envelope[] }> {
  if (writer === centre)
    return refuse({
      code: 'BAD_REQUEST',
      text: 'No till is called like the centre.',
    });
  const log = logOf(state, writer);
  if (log.state === 'revoked')
    return refuse({
      code: 'RETIRED',
      text: 'The owner revoked this till: nothing more is taken from it.',
    });
  const known = knownOf(log, envelopes).map(({ seq }) => ({
    seq,
    hash: log.envelopes[seq - 1]?.hash ?? '',
  }));
  const checked = checkUpload(log, known, envelopes, machine.sha256);
  if (!checked.ok) return checked;
  const seen = Math.max(log.seq, envelopes.at(-1)?.seq ?? 0);
  const whole = opened?.generation === state.generation && seen >= opened.seq;
  const grown = writeLog(
    state,
    log,
    checked.value,
    { transaction, atMs: machine.now() },
    whole ? state.generation : log.checkedIn,
  );
  return ok({ answer: storedOf(grown, state), fresh: checked.value });
}

/** A page of a till's own log as we have it. */
export function logAfter(state: CentreState, writer: string, after: number): LogPage {
  const envelopes = logOf(state, writer).envelopes.slice(after, after + batchEvents);
  return { envelopes: [...envelopes], more: envelopes.length === batchEvents };
}

/** The next epoch of a till. Each is given once. */
export function nextEpoch(state: CentreState, writer: string): number {
  const log = logOf(state, writer);
  const epochGiven = Math.max(log.epochGiven, log.epoch) + 1;
  state.logs.set(writer, { ...log, epochGiven });
  return epochGiven;
}
