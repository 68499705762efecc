import { createHomeward } from '#central/http/homeward.ts';
import { ok, refuse, type Result } from '#shared/base/result.ts';
import { centre, type Writer } from '#shared/ledger/drawer.ts';
import type { Envelope } from '#shared/ledger/envelope.ts';
import { readEntries } from '#shared/projections/fold.ts';
import {
  recallWaitMs,
  type GivenRights,
  type Notice,
  type OpenSession,
  type Session,
  type SyncProblem,
} from '#shared/sync/protocol.ts';
import { arrivalOf, homeRule, type HomeRule, type Placed } from '#shared/sync/placement.ts';
import type { PlannedRecall } from '#shared/sync/recall.ts';
import { mayBeSettled } from '#shared/sync/settle.ts';
import type { Scheduler } from '../world/scheduler.ts';
import { logAfter, type Answer } from './answers.ts';
import type { Asked, CentreDoor } from './centre-door.ts';
import type { CentreMachine } from './centre-machine.ts';
import { copyState, emptyState, type CentreState } from './centre-state.ts';
import { startGeneration } from './generations.ts';
import { createRefundRecalls } from './refund-recalls.ts';
import { createLines, type OpenLine } from './lines.ts';
import { waitingReversals, type awaitedRefunds } from './memory-reversals.ts';
import { grantsFor } from './memory-rights.ts';
import { saleFacts } from './memory-sales.ts';
import { tellStory } from './memory-story.ts';
import { lockOf, perform, type Operation, type Performed } from './operation.ts';
import { createRecalls } from './recalls.ts';
import { createTransactions } from './transactions.ts';
import { appendOwn } from './write-log.ts';

/** The centre in memory: it decides with the same code as the real one, and keeps in maps what that one keeps in PostgreSQL. */
export interface MemoryCentre extends CentreDoor {
  state(): CentreState;
  /** A copy of the database as it is now, to go back to. */
  backup(): CentreState;
  /** The database becomes an older one, on another server. What was under way is lost, and all sessions are over. */
  restore(from: CentreState): void;
  /** The owner no longer trusts this till. */
  revoke(writer: string): void;
  /** The owner does not wait for this till after a restore. */
  exclude(writer: string): void;
}

export interface MemoryCentreOptions {
  scheduler: Scheduler;
  machine: CentreMachine;
  /** How long the next transaction takes from its beginning to its commit. */
  transactionMs(): number;
  /** Most rows of a page of the story. */
  pageRows: number;
  /** What makes a place a member's home; what the real centre goes by unless something else is compared. */
  homeRule?: HomeRule;
  /** After every commit: which log has grown, by what. */
  committed(writer: string, fresh: readonly Envelope[]): void;
  /** After every commit: what was done, for whoever wants to do it again. */
  performed(done: Performed): void;
  /** A promise of ours was broken: the world stops. */
  broken(error: unknown): void;
  /** A notice for a till that may be listening. */
  notify(writer: string, notice: Notice): void;
  /** Whether a till that has a session could hear a notice now. */
  listens(writer: string): boolean;
}

/** A centre that knows nobody yet. */
export function createMemoryCentre(options: MemoryCentreOptions): MemoryCentre {
  const { scheduler, machine, pageRows, homeRule: rule = homeRule } = options;
  const transactions = createTransactions(scheduler, options.transactionMs);
  const lines = createLines();
  const recalls = createRecalls(scheduler);
  let state = emptyState();

  /** One transaction; at its commit everybody hears what has grown. */
  const commit = <T>(operation: Operation): Promise<T> =>
    transactions.run(lockOf(operation), (number) => {
      const { answer, grown } = attempt(operation, number);
      options.performed({ atMs: scheduler.now(), operation, answer });
      for (const { writer, fresh } of grown) {
        options.committed(writer, fresh);
        heed(writer, fresh);
        for (const other of lines.writers()) if (other !== writer) options.notify(other, 'story');
      }
      return answer as T;
    });
  const attempt = (operation: Operation, number: number): ReturnType<typeof perform> => {
    try {
      return perform(state, machine, operation, number, rule);
    } catch (error) {
      options.broken(error);
      return {
        answer: refuse({
          code: 'UNAVAILABLE',
          text: 'The centre broke a promise.',
        }),
        grown: [],
      };
    }
  };
  /** What follows of what a till said. */
  const heed = (writer: Writer, fresh: readonly Envelope[]): void => {
    const facts = readEntries(fresh).map(({ fact }) => fact);
    for (const fact of facts)
      if (fact.type === 'RightsReturned' && fact.body.recallId) recalls.answered(fact.body.recallId);
    if (writer !== centre) homeward.arrived(facts.flatMap((fact) => arrivalOf(fact, writer) ?? []));
    // The real one looks now and then as well; here the log that a restored centre or a refund may have waited for is the occasion.
    refunds.heard(fresh);
    const waited = state.cleared < state.generation || state.uncovered || waitingReversals(state).length > 0;
    if (waited || facts.some(mayBeSettled)) void settle();
  };
  const settle = async (): Promise<void> => {
    while (Number(await commit({ kind: 'settle' })) > 0);
  };

  const session = async (said: OpenSession): Promise<Answer<Session>> => {
    const judged = await commit<Answer<Omit<Session, 'session'>>>({
      kind: 'open-session',
      said,
    });
    if (!judged.ok) return judged;
    const { verdict } = judged.value;
    // The real one looks now and then; here a till that comes is the occasion.
    void settle();
    if (verdict === 'retired') lines.close(said.writer);
    return ok({
      session: verdict === 'retired' ? null : lines.open(said, verdict),
      ...judged.value,
    });
  };

  const rights = async (
    { writer, generation }: OpenLine,
    { wants, after }: Extract<Asked, { kind: 'rights' }>['asked'],
  ): Promise<GivenRights> => {
    const give: Operation = {
      kind: 'give-rights',
      asker: { writer, generation, after },
      wants,
    };
    const given = await commit<GivenRights>(give);
    if (given.short.length === 0) return given;
    const online = [...lines.writers()].filter(options.listens);
    const ask: Operation = {
      kind: 'recalls-for',
      short: given.short,
      asker: writer,
      online,
    };
    const planned = await commit<PlannedRecall[]>(ask);
    if (planned.length === 0) return given;
    recalls.add(planned);
    for (const { till } of planned) options.notify(till, 'recall');
    await recalls.wait(
      planned.map(({ recallId }) => recallId),
      recallWaitMs,
    );
    return commit<GivenRights>(give);
  };

  const refunds = createRefundRecalls(scheduler, async () => {
    const { any, wants } = await commit<ReturnType<typeof awaitedRefunds>>({ kind: 'awaited-refunds' });
    if (wants.length === 0) return { any, planned: [] };
    const online = [...lines.writers()].filter(options.listens);
    const planned = await commit<PlannedRecall[]>({
      ...{ kind: 'recalls-for', short: wants, asker: centre, online },
    });
    recalls.add(planned);
    for (const { till } of planned) options.notify(till, 'recall');
    return { any, planned };
  });

  const startHomeward = () =>
    createHomeward({
      place: (arrivals) =>
        commit<Placed>({ kind: 'place', arrivals, online: [...lines.writers()].filter(options.listens) }),
      isAwaited: recalls.isAwaited,
      act({ recalls: planned }) {
        recalls.add(planned);
        for (const { till } of planned) options.notify(till, 'recall');
      },
      after: scheduler.after,
      log: (line) => options.broken(new Error(line)),
    });
  let homeward = startHomeward();

  const story = ({ writer, generation }: OpenLine, cursor: string, after: number) => ({
    ...tellStory({ ...state, horizon: transactions.horizon() }, writer, cursor, pageRows),
    grants: grantsFor(state, { writer, generation, after }),
    recalls: recalls.of(writer),
  });

  const ask = async (asked: Asked, line: OpenLine): Promise<Result<unknown, SyncProblem>> => {
    const { writer, generation, headSeq: seq } = line;
    if (line.verdict === 'fork' && asked.kind !== 'log' && asked.kind !== 'epoch')
      return refuse({
        code: 'FORK',
        text: 'This till is a copy: it must reconcile its log first.',
      });
    switch (asked.kind) {
      case 'events': {
        const sent = {
          writer,
          envelopes: asked.upload.envelopes,
          opened: { seq, generation },
        };
        return commit({ kind: 'accept', sent });
      }
      case 'story':
        refunds.seen();
        homeward.cameBack(writer);
        return ok(story(line, asked.cursor, asked.after));
      case 'rights':
        return ok(await rights(line, asked.asked));
      case 'log':
        return ok(logAfter(state, writer, asked.after));
      case 'epoch':
        return ok({
          epoch: await commit<number>({ kind: 'next-epoch', writer }),
        });
      case 'sale':
        return ok(saleFacts(state, asked.saleId));
      default:
        return asked satisfies never;
    }
  };

  appendOwn(
    state,
    machine,
    [
      {
        type: 'CentreOpened',
        body: { name: 'Tessera', publicKey: machine.sha256('centre') },
      },
      { type: 'GenerationStarted', body: { generation: 1, because: 'opened' } },
    ],
    0,
  );
  return {
    state: () => state,
    backup: () => copyState(state),
    restore(from) {
      transactions.stop();
      lines.clear();
      refunds.started();
      homeward.close();
      homeward = startHomeward();
      state = { ...copyState(from), server: state.server + 1 };
      startGeneration(state, machine, 0, transactions.horizon());
    },
    revoke(till) {
      lines.close(till);
      void commit({ kind: 'revoke', till });
    },
    exclude(till) {
      void commit({ kind: 'exclude', till }).then(settle);
    },
    async serve(request) {
      if (request.kind === 'pair') {
        const paired = await commit<Answer<object>>(request);
        return paired.ok ? ok({ ...paired.value, publicKey: request.said.publicKey }) : paired;
      }
      if (request.kind === 'session') return session(request.said);
      const line = lines.find(request.session);
      if (!line)
        return refuse({
          code: 'SESSION',
          text: 'This session is over: open another one.',
        });
      if (!line.window.take(request.n))
        return refuse({
          code: 'SESSION',
          text: 'A request of this number was here already.',
        });
      return ask(request, line);
    },
  };
}
