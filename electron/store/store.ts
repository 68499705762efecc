import type { Machine } from '#shared/base/machine.ts';
import { Trouble } from '#shared/base/trouble.ts';
import type { Head } from '#shared/ledger/chain.ts';
import type { Envelope } from '#shared/ledger/envelope.ts';
import type { Fact } from '#shared/ledger/events.ts';
import { createLedger } from './append.ts';
import { createLookUp, type StoreLookUp } from './look-up.ts';
import { openDatabase, type Db } from './open-database.ts';
import { createPrintJobs, type NewPrintJob, type PrintJobs } from './print-jobs.ts';
import { createProjector } from './project.ts';
import { rebuild, rebuildStale } from './rebuild.ts';
import { withTrouble } from './store-trouble.ts';
import { verify, type Verification } from './verify.ts';

/** What one command writes, all or nothing. */
export interface Commit {
  facts: readonly Fact[];
  jobs?: readonly NewPrintJob[];
  /** Remembers what was answered, so that the same command sent again changes nothing and hears the same. */
  answer?: { commandId: string; text: string };
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
  /** Writes one command's facts, papers and answer in one transaction. Throws Trouble when the disk says no; then nothing changed. */
  commit(commit: Commit): Envelope[];
  answerTo(commandId: string): string | undefined;
  /** Stores what others recorded, and how far the news was read, together. */
  adopt(envelopes: readonly Envelope[], follower: string, place: string): Envelope[];
  /** This till's own events after `seq`, at most so many. */
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
  if (!readOnly) rebuildStale(db);
  const { writer, epoch } = identity(db, readOnly, machine);
  const ledger = createLedger(db, createProjector(db), writer, epoch, machine);
  const jobs = createPrintJobs(db);
  const look = createLookUp(db);
  const remember = db.prepare('INSERT INTO command_answer (command_id, answer, at) VALUES (?, ?, ?)');
  const answer = db.prepare('SELECT answer FROM command_answer WHERE command_id = ?').pluck();
  const place = db.prepare('SELECT place FROM follower WHERE name = ?').pluck();
  const setPlace = db.prepare('INSERT OR REPLACE INTO follower (name, place) VALUES (?, ?)');
  const own = db.prepare(
    `SELECT writer, epoch, seq, hlc, at, type, version, body, prev, hash
     FROM ledger_event WHERE writer = ? AND seq > ? ORDER BY seq LIMIT ?`,
  );
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
  return {
    writer,
    readOnly,
    look,
    jobs: { ...jobs, setState: (jobId, state, trouble) => write(() => jobs.setState(jobId, state, trouble)) },
    head: ledger.head,
    atOnce,
    commit: ({ facts, jobs: papers = [], answer: reply }) =>
      write(() => {
        const envelopes = ledger.record(facts);
        if (facts.some(({ type }) => type === 'ProgramConfigured')) look.programsChanged();
        for (const paper of papers) jobs.add(paper, machine.now());
        if (reply) remember.run(reply.commandId, reply.text, machine.now());
        return envelopes;
      }),
    answerTo: (commandId) => answer.get(commandId) as string | undefined,
    adopt: (envelopes, follower, to) =>
      write(() => {
        const adopted = ledger.adopt(envelopes);
        look.programsChanged();
        setPlace.run(follower, to);
        return adopted;
      }),
    ownAfter: (seq, limit) => own.all(writer, seq, limit) as Envelope[],
    placeOf: (follower) => place.get(follower) as string | undefined,
    setPlace: (follower, to) => write(() => void setPlace.run(follower, to)),
    verify: () => verify(db, machine.sha256),
    rebuild() {
      withTrouble(() => rebuild(db));
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

/** Who writes in this file: chosen once, when the file is made. Short, since every event and balance carries it. */
function identity(db: Db, readOnly: boolean, machine: Machine): { writer: string; epoch: number } {
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
