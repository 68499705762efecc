import { ok, refuse } from '#shared/base/result.ts';
import type { Envelope } from '#shared/ledger/envelope.ts';
import { centre } from '#shared/ledger/drawer.ts';
import { createRequestWindow, type RequestWindow } from '#shared/sync/request-window.ts';
import type { Verdict } from '#shared/sync/protocol.ts';
import type { Scheduler } from '../world/scheduler.ts';
import { accept, logAfter, nextEpoch, openSession, type Answer } from './answers.ts';
import type { Asked, CentreDoor, Request } from './centre-door.ts';
import type { CentreMachine } from './centre-machine.ts';
import { copyState, emptyState, logOf, type CentreState } from './centre-state.ts';
import { grantOf, startGeneration } from './generations.ts';
import { tellStory } from './memory-story.ts';
import { createTransactions } from './transactions.ts';
import { appendOwn } from './write-log.ts';

/** The centre in memory: it decides with the same code as the real one, and keeps in maps what that one keeps in PostgreSQL. */
export interface MemoryCentre extends CentreDoor {
  state(): CentreState;
  /** A till that was let in by the owner. */
  pair(writer: string): void;
  /** A copy of the database as it is now, to go back to. */
  backup(): CentreState;
  /** The database becomes an older one, on another server. What was under way is lost, and all sessions are over. */
  restore(from: CentreState): void;
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
}

interface OpenLine {
  writer: string;
  verdict: Verdict;
  generation: number;
  headSeq: number;
  window: RequestWindow;
}

/** A centre that knows nobody yet. */
export function createMemoryCentre(options: MemoryCentreOptions): MemoryCentre {
  const { scheduler, machine, pageRows, committed } = options;
  const transactions = createTransactions(scheduler, options.transactionMs);
  let state = emptyState();
  const lines = new Map<string, OpenLine>();
  let opened = 0;

  /** Tells of what the centre itself wrote meanwhile, too. */
  const watching = <T>(work: () => T): T => {
    const before = logOf(state, centre).seq;
    const result = work();
    const own = logOf(state, centre).envelopes.slice(before);
    if (own.length > 0) committed(centre, own);
    return result;
  };

  const session = async (said: Extract<Request, { kind: 'session' }>['said']): Promise<Answer<unknown>> => {
    const judged = await transactions.run(said.writer, (number) =>
      watching(() => openSession(state, machine, said, number)),
    );
    if (!judged.ok) return judged;
    const { verdict } = judged.value;
    for (const [token, line] of lines) if (line.writer === said.writer) lines.delete(token);
    if (verdict === 'retired') return ok({ session: null, ...judged.value });
    opened += 1;
    const token = opened.toString(16).padStart(32, '0');
    const { writer, generation, head } = said;
    lines.set(token, { writer, verdict, generation, headSeq: head.seq, window: createRequestWindow() });
    return ok({ session: token, ...judged.value });
  };

  const ask = async (asked: Asked, line: OpenLine): Promise<Answer<unknown>> => {
    const { writer, verdict, generation, headSeq: seq } = line;
    if (verdict === 'fork' && asked.kind !== 'log' && asked.kind !== 'epoch')
      return refuse({ code: 'FORK', text: 'This till is a copy: it must reconcile its log first.' });
    switch (asked.kind) {
      case 'events':
        return upload(writer, asked.upload.envelopes, { seq, generation });
      case 'story':
        return ok({ ...story(writer, asked.cursor), grants: grantsFor(writer, asked.after), recalls: [] });
      case 'log':
        return ok(logAfter(state, writer, asked.after));
      case 'epoch':
        return ok({ epoch: await transactions.run(writer, () => nextEpoch(state, writer)) });
      case 'rights':
      case 'sale':
        return refuse({ code: 'BAD_REQUEST', text: 'not yet' });
      default:
        return asked satisfies never;
    }
  };

  const upload = async (
    writer: string,
    envelopes: readonly Envelope[],
    opening?: { seq: number; generation: number },
  ): Promise<Answer<unknown>> => {
    const accepted = await transactions.run(writer, (number) =>
      accept(state, machine, { writer, envelopes, ...(opening ? { opened: opening } : {}) }, number),
    );
    if (!accepted.ok) return accepted;
    const { answer, fresh } = accepted.value;
    if (fresh.length > 0) committed(writer, fresh);
    return ok(answer);
  };

  const story = (writer: string, cursor: string) =>
    tellStory(
      { tables: state.tables, generation: state.generation, horizon: transactions.horizon() },
      writer,
      cursor,
      pageRows,
    );

  const grantsFor = (writer: string, after: number) =>
    [...(state.tables.get('grants')?.values() ?? [])]
      .map(({ row }) => row)
      .filter(
        (row) =>
          row['till'] === writer &&
          row['generation'] === state.generation &&
          Number(row['number']) > after &&
          row['cancelled_at'] === null,
      )
      .map(grantOf)
      .sort((one, other) => one.number - other.number);

  const legacy = async (request: Request): Promise<Answer<unknown>> => {
    if (request.kind === 'named-upload') {
      const stored = await upload(request.upload.writer, request.upload.envelopes);
      return stored.ok ? ok({ verdict: 'ok', ...(stored.value as object) }) : stored;
    }
    if (request.kind === 'named-story')
      return ok({ ...story(request.writer, request.cursor), grants: [], recalls: [] });
    if (request.kind !== 'hello') return refuse({ code: 'BAD_REQUEST', text: 'unknown' });
    const { writer, head } = request.said;
    const log = logOf(state, writer);
    const forked = head.seq > 0 && head.seq <= log.seq && log.envelopes[head.seq - 1]?.hash !== head.hash;
    const stored = { seq: log.seq, hash: log.hash };
    return ok({ verdict: forked ? 'fork' : 'ok', stored, safe: log.seq, generation: state.generation });
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
    pair(writer) {
      state.logs.set(writer, { ...logOf(state, writer), checkedIn: state.generation === 1 ? 1 : 0 });
    },
    backup: () => copyState(state),
    restore(from) {
      transactions.stop();
      lines.clear();
      state = copyState(from);
      startGeneration(state, machine, 0, transactions.horizon());
      committed(centre, []);
    },
    async serve(request) {
      if (request.kind === 'session') return session(request.said);
      if (!('session' in request)) return legacy(request);
      const line = lines.get(request.session);
      if (!line) return refuse({ code: 'SESSION', text: 'This session is over: open another one.' });
      if (!line.window.take(request.n))
        return refuse({ code: 'SESSION', text: 'A request of this number was here already.' });
      return ask(request, line);
    },
  };
}
