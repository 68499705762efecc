import { hash } from 'node:crypto';
import { ok, refuse, type Result } from '#shared/base/result.ts';
import { findFault } from '#shared/ledger/chain.ts';
import { noHash, type Envelope } from '#shared/ledger/envelope.ts';
import { screen } from '#shared/projections/screen.ts';
import type { Hello, NamedUpload, Welcome } from '#shared/sync/hello.ts';
import type { SyncProblem } from '#shared/sync/protocol.ts';
import type { Scheduler } from '../world/scheduler.ts';
import type { CentreDoor, Request } from './centre-door.ts';
import { tellStory } from './memory-story.ts';
import { applyEntries, copyTables, emptyTables, type MemoryTables } from './memory-tables.ts';

/** A till's log at the centre. Never changed in place. */
export interface StoredLog {
  epoch: number;
  seq: number;
  hash: string;
  envelopes: readonly Envelope[];
}

/** Everything that a centre's database holds, at one moment. */
export interface CentreState {
  generation: number;
  logs: Map<string, StoredLog>;
  tables: MemoryTables;
  quarantined: number;
  nextTransaction: number;
}

/** The centre in memory: it decides with the same code as the real one, and stores in maps what that one stores in PostgreSQL. */
export interface MemoryCentre extends CentreDoor {
  state(): CentreState;
  /** A copy of the database as it is now, to go back to. */
  backup(): CentreState;
  /** The database becomes an older one, and the centre takes the next generation. What was under way is lost. */
  restore(from: CentreState): void;
}

export interface MemoryCentreOptions {
  scheduler: Scheduler;
  /** How long the next transaction takes from its beginning to its commit. */
  transactionMs(): number;
  /** Most rows of a page of the story. */
  pageRows: number;
  /** After every commit: which log has grown, by what. */
  committed(writer: string, fresh: readonly Envelope[]): void;
}

const sha256 = (text: string): string => hash('sha256', text, 'hex');

export const emptyLog: StoredLog = { epoch: 1, seq: 0, hash: noHash, envelopes: [] };

/** A centre that knows nobody yet. */
export function createMemoryCentre(options: MemoryCentreOptions): MemoryCentre {
  const { scheduler, pageRows } = options;
  let state: CentreState = {
    generation: 1,
    logs: new Map(),
    tables: emptyTables(),
    quarantined: 0,
    nextTransaction: 1,
  };
  let underWay = new Set<number>();
  let lives = 0;
  const locks = new Map<string, Promise<unknown>>();

  /** Runs `work` when a transaction on this log commits. Those of one log wait for each other, others overtake. */
  const transaction = <T>(writer: string, work: (number: number) => T): Promise<T> => {
    const life = lives;
    const run = async (): Promise<T> => {
      const number = state.nextTransaction;
      state.nextTransaction += 1;
      underWay.add(number);
      await new Promise<void>((resolve) => scheduler.after(options.transactionMs(), resolve));
      if (life !== lives) return never();
      try {
        return work(number);
      } finally {
        underWay.delete(number);
      }
    };
    const before = locks.get(writer) ?? Promise.resolve();
    const mine = before.then(run, run);
    locks.set(writer, mine);
    return mine;
  };

  const logOf = (writer: string): StoredLog => state.logs.get(writer) ?? emptyLog;
  const welcome = ({ seq, hash: at }: StoredLog, verdict: Welcome['verdict']): Welcome => ({
    verdict,
    stored: { seq, hash: at },
    safe: seq,
    generation: state.generation,
  });

  const hello = ({ writer, head }: Hello): Promise<Result<Welcome, SyncProblem>> =>
    transaction(writer, () => {
      const log = logOf(writer);
      const forked = head.seq > 0 && head.seq <= log.seq && log.envelopes[head.seq - 1]?.hash !== head.hash;
      return ok(welcome(log, forked ? 'fork' : 'ok'));
    });

  const upload = ({ writer, envelopes }: NamedUpload): Promise<Result<Welcome, SyncProblem>> =>
    transaction(writer, (number): Result<Welcome, SyncProblem> => {
      const log = logOf(writer);
      const known = envelopes.filter(({ seq }) => seq <= log.seq);
      const fresh = envelopes.slice(known.length);
      if (known.some(({ seq, hash: sent }) => log.envelopes[seq - 1]?.hash !== sent))
        return refuse({ code: 'FORK', text: 'another content' });
      const fault = findFault(fresh, { writer, ...log }, sha256);
      if (fault) return refuse({ code: fault.fault === 'GAP' ? 'GAP' : 'FORK', text: fault.fault });
      return ok(welcome(append(writer, log, fresh, number), 'ok'));
    });

  const append = (writer: string, log: StoredLog, fresh: readonly Envelope[], number: number): StoredLog => {
    const last = fresh.at(-1);
    if (!last) return log;
    const { sound, poison } = screen(fresh);
    applyEntries(state.tables, sound, number);
    state.quarantined += poison.length;
    const { epoch, seq, hash: at } = last;
    const grown = { epoch, seq, hash: at, envelopes: [...log.envelopes, ...fresh] };
    state.logs.set(writer, grown);
    options.committed(writer, fresh);
    return grown;
  };

  return {
    state: () => state,
    backup: () => ({ ...state, logs: new Map(state.logs), tables: copyTables(state.tables) }),
    restore(from) {
      lives += 1;
      underWay = new Set();
      locks.clear();
      const { generation, nextTransaction } = state;
      state = { ...from, logs: new Map(from.logs), tables: copyTables(from.tables) };
      state.generation = generation + 1;
      state.nextTransaction = nextTransaction;
    },
    async serve(request: Request) {
      if (request.kind === 'hello') return hello(request.said);
      if (request.kind === 'upload') return upload(request.upload);
      const horizon = underWay.size > 0 ? Math.min(...underWay) : state.nextTransaction;
      const { tables, generation } = state;
      return ok({
        ...tellStory({ tables, generation, horizon }, request.writer, request.cursor, pageRows),
        grants: [],
        recalls: [],
      });
    },
  };
}

/** An answer that never comes, of a centre that stopped meanwhile. */
const never = <T>(): Promise<T> => new Promise<T>(() => undefined);
