import type { BusinessTime } from '#shared/base/business-time.ts';
import type { Machine } from '#shared/base/machine.ts';
import { Trouble } from '#shared/base/trouble.ts';
import type { Head } from '#shared/ledger/chain.ts';
import type { Envelope } from '#shared/ledger/envelope.ts';
import type { Fact } from '#shared/ledger/events.ts';
import { createLedger } from './append.ts';
import { createKnown, type KnownRows } from './known.ts';
import { createLogTable } from './log-table.ts';
import { createLookUp, type StoreLookUp } from './look-up.ts';
import { openDatabase, type Db } from './open-database.ts';
import { createPrintJobs, type NewPrintJob, type PrintJobs } from './print-jobs.ts';
import { createProjector } from './project.ts';
import { rebuild, rebuildStale } from './rebuild.ts';
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
  head(): Head;
  /** Runs looks and writes as one transaction: what they see is one moment, and on disk when the call returns. */
  atOnce<T>(work: () => T): T;
  /** Writes one command's facts and papers in one transaction. Throws Trouble when the disk says no; then nothing changed. */
  commit(commit: Commit): Envelope[];
  /** Puts papers into the queue that follow from no new fact: copies. */
  print(jobs: readonly NewPrintJob[]): void;
  /** Keeps what the centre told of others, and how far its story was read, together. `anew` forgets all it told before. */
  learn(changes: readonly KnownRows[], cursor: string, anew?: boolean): void;
  /** How far the centre's story was read; empty at its beginning. */
  learnedTo(): string;
  /** This till's events after `seq`, at most so many. */
  ownAfter(seq: number, limit: number): Envelope[];
  /** How far a follower has come; it survives restarts. */
  placeOf(follower: string): string | undefined;
  setPlace(follower: string, place: string): void;
  verify(): Verification;
  rebuild(): void;
  /** How this very connection keeps what it confirmed, as SQLite reports it after writing. */
  durability(): { journal: string; synchronous: number };
  /** Lets the write-ahead log flow back while nobody waits. */
  checkpoint(): void;
  close(): void;
}

/** Opens the till's file, brings it to today's shape, and fills what has to be filled. */
export function openStore(file: string, machine: Machine): Store {
  const { db, readOnly } = openDatabase(file);
  try {
    return withTrouble(() => assemble(db, readOnly, machine));
  } catch (error) {
    db.close();
    throw error;
  }
}

function assemble(db: Db, readOnly: boolean, machine: Machine): Store {
  const identity = whoWrites(db, readOnly, machine);
  const { writer } = identity;
  const log = createLogTable(db, writer);
  if (!readOnly) rebuildStale(db, log);
  const known = createKnown(db);
  if (known.stale) forgetStory(db, readOnly);
  const ledger = createLedger(db, log, createProjector(db), identity, machine.sha256);
  const jobs = createPrintJobs(db);
  const look = createLookUp(db, writer);
  const place = db.prepare('SELECT place FROM follower WHERE name = ?').pluck();
  const setPlace = db.prepare('INSERT OR REPLACE INTO follower (name, place) VALUES (?, ?)');
  const inTransaction = db.transaction((work: () => unknown) => work());
  const atOnce = <T>(work: () => T): T => {
    try {
      return withTrouble(() => inTransaction(work) as T);
    } catch (error) {
      ledger.forget();
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
  const print = (papers: readonly NewPrintJob[], atMs: number): void => {
    for (const paper of papers) jobs.add(paper, atMs);
  };
  return {
    writer,
    readOnly,
    look,
    jobs: { ...jobs, setState: (jobId, state, trouble) => write(() => jobs.setState(jobId, state, trouble)) },
    head: ledger.head,
    atOnce,
    commit: ({ facts, time, jobs: papers = [] }) =>
      write(() => {
        const envelopes = ledger.record(facts, time);
        if (facts.some(({ type }) => type === 'ProgramConfigured')) look.programsChanged();
        print(papers, time.atMs);
        return envelopes;
      }),
    print: (papers) => write(() => print(papers, machine.now())),
    learn: (changes, cursor, anew = false) =>
      write(() => {
        if (anew) known.forget();
        known.learn(changes);
        look.programsChanged();
        setPlace.run(story, cursor);
      }),
    learnedTo: () => (place.get(story) as string | undefined) ?? '',
    ownAfter: log.after,
    placeOf: (follower) => place.get(follower) as string | undefined,
    setPlace: (follower, to) => write(() => void setPlace.run(follower, to)),
    verify: () => verify(db, writer, log, machine.sha256),
    rebuild() {
      withTrouble(() => rebuild(db, log));
      look.programsChanged();
    },
    durability: () => ({
      journal: db.pragma('journal_mode', { simple: true }) as string,
      synchronous: db.pragma('synchronous', { simple: true }) as number,
    }),
    checkpoint: () => void (readOnly || db.pragma('wal_checkpoint(PASSIVE)')),
    close: () => db.close(),
  };
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

/** Who writes in this file: chosen once, when the file is made. Short, since every balance carries it. */
function whoWrites(db: Db, readOnly: boolean, machine: Machine): { writer: string; epoch: number } {
  const read = () =>
    db.prepare('SELECT writer, epoch FROM till').get() as { writer: string; epoch: number } | undefined;
  const known = read();
  if (known) return known;
  if (readOnly)
    throw new Trouble('DATABASE_READ_ONLY', 'The database of this till is empty and may not be written.');
  const name = Buffer.from(machine.randomBytes(8)).toString('hex');
  const made = { writer: `till-${name}`, epoch: 1 };
  db.prepare('INSERT INTO till (only_row, writer, epoch) VALUES (1, @writer, @epoch)').run(made);
  return made;
}
