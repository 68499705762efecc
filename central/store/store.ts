import type { Result } from '#shared/base/result.ts';
import type { OwnerDecision, OwnerRefusal } from '#shared/sync/owner.ts';
import type { Overview } from '#shared/sync/overview.ts';
import type {
  AskHistory,
  GivenRights,
  LogPage,
  OpenSession,
  Pair,
  Paired,
  Session,
  Story,
  SyncProblem,
  ToldHistory,
  Want,
} from '#shared/sync/protocol.ts';
import type { SealedProfile } from '#shared/members/sealed-profile.ts';
import type { ProfilesPage } from '#shared/sync/profiles.ts';
import type { TellStaff, ToldStaff } from '#shared/sync/staff.ts';
import type { Arrival, Placed } from '#shared/sync/placement.ts';
import type { PlannedRecall } from '#shared/sync/recall.ts';
import { accept, type Accepted, type SentLog } from './accept.ts';
import { settleGeneration } from './generation.ts';
import { migrate } from './migrate.ts';
import { overview } from './overview.ts';
import { memberHistory } from './member-history.ts';
import { logAfter, nextEpoch, saleFacts } from './own-copy.ts';
import type { CentreMachine } from './own-log.ts';
import { decideAsOwner } from './owner.ts';
import { makePairingCode, pair } from './pairing.ts';
import { expireOwn, place } from './place.ts';
import { forgetErased, profilesAfter, takeProfiles } from './profiles.ts';
import { compareStaff } from './shop-staff.ts';
import { connectPostgres } from './postgres.ts';
import { giveRights, recallsFor, type Asker } from './rights.ts';
import { awaitedRefunds, type AwaitedRefunds } from './settle-reversals.ts';
import { settle } from './settle.ts';
import { rebuild, rebuildIfStale } from './rebuild.ts';
import { keyOf, openSession } from './session.ts';
import { forgetOldChanges } from './story-notes.ts';
import { story } from './story.ts';
import { verify, type Verification } from './verify.ts';

/** The ledger of the whole chain. What it cannot do because the database is away is Trouble with the code UNAVAILABLE. */
export interface CentreStore {
  /** A code for the owner to read out to a new till. */
  makePairingCode(): Promise<string>;
  /** Lets a till in that shows such a code, or, where `trial` allows it, the word of trials. Its proof was checked. */
  pair(said: Omit<Pair, 'proof'>, trial: boolean): Promise<Result<Paired, SyncProblem>>;
  /** The key with which a paired till signs. */
  keyOf(writer: string): Promise<string | undefined>;
  /** Compares a till's log with ours. Its signature was checked. */
  openSession(said: Omit<OpenSession, 'signature'>): Promise<Result<Omit<Session, 'session'>, SyncProblem>>;
  /** Stores a stretch of a till's log, once, however often it is sent. */
  accept(sent: SentLog): Promise<Result<Accepted, SyncProblem>>;
  /** What the other writers did, behind a cursor. */
  story(writer: string, cursor: string, asker?: Asker): Promise<Result<Story, SyncProblem>>;
  /** Sends a till what it wants of the centre's drawer, and says what could not be had. */
  giveRights(asker: Asker, wants: readonly Want[]): Promise<GivenRights>;
  /** Which tills on the line could give back what is missing to `asker`. */
  recallsFor(short: readonly Want[], asker: string, online: ReadonlySet<string>): Promise<PlannedRecall[]>;
  /** Which rights to refund are missed to settle what tills refunded without them. */
  awaitedRefunds(behind?: string): Promise<AwaitedRefunds>;
  /** Covers risks and repays debts. Answers how many facts that came to. */
  settle(): Promise<number>;
  /** A page of a till's own log, as we have it. */
  logAfter(writer: string, after: number): Promise<LogPage>;
  /** The epoch under which a forked till goes on. */
  nextEpoch(writer: string): Promise<number>;
  /** All that the ledger says of a sale. */
  saleFacts(saleId: string): Promise<LogPage>;
  /** What happened to a member, at every till. */
  memberHistory(asked: AskHistory): Promise<ToldHistory>;
  /** Sends value that nobody asked for on to its members' home tills, as far as those are on the line. */
  place(arrivals: readonly Arrival[], online: ReadonlySet<string>): Promise<Placed>;
  /** Takes in what a till says of who members are. Answers of how many it is kept. */
  takeProfiles(sent: readonly SealedProfile[]): Promise<number>;
  /** Who members are, behind a cursor. */
  profilesAfter(writer: string, cursor: string): Promise<Result<ProfilesPage, SyncProblem>>;
  /** Takes in what a till says of who works in its shop, and answers with everybody there, unless that is what it knows. */
  compareStaff(writer: string, said: TellStaff): Promise<Result<ToldStaff, SyncProblem>>;
  /** Books the end of what lies in the centre's own drawer and is over. Answers how many facts that came to. */
  expireOwn(): Promise<number>;
  /** Forgets which rows changed when, where they changed again since. Nobody waits for it, and no reader misses anything. */
  tidy(): Promise<void>;
  /** Carries out what the owner decided. */
  decideAsOwner(decision: OwnerDecision): Promise<Result<{ facts: number }, OwnerRefusal>>;
  /** One moment of everything, for the owner. */
  overview(): Promise<Overview>;
  /** Whether the database answers. */
  isThere(): Promise<boolean>;
  /** Proves every chain and every read table. */
  verify(): Promise<Verification>;
  /** Makes all read tables anew from the ledger. */
  rebuild(): Promise<void>;
  close(): Promise<void>;
}

/** Connects to a PostgreSQL, brings its tables to today's shape, and fills what has to be filled. */
export async function openCentreStore(options: {
  url: string;
  machine: CentreMachine;
  log: (line: string) => void;
}): Promise<CentreStore> {
  const { url, machine, log } = options;
  const postgres = await connectPostgres(url, log);
  try {
    await migrate(postgres, log);
    await rebuildIfStale(postgres, log);
    await settleGeneration(postgres, machine, log);
    await postgres.transaction((tx) => forgetErased(tx));
  } catch (error) {
    await postgres.close();
    throw error;
  }
  return {
    makePairingCode: () => makePairingCode(postgres, machine),
    pair: (said, trial) => pair(postgres, machine, said, trial),
    keyOf: (writer) => keyOf(postgres, writer),
    openSession: (said) => openSession(postgres, machine, said),
    accept: (sent) => accept(postgres, machine, sent),
    story: (writer, cursor, asker) => story(postgres, machine, writer, cursor, asker),
    giveRights: (asker, wants) => giveRights(postgres, machine, asker, wants),
    recallsFor: (short, asker, online) => recallsFor(postgres, machine, short, asker, online),
    awaitedRefunds: (behind) => awaitedRefunds(postgres, behind),
    settle: () => settle(postgres, machine),
    logAfter: (writer, after) => logAfter(postgres, writer, after),
    nextEpoch: (writer) => nextEpoch(postgres, writer),
    memberHistory: (asked) => memberHistory(postgres, asked),
    saleFacts: (saleId) => saleFacts(postgres, saleId),
    place: (arrivals, online) => place(postgres, machine, arrivals, online),
    takeProfiles: (sent) => takeProfiles(postgres, sent),
    profilesAfter: (writer, cursor) => profilesAfter(postgres, writer, cursor),
    compareStaff: (writer, said) => compareStaff(postgres, machine.sha256, writer, said),
    expireOwn: () => expireOwn(postgres, machine),
    tidy: () => postgres.transaction((tx) => forgetOldChanges(tx)),
    decideAsOwner: (decision) => decideAsOwner(postgres, machine, decision),
    overview: () => overview(postgres, machine),
    isThere: () =>
      postgres.query('SELECT 1').then(
        () => true,
        () => false,
      ),
    verify: () => verify(postgres, machine),
    rebuild: () => rebuild(postgres),
    close: () => postgres.close(),
  };
}
