import { ok, refuse, type Result } from '#shared/base/result.ts';
import type { OpenSession, Session, SyncProblem } from '#shared/sync/protocol.ts';
import { judgeSession } from '#shared/sync/session.ts';
import { settleBarrier } from './barrier.ts';
import { startGeneration } from './generation.ts';
import type { CentreMachine } from './own-log.ts';
import type { Postgres } from './postgres.ts';
import { lockPaired, storedHash, storedOf } from './till-log.ts';

/** The key with which a till signs, as 64 hex digits; undefined for one that was never paired. */
export async function keyOf(postgres: Postgres, writer: string): Promise<string | undefined> {
  const rows = await postgres.query<{ key: string }>(
    'SELECT public_key AS key FROM till_log WHERE writer = $1 AND public_key IS NOT NULL',
    [writer],
  );
  return rows[0]?.key;
}

/**
 * Compares a till's log with ours. Writes like `accept` does, for a mark that a till relies on must be as durable as the events
 * before it. Learning here that we lost what we had confirmed begins a new generation.
 */
export function openSession(
  postgres: Postgres,
  machine: CentreMachine,
  said: Omit<OpenSession, 'signature'>,
): Promise<Result<Omit<Session, 'session'>, SyncProblem>> {
  return postgres.transaction(async (tx) => {
    const till = await lockPaired(tx, said.writer, machine.now());
    await tx.query('UPDATE till_log SET said = $2 WHERE writer = $1', [said.writer, said.head.seq]);
    const marks = till ? await storedHash(tx, till.writer, [said.head, said.acked]) : [];
    const hashAt = (seq: number) => marks.find((mark) => mark.seq === seq)?.hash ?? null;
    const known = till && {
      ...till,
      stored: storedOf(till).stored,
      hashAtHead: hashAt(said.head.seq),
      hashAtAcked: hashAt(said.acked.seq),
    };
    const { verdict, lost } = judgeSession(known, said, till?.generation ?? 1);
    if (!till || verdict === 'unknown')
      return refuse({ code: 'NOT_PAIRED', text: 'This till is not paired with this centre.' });
    const goesOn = verdict === 'ok' || verdict === 'resend';
    const generation = goesOn && lost ? await startGeneration(tx, machine, said.generation) : till.generation;
    if (goesOn && said.generation === generation && till.seq >= said.head.seq)
      await tx.query(
        `UPDATE till_log SET checked_in = $2, state = CASE state WHEN 'excluded' THEN 'active' ELSE state END WHERE writer = $1`,
        [till.writer, generation],
      );
    const recovering = !(await settleBarrier(tx, machine));
    return ok({ verdict, recovering, ...storedOf(till), generation, serverTime: machine.now() });
  });
}
