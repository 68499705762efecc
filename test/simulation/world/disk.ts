import Database from 'better-sqlite3';

type Db = Database.Database;

/** The machine stopped between two statements. Nothing after it happened; what was committed before it did. */
export class PowerCut extends Error {
  override name = 'PowerCut';
}

/** What may go wrong with the disk under one till's file. */
export interface Disk {
  /** Stops the machine before the statement that comes after so many others. */
  cutAfter(statements: number): void;
  setFull(full: boolean): void;
  /** True once the power is gone: until it is back no statement of the dead machine does anything. */
  isCut(): boolean;
  powerBack(): void;
}

interface State {
  untilCut: number;
  full: boolean;
  cut: boolean;
  /** Whether the transaction under way has something to keep. */
  wrote: boolean;
}

const disks = new Map<string, State>();
const undoes = /^ROLLBACK|^RELEASE/;
const writes = /^\s*(INSERT|UPDATE|DELETE|REPLACE|CREATE|DROP)/i;

/** Puts a disk with faults under whatever opens this file. Every other database in this process stays as it is. */
export function diskUnder(file: string): Disk {
  listenToStatements();
  const state: State = {
    untilCut: Number.POSITIVE_INFINITY,
    full: false,
    cut: false,
    wrote: false,
  };
  disks.set(file, state);
  return {
    cutAfter: (statements) => (state.untilCut = statements),
    setFull: (full) => (state.full = full),
    isCut: () => state.cut,
    powerBack() {
      state.cut = false;
      state.untilCut = Number.POSITIVE_INFINITY;
    },
  };
}

/** Takes the disk away again, with its faults. */
export const forgetDisk = (file: string): void => void disks.delete(file);

function before(db: Db, sql: string): void {
  const state = disks.get(db.name);
  if (!state) return;
  // What better-sqlite3 takes back after an error is what the disk would not have kept.
  if (undoes.test(sql)) return;
  if (!state.cut && state.untilCut-- <= 0) state.cut = true;
  if (state.cut) throw new PowerCut('the power is gone');
  // In a write-ahead log the disk is asked for room when a transaction that wrote ends, or a statement by itself.
  const wrote = writes.test(sql) || (sql === 'COMMIT' && state.wrote);
  state.wrote = db.inTransaction && sql !== 'COMMIT' && (state.wrote || writes.test(sql));
  const asksForRoom = wrote && (sql === 'COMMIT' || !db.inTransaction);
  if (state.full && asksForRoom) throw new Database.SqliteError('database or disk is full', 'SQLITE_FULL');
}

let listening = false;

/** Statements have one prototype for all databases; each call asks whether its own has a disk of ours under it. */
function listenToStatements(): void {
  if (listening) return;
  listening = true;
  const db = new Database(':memory:');
  const prototype = Object.getPrototypeOf(db.prepare('SELECT 1')) as Record<
    'run' | 'get' | 'all' | 'iterate',
    (this: Database.Statement, ...values: unknown[]) => unknown
  >;
  for (const name of ['run', 'get', 'all', 'iterate'] as const) {
    const original = prototype[name];
    prototype[name] = function (...values) {
      before(this.database, this.source);
      return original.apply(this, values);
    };
  }
  db.close();
  const { exec } = Database.prototype;
  Database.prototype.exec = function (sql) {
    before(this, sql);
    return exec.call(this, sql);
  };
}
