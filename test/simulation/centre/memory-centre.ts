import { ok, refuse } from '#shared/base/result.ts';
import { centre } from '#shared/ledger/drawer.ts';
import type { Envelope } from '#shared/ledger/envelope.ts';
import { readEntries } from '#shared/projections/fold.ts';
import { recallWaitMs, type Notice, type OpenSession, type Pair } from '#shared/sync/protocol.ts';
import { mayBeSettled } from '#shared/sync/settle.ts';
import type { Scheduler } from '../world/scheduler.ts';
import { accept, logAfter, nextEpoch, openSession, type Answer } from './answers.ts';
import type { Asked, CentreDoor } from './centre-door.ts';
import type { CentreMachine } from './centre-machine.ts';
import { copyState, emptyState, logOf, type CentreState } from './centre-state.ts';
import { startGeneration } from './generations.ts';
import { createLines, type OpenLine } from './lines.ts';
import { giveRights, grantsFor, recallsFor, settleAll } from './memory-rights.ts';
import { tellStory } from './memory-story.ts';
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
}

export interface MemoryCentreOptions {
  scheduler: Scheduler;
  machine: CentreMachine;
  /** How long the next transaction takes from its beginning to its commit. */
  transactionMs(): number;
  /** Most rows of a page of the story. */
  pageRows: number;
  /** After every commit: which log has grown, by what. */
  committed(writer: string, fresh: readonly Envelope[]): void;
  /** A notice for a till that may be listening. */
  notify(writer: string, notice: Notice): void;
  /** Whether a till that has a session could hear a notice now. */
  listens(writer: string): boolean;
}

/** A centre that knows nobody yet. */
export function createMemoryCentre(options: MemoryCentreOptions): MemoryCentre {
  const { scheduler, machine, pageRows } = options;
  const transactions = createTransactions(scheduler, options.transactionMs);
  const lines = createLines();
  const recalls = createRecalls(scheduler);
  let state = emptyState();

  const grown = (writer: string, fresh: readonly Envelope[]): void => {
    options.committed(writer, fresh);
    for (const other of lines.writers()) if (other !== writer) options.notify(other, 'story');
  };
  /** A transaction in which the centre may write facts of its own. */
  const deciding = <T>(locks: string, work: (number: number) => T): Promise<T> =>
    transactions.run(locks, (number) => {
      const before = logOf(state, centre).seq;
      const result = work(number);
      const own = logOf(state, centre).envelopes.slice(before);
      if (own.length > 0) grown(centre, own);
      return result;
    });
  const settle = async (): Promise<void> => {
    while ((await deciding(centre, (number) => settleAll(state, machine, number))) > 0);
  };

  const pair = async ({ writer, publicKey }: Pair): Promise<Answer<unknown>> =>
    transactions.run(writer, () => {
      const log = logOf(state, writer);
      if (!state.logs.has(writer))
        state.logs.set(writer, { ...log, checkedIn: state.generation === 1 ? 1 : 0 });
      return ok({ generation: state.generation, publicKey });
    });

  const session = async (said: OpenSession): Promise<Answer<unknown>> => {
    const judged = await deciding(said.writer, (number) => openSession(state, machine, said, number));
    if (!judged.ok) return judged;
    const { verdict } = judged.value;
    if (verdict === 'retired') lines.close(said.writer);
    return ok({ session: verdict === 'retired' ? null : lines.open(said, verdict), ...judged.value });
  };

  const events = async (
    { writer, generation, headSeq: seq }: OpenLine,
    envelopes: readonly Envelope[],
  ): Promise<Answer<unknown>> => {
    const accepted = await transactions.run(writer, (number) =>
      accept(state, machine, { writer, envelopes, opened: { seq, generation } }, number),
    );
    if (!accepted.ok) return accepted;
    const { answer, fresh } = accepted.value;
    if (fresh.length > 0) grown(writer, fresh);
    const facts = readEntries(fresh).map(({ fact }) => fact);
    for (const fact of facts)
      if (fact.type === 'RightsReturned' && fact.body.recallId) recalls.answered(fact.body.recallId);
    if (facts.some(mayBeSettled)) void settle();
    return ok(answer);
  };

  const rights = async (
    { writer, generation }: OpenLine,
    { wants, after }: Extract<Asked, { kind: 'rights' }>['asked'],
  ): Promise<Answer<unknown>> => {
    const asker = { writer, generation, after };
    const give = () => deciding(centre, (number) => giveRights(state, machine, asker, wants, number));
    const given = await give();
    if (given.short.length === 0) return ok(given);
    const online = new Set([...lines.writers()].filter(options.listens));
    const planned = recallsFor(state, machine, given.short, writer, online);
    if (planned.length === 0) return ok(given);
    recalls.add(planned);
    for (const { till } of planned) options.notify(till, 'recall');
    await recalls.wait(
      planned.map(({ recallId }) => recallId),
      recallWaitMs,
    );
    return ok(await give());
  };

  const story = ({ writer, generation }: OpenLine, cursor: string, after: number): Answer<unknown> =>
    ok({
      ...tellStory({ ...state, horizon: transactions.horizon() }, writer, cursor, pageRows),
      grants: grantsFor(state, { writer, generation, after }),
      recalls: recalls.of(writer),
    });

  const ask = async (asked: Asked, line: OpenLine): Promise<Answer<unknown>> => {
    if (line.verdict === 'fork' && asked.kind !== 'log' && asked.kind !== 'epoch')
      return refuse({ code: 'FORK', text: 'This till is a copy: it must reconcile its log first.' });
    switch (asked.kind) {
      case 'events':
        return events(line, asked.upload.envelopes);
      case 'story':
        return story(line, asked.cursor, asked.after);
      case 'rights':
        return rights(line, asked.asked);
      case 'log':
        return ok(logAfter(state, line.writer, asked.after));
      case 'epoch':
        return ok({ epoch: await transactions.run(line.writer, () => nextEpoch(state, line.writer)) });
      case 'sale':
        return refuse({ code: 'BAD_REQUEST', text: 'Nobody asks for sales here yet.' });
      default:
        return asked satisfies never;
    }
  };

  appendOwn(
    state,
    machine,
    [
      { type: 'CentreOpened', body: { name: 'Tessera', publicKey: machine.sha256('centre') } },
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
      state = { ...copyState(from), server: state.server + 1 };
      startGeneration(state, machine, 0, transactions.horizon());
    },
    revoke(writer) {
      state.logs.set(writer, { ...logOf(state, writer), state: 'revoked' });
      lines.close(writer);
    },
    async serve(request) {
      if (request.kind === 'pair') return pair(request.said);
      if (request.kind === 'session') return session(request.said);
      const line = lines.find(request.session);
      if (!line) return refuse({ code: 'SESSION', text: 'This session is over: open another one.' });
      if (!line.window.take(request.n))
        return refuse({ code: 'SESSION', text: 'A request of this number was here already.' });
      return ask(request, line);
    },
  };
}
