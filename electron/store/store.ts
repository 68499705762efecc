import type { BusinessTime } from '#shared/base/business-time.ts';
import type { Machine } from '#shared/base/machine.ts';
import { Trouble } from '#shared/base/trouble.ts';
import type { Head } from '#shared/ledger/chain.ts';
import type { Envelope } from '#shared/ledger/envelope.ts';
import type { Fact } from '#shared/ledger/events.ts';
import { shareContact } from '#shared/members/same-contact.ts';
import { personOf } from '#shared/members/profile.ts';
import { segmentName } from '#shared/segments/segment-of.ts';
import type { StartedOver } from '#shared/sync/reconcile.ts';
import { joinMerged } from '#shared/visit/join-merged.ts';
import { nodeSealer } from '#electron/platform/sealer.ts';
import { createLedger } from './append.ts';
import { createFollowers } from './followers.ts';
import { createHistoryPlaces, type HistoryPlaces } from './history-places.ts';
import { createKnown, type KnownRows } from './known.ts';
import { createLogTable } from './log-table.ts';
import { createLookUp, type StoreLookUp } from './look-up.ts';
import { openDatabase, type Db, type OpenDatabase } from './open-database.ts';
import { createPrintJobs, type NewPrintJob, type PrintJobs } from './print-jobs.ts';
import { createProjector } from './project.ts';
import { rebuild, rebuildStale, type Progress } from './rebuild.ts';
import { createScrub } from './scrub.ts';
import { createSegments, type Segments } from './segments.ts';
import { createStaffBook, type StaffBook } from './staff.ts';
import { createStanding, type Standing } from './standing.ts';
import { startOver, type CentreCopy } from './start-over.ts';
import { createProfiles, type Profiles } from './profiles.ts';
import { withTrouble } from './store-trouble.ts';
import { verify, type Verification } from './verify.ts';

/** What one command writes, all or nothing, and the moment it was decided. */
export interface Commit {
  facts: readonly Fact[];
  time: BusinessTime;
  jobs?: readonly NewPrintJob[];
}

/** The one SQLite file of a till. Knows nobody who uses it. Synchronous: when a call returns, it is on disk. */
export interface Store {
  readonly writer: string;
  readonly readOnly: boolean;
  look: StoreLookUp;
  jobs: PrintJobs;
  /** Who members are. What changes them joins the caller's transaction, or makes one of its own. */
  profiles: Profiles;
  /** In which segment each member is. What changes that joins the caller's transaction, or makes one of its own. */
  segments: Segments;
  /** Who works here. */
  staff: Omit<StaffBook, 'forget'>;
  /** Where this till's log ends. */
  head(): Head;
  /** How this till stands to the centre. */
  standing: Omit<Standing, 'writer' | 'forget'>;
  /** Goes on behind the centre's copy of our log, under a new epoch, with what only we knew: all or nothing. */
  startOver(copy: CentreCopy, time: BusinessTime): StartedOver;
  /** Runs looks and writes as one transaction: what they see is one moment, and on disk when the call returns. */
  atOnce<T>(work: () => T): T;
  /** Writes one command's facts and papers in one transaction. Throws Trouble when the disk says no; then nothing changed. */
  commit(commit: Commit): Envelope[];
  /** Puts papers into the queue that follow from no new fact: copies. */
  print(jobs: readonly NewPrintJob[]): void;
  /** Keeps what the centre told of others, and how far its story was read, together. `anew` forgets all it told before. */
  learn(changes: readonly KnownRows[], cursor: string, anew?: boolean): void;
  /**
   * The story was read to its end: makes one of the indexes that learning it from the beginning had put off. Whether others are missing
   * still, to be asked for in a turn of their own.
   */
  indexLearned(): boolean;
  /** How far the centre's story was read; empty at its beginning. */
  learnedTo(): string;
  /** This till's events after `seq`, at most so many. */
  ownAfter(seq: number, limit: number): Envelope[];
  /** Where members' histories stand in this till's log. */
  history: Pick<HistoryPlaces, 'gather' | 'page'>;
  /** How far a follower has come; it survives restarts. */
  placeOf(follower: string): string | undefined;
  setPlace(follower: string, place: string): void;
  verify(): Verification;
  rebuild(progress?: Progress): void;
  /**
   * Looks for damage in what was not read when a large file was opened, for some milliseconds. Whether there is more to read.
   * Throws Trouble at the first damage, and from then on nothing new is written.
   */
  scrub(): boolean;
  damaged(): boolean;
  /** How this very connection keeps what it confirmed, as SQLite reports it after writing. */
  durability(): { journal: string; synchronous: number };
  /** Lets the write-ahead log flow back while nobody waits. */
  checkpoint(): void;
  close(): void;
}

/** How a file is opened, where it matters. */
export interface OpenOptions {
  /** Hears how far the read tables are filled, when they have to be. */
  progress?: Progress;
  /** Up to this size a file is read whole before anybody trusts it; a larger one while it serves. */
  wholeUpToBytes?: number;
}

/** Opens the till's file, brings it to today's shape, and fills what has to be filled. */
export function openStore(file: string, machine: Machine, options: OpenOptions = {}): Store {
  const opened = openDatabase(file, options.wholeUpToBytes);
  try {
    return withTrouble(() => assemble(opened, machine, options.progress));
  } catch (error) {
    opened.db.close();
    throw error;
  }
}

function assemble(opened: OpenDatabase, machine: Machine, progress?: Progress): Store {
  const { db, readOnly } = opened;
  const standing = createStanding(db, readOnly, machine);
  const { writer } = standing;
  const log = createLogTable(db, writer);
  const scrub = createScrub(opened, log, machine);
  if (!readOnly) rebuildStale(db, log, progress);
  const known = createKnown(db);
  if (known.stale) forgetStory(db, readOnly);
  const project = createProjector(db);
  const ledger = createLedger(db, log, project, standing, machine.sha256);
  const jobs = createPrintJobs(db);
  const ledgerLook = createLookUp(db, writer);
  const followers = createFollowers(db);
  const { placeOf, setPlace } = followers;
  const history = createHistoryPlaces(db, writer, log, followers);
  const profiles = createProfiles(db, followers, nodeSealer);
  const sameContact = (one: string, other: string): boolean =>
    shareContact(personOf(profiles.read(one) ?? {}), personOf(profiles.read(other) ?? {}));
  const segments = createSegments(db);
  const staff = createStaffBook(db, writer, nodeSealer, followers);
  const look: StoreLookUp = {
    ...ledgerLook,
    memberFacts: (walletId) =>
      ledgerLook.memberFacts(walletId, {
        // The one thing about a person that programs may ask, and the ledger does not know.
        birthday: () => profiles.read(walletId)?.birthday?.value?.slice(-'MM-DD'.length) ?? null,
        segment() {
          const row = segments.of(walletId);
          return row ? segmentName(row.segment) : null;
        },
        // Who turned out to live together since sends nobody.
        referral() {
          const sent = ledgerLook.referral(walletId);
          return sent && !sameContact(sent.friend, sent.referrer) ? sent : null;
        },
      }),
    sameContact,
  };
  const inTransaction = db.transaction((work: () => unknown) => work());
  const atOnce = <T>(work: () => T): T => {
    try {
      const done = withTrouble(() => inTransaction(work) as T);
      // A key that was destroyed still stands in the write-ahead log, until that is cut.
      if (!db.inTransaction && profiles.forgot()) db.pragma('wal_checkpoint(TRUNCATE)');
      return done;
    } catch (error) {
      ledger.forget();
      standing.forget();
      staff.forget();
      look.programsChanged();
      throw error;
    }
  };
  const write = <T>(work: () => T): T => {
    if (readOnly) {
      throw new Trouble(
        'DATABASE_READ_ONLY',
        'The till may not write its database. Nothing is awarded until it can.',
        'later',
      );
    }
    return db.inTransaction ? work() : atOnce(work);
  };
  /** Damage ends what is new. What follows the ledger goes on, so that what was sold still comes to paper and to the centre. */
  const writeNew = <T>(work: () => T): T => {
    const damage = scrub.found();
    if (damage) throw damage;
    return write(work);
  };
  const print = (papers: readonly NewPrintJob[], atMs: number): void => {
    for (const paper of papers) jobs.add(paper, atMs);
  };
  return {
    writer,
    readOnly,
    look,
    profiles: {
      ...profiles,
      change: (walletId, changes, said) => writeNew(() => profiles.change(walletId, changes, said)),
      learn: (page, cursor, anew) => writeNew(() => profiles.learn(page, cursor, anew)),
      sent: (upTo) => write(() => profiles.sent(upTo)),
    },
    segments: {
      ...segments,
      put: (rows) => write(() => segments.put(rows)),
      drop: (walletIds) => write(() => segments.drop(walletIds)),
    },
    staff: {
      all: staff.all,
      unreadable: staff.unreadable,
      keepLost: (atCentre) => write(() => staff.keepLost(atCentre)),
      records: staff.records,
      keep: (person, whats, said) => write(() => staff.keep(person, whats, said)),
      keepTries: (staffId, tries) => write(() => staff.keepTries(staffId, tries)),
      learn: (theirs) => writeNew(() => staff.learn(theirs)),
    },
    jobs: {
      ...jobs,
      setState: (jobId, state, trouble) => write(() => jobs.setState(jobId, state, trouble)),
      cancelBatch: (batchId) => write(() => jobs.cancelBatch(batchId)),
      pauseBatch: (batchId, paused) => write(() => jobs.pauseBatch(batchId, paused)),
      cancelVoucher: (voucherId) => write(() => jobs.cancelVoucher(voucherId)),
    },
    head: ledger.head,
    standing: {
      epoch: standing.epoch,
      state: standing.state,
      generation: standing.generation,
      keep: (change) => write(() => standing.keep(change)),
    },
    startOver: (copy, time) =>
      write(() => {
        const over = startOver({ db, log, ledger, standing, project, machine }, copy, time);
        look.programsChanged();
        profiles.forget();
        history.forget(copy.commonSeq);
        return over;
      }),
    atOnce,
    commit: ({ facts, time, jobs: papers = [] }) =>
      writeNew(() => {
        const joining = { drawer: standing.writer, walletsOf: look.walletsOf, amountOf: ledger.held };
        const envelopes = ledger.record([...joinMerged(facts, joining), ...facts], time);
        if (facts.some(({ type }) => type === 'MembersMerged' || type === 'MergeUndone'))
          look.mergesChanged();
        if (facts.some(({ type }) => type === 'ProgramConfigured' || type === 'SettingsChanged'))
          look.programsChanged();
        profiles.forget(facts.flatMap((fact) => (fact.type === 'MemberErased' ? fact.body.walletId : [])));
        print(papers, time.atMs);
        return envelopes;
      }),
    print: (papers) => writeNew(() => print(papers, machine.now())),
    learn: (changes, cursor, anew = false) =>
      writeNew(() => {
        if (anew) known.forget();
        known.learn(changes);
        profiles.forget(changes.flatMap(erasedIn));
        look.programsChanged();
        setPlace(story, cursor);
      }),
    indexLearned() {
      const missing = readOnly ? 0 : known.missing();
      if (missing > 0) writeNew(known.makeIndex);
      return missing > 1;
    },
    learnedTo: () => placeOf(story) ?? '',
    ownAfter: log.after,
    history: {
      gather: () => !readOnly && write(history.gather),
      page(...asked) {
        if (!readOnly)
          write(() => {
            while (history.gather());
          });
        return history.page(...asked);
      },
    },
    placeOf,
    setPlace: (follower, to) => write(() => setPlace(follower, to)),
    verify: () => verify(db, writer, log, machine.sha256),
    rebuild(progress) {
      withTrouble(() => rebuild(db, log, progress));
      look.programsChanged();
    },
    scrub: scrub.next,
    damaged: () => scrub.found() !== undefined,
    durability: () => ({
      journal: db.pragma('journal_mode', { simple: true }) as string,
      synchronous: db.pragma('synchronous', { simple: true }) as number,
    }),
    checkpoint: () => void (readOnly || db.pragma('wal_checkpoint(PASSIVE)')),
    close: () => db.close(),
  };
}

/** The members of whom a page of the story says that they were erased. */
function erasedIn({ table, columns, rows }: KnownRows): string[] {
  const [wallet, erased] = [columns.indexOf('wallet_id'), columns.indexOf('erased_at')];
  if (table !== 'members' || wallet < 0 || erased < 0) return [];
  return rows.flatMap((row) => (row[erased] === null ? [] : String(row[wallet])));
}

/** The follower's name under which is kept how far the centre's story was read. */
const story = 'story';

/** What we knew of others stood in an older shape: it is asked for again, from the beginning. */
function forgetStory(db: Db, readOnly: boolean): void {
  if (readOnly) {
    throw new Trouble(
      'DATABASE_READ_ONLY',
      'The database may not be written, and it has to be brought up to date first.',
    );
  }
  db.prepare('DELETE FROM follower WHERE name = ?').run(story);
}
