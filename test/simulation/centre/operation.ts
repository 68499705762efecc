import { ok, type Result } from '#shared/base/result.ts';
import { centre, type Writer } from '#shared/ledger/drawer.ts';
import type { Envelope } from '#shared/ledger/envelope.ts';
import type { OpenSession, Pair, Want } from '#shared/sync/protocol.ts';
import type { Arrival, HomeRule } from '#shared/sync/placement.ts';
import { accept, nextEpoch, openSession, pair, type SentLog } from './answers.ts';
import type { CentreMachine } from './centre-machine.ts';
import { logOf, type CentreState } from './centre-state.ts';
import { place } from './memory-placement.ts';
import { awaitedRefunds } from './memory-reversals.ts';
import { excludeTill, giveRights, recallsFor, revokeTill, settleAll, type Asker } from './memory-rights.ts';

/** What the centre does in one transaction. Plain data: kept in a recording, it can be done again by the real centre. */
export type Operation =
  | { kind: 'pair'; said: Pair }
  | { kind: 'open-session'; said: OpenSession }
  | { kind: 'accept'; sent: SentLog }
  | { kind: 'give-rights'; asker: Asker; wants: readonly Want[] }
  | {
      kind: 'recalls-for';
      short: readonly Want[];
      asker: Writer;
      online: readonly Writer[];
    }
  | { kind: 'awaited-refunds' }
  | { kind: 'place'; arrivals: readonly Arrival[]; online: readonly Writer[] }
  | { kind: 'settle' }
  | { kind: 'next-epoch'; writer: Writer }
  | { kind: 'revoke'; till: Writer }
  | { kind: 'exclude'; till: Writer };

/** An operation, when it was committed, and what came of it. */
export interface Performed {
  atMs: number;
  operation: Operation;
  answer: unknown;
}

/** An answer, and what the logs have grown by. */
export interface Outcome {
  answer: unknown;
  grown: { writer: Writer; fresh: readonly Envelope[] }[];
}

/** Which log an operation locks: whoever holds it may add to it. */
export function lockOf(operation: Operation): Writer {
  switch (operation.kind) {
    case 'pair':
    case 'open-session':
      return operation.said.writer;
    case 'accept':
      return operation.sent.writer;
    case 'next-epoch':
      return operation.writer;
    default:
      return centre;
  }
}

/** Does it, in memory. */
export function perform(
  state: CentreState,
  machine: CentreMachine,
  operation: Operation,
  transaction: number,
  rule: HomeRule,
): Outcome {
  const before = logOf(state, centre).seq;
  const accepted = operation.kind === 'accept' ? accept(state, machine, operation.sent, transaction) : null;
  const answer = accepted ? answerOf(accepted) : decide(state, machine, operation, transaction, rule);
  const own = logOf(state, centre).envelopes.slice(before);
  const fresh = accepted?.ok ? accepted.value.fresh : [];
  const grown = [
    { writer: lockOf(operation), fresh },
    { writer: centre, fresh: own },
  ];
  return { answer, grown: grown.filter((one) => one.fresh.length > 0) };
}

const answerOf = (accepted: ReturnType<typeof accept>): Result<unknown, unknown> =>
  accepted.ok ? ok(accepted.value.answer) : accepted;

function decide(
  state: CentreState,
  machine: CentreMachine,
  operation: Operation,
  transaction: number,
  rule: HomeRule,
): unknown {
  switch (operation.kind) {
    case 'pair':
      return pair(state, operation.said);
    case 'open-session':
      return openSession(state, machine, operation.said, transaction);
    case 'give-rights':
      return giveRights(state, machine, operation.asker, operation.wants, transaction);
    case 'recalls-for':
      return recallsFor(state, machine, operation.short, operation.asker, new Set(operation.online));
    case 'awaited-refunds':
      return awaitedRefunds(state);
    case 'place':
      return place(state, machine, operation.arrivals, new Set(operation.online), rule, transaction);
    case 'settle':
      return settleAll(state, machine, transaction);
    case 'next-epoch':
      return nextEpoch(state, operation.writer);
    case 'revoke':
      return revokeTill(state, machine, operation.till, transaction);
    case 'exclude':
      return excludeTill(state, operation.till);
    default:
      return null;
  }
}
