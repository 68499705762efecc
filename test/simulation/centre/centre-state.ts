import { noHash, type Envelope } from '#shared/ledger/envelope.ts';
import { centre } from '#shared/ledger/drawer.ts';
import type { Row } from '#shared/projections/projection.ts';
import { copyTables, emptyTables, type MemoryTables } from './memory-tables.ts';

/** A log at the centre, and what it knows of its writer. Never changed in place. */
export interface StoredLog {
  writer: string;
  epoch: number;
  seq: number;
  hash: string;
  envelopes: readonly Envelope[];
  /** When each of them came, by the centre's clock. */
  receivedAtMs: readonly number[];
  state: 'active' | 'revoked' | 'excluded';
  /** The shop that it named when it was paired. */
  shop: string | null;
  epochGiven: number;
  checkedIn: number;
}

/** Everything that a centre's database holds, at one moment. */
export interface CentreState {
  generation: number;
  /** On which server it runs: another one after each restore. */
  server: number;
  /** The generation whose leftovers are cleared away. */
  cleared: number;
  /** Whether tills took in grants that it forgot and cannot cover yet. */
  uncovered: boolean;
  logs: Map<string, StoredLog>;
  tables: MemoryTables;
  /** Events that were stored and count for nothing, as `writer seq reason`. */
  quarantine: readonly string[];
  /** Those of them, by writer and number. */
  setAside: ReadonlySet<string>;
}

export const emptyState = (): CentreState => ({
  generation: 1,
  server: 1,
  cleared: 1,
  uncovered: false,
  logs: new Map(),
  tables: emptyTables(),
  quarantine: [],
  setAside: new Set(),
});

/** The same database once more. */
export const copyState = (state: CentreState): CentreState => ({
  ...state,
  logs: new Map(state.logs),
  tables: copyTables(state.tables),
});

/** A writer's log, empty if nothing was heard of it. */
export const logOf = ({ logs }: CentreState, writer: string): StoredLog =>
  logs.get(writer) ?? {
    writer,
    epoch: 1,
    seq: 0,
    hash: noHash,
    envelopes: [],
    receivedAtMs: [],
    state: 'active',
    shop: null,
    epochGiven: 1,
    checkedIn: 0,
  };

/** The logs of tills, by the names of their writers. */
export const tillLogs = ({ logs }: CentreState): StoredLog[] =>
  [...logs.values()]
    .filter(({ writer }) => writer !== centre)
    .sort((one, other) => (one.writer < other.writer ? -1 : 1));

/** Whether a till that was given up may still bring the value behind a forgotten grant. */
export const mayStillCome = (state: CentreState): boolean =>
  tillLogs(state).some((log) => log.state === 'excluded');

/** The rows of a read table. */
export const rowsOf = (state: CentreState, table: string): Row[] =>
  [...(state.tables.get(table)?.values() ?? [])].map(({ row }) => row);
