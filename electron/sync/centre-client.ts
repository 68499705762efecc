import type { Envelope } from '#shared/ledger/envelope.ts';
import type {
  AskHistory,
  GivenRights,
  LogPage,
  NewEpoch,
  Notice,
  OpenSession,
  Pair,
  Paired,
  Session,
  Story,
  Stored,
  ToldHistory,
  WantRights,
} from '#shared/sync/protocol.ts';

/** What every question of a session carries: whose session it is, and a number that was not used before. */
export interface Pass {
  session: string;
  n: number;
}

/**
 * The centre as a till sees it, however far away it is. Every answer was checked; whatever goes wrong is Trouble with the code of a
 * SyncProblem, or CENTRE_UNREACHABLE.
 */
export interface CentreClient {
  pair(said: Pair): Promise<Paired>;
  openSession(said: OpenSession): Promise<Session>;
  upload(pass: Pass, envelopes: readonly Envelope[]): Promise<Stored>;
  story(pass: Pass, from: { cursor: string; after: number }): Promise<Story>;
  /** Gives up when `signal` says that nobody waits for it any more. */
  rights(pass: Pass, asked: WantRights, signal?: AbortSignal): Promise<GivenRights>;
  log(pass: Pass, after: number): Promise<LogPage>;
  newEpoch(pass: Pass): Promise<NewEpoch>;
  /** All that the ledger says of a sale; gives up when `signal` says so. */
  sale(pass: Pass, saleId: string, signal?: AbortSignal): Promise<LogPage>;
  /** What happened to a member at every till; gives up when `signal` says so. */
  history(pass: Pass, asked: AskHistory, signal?: AbortSignal): Promise<ToldHistory>;
  /** Listens until the centre has no more to say. */
  notices(pass: Pass, heard: (notice: Notice) => void): Promise<void>;
}
