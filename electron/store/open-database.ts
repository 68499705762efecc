import {
  accessSync,
  chmodSync,
  constants,
  copyFileSync,
  existsSync,
  mkdtempSync,
  rmSync,
  statSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { assert } from '#shared/base/assert.ts';
import { requireNode } from '#shared/base/node-version.ts';
import { Trouble } from '#shared/base/trouble.ts';
import { migrations } from './migrations/migrations.ts';
import { withTrouble } from './store-trouble.ts';

export type Db = Database.Database;

/** A database that is ours, whole and of today's shape. `readOnly` when the disk lets us look but not write. */
export interface OpenDatabase {
  db: Db;
  readOnly: boolean;
  /** Whether every page was read before anybody trusted it. A large file is only looked at in front: see scrub.ts. */
  readWhole: boolean;
  /** Whether who had it open before did not close it: a crash, or the power went. */
  endedBadly: boolean;
}

/** Reading so much takes about a tenth of a second, which nobody notices when a till starts. */
const readWholeUpToBytes = 64 * 1024 * 1024;

/**
 * Opens or makes the till's one file. Confirmed means on disk: `synchronous=FULL` is set explicitly after WAL, because this
 * build of SQLite falls back to NORMAL by itself and would lose confirmed sales in a power cut. Throws Trouble in words
 * when the file is damaged, not ours, of a newer Tessera, or cannot be opened.
 */
export function openDatabase(file: string, wholeUpToBytes = readWholeUpToBytes): OpenDatabase {
  requireNode(process.versions.node);
  return withTrouble(() => {
    const fresh = !existsSync(file);
    const readWhole = fresh || statSync(file).size <= wholeUpToBytes;
    // SQLite takes its log away when the last one closes the file: one that is still there tells of a bad end.
    const endedBadly = !fresh && existsSync(`${file}-wal`) && statSync(`${file}-wal`).size > 0;
    const state = { readWhole, endedBadly };
    if (!fresh && !mayWrite(file)) return { ...openForReading(file, readWhole), ...state };
    if (!fresh) look(file, (db) => assertOurs(db, file, readWhole));
    const db = new Database(file);
    try {
      db.pragma('journal_mode = WAL');
      db.pragma('synchronous = FULL');
      // What is deleted is overwritten: a person who was erased must not be read off free pages.
      db.pragma('secure_delete = ON');
      // The log flows back while nobody waits (see checkpoint); this is for a till that never rests. 16 MiB.
      db.pragma('wal_autocheckpoint = 4000');
      migrate(db, file, fresh);
      assert(db.pragma('journal_mode', { simple: true }) === 'wal', 'the database keeps a write-ahead log');
      assert(db.pragma('synchronous', { simple: true }) === 2, 'a confirmed sale is on disk');
      return { db, readOnly: false, ...state };
    } catch (error) {
      db.close();
      throw error;
    }
  });
}

/** Looks at a file without the right to change it: a damaged one must stay as it is for whoever repairs it. */
function look(file: string, at: (db: Db) => void): void {
  const db = new Database(file, { readonly: true });
  try {
    at(db);
  } finally {
    db.close();
  }
}

/** Stands in the head of every till's file: "TESS". */
const applicationId = 0x54_45_53_53;

/** Reads the head of the file, and every page's order or at least that of the front, before anybody trusts it. */
function assertOurs(db: Db, file: string, readWhole: boolean): void {
  const found = db.pragma('user_version', { simple: true }) as number;
  if (found > 0 && db.pragma('application_id', { simple: true }) !== applicationId) {
    throw new Trouble(
      'DATABASE_FOREIGN',
      `${file} is not the ledger of a till. Name another folder; nothing was changed.`,
    );
  }
  if (found > migrations.length) {
    throw new Trouble(
      'DATABASE_NEWER',
      `${file} was written by a newer Tessera (shape ${found}, this one knows ${migrations.length}). Update Tessera; nothing was changed.`,
    );
  }
  const state = db.pragma(readWhole ? 'quick_check(1)' : 'quick_check(sqlite_schema)', { simple: true });
  if (state !== 'ok') throw damaged(file, String(state), 'Nothing was changed.');
}

/** What is told when a file cannot be trusted, and what we did about it. */
export const damaged = (file: string, how: string, done: string): Trouble =>
  new Trouble(
    'DATABASE_DAMAGED',
    `${file} is damaged (${how.replaceAll(/\s+/g, ' ')}). Restore it from a backup. ${done}`,
  );

/** Both the file and its folder: the write-ahead log lies beside it. */
function mayWrite(file: string): boolean {
  try {
    for (const one of [file, path.dirname(file)]) accessSync(one, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** A write-ahead log cannot be read where nothing may be written, so a copy is opened that goes when the till ends. */
function openForReading(file: string, readWhole: boolean): Pick<OpenDatabase, 'db' | 'readOnly'> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tessera-reading-'));
  const copy = path.join(folder, 'till.db');
  for (const suffix of ['', '-wal']) {
    if (!existsSync(file + suffix)) continue;
    copyFileSync(file + suffix, copy + suffix);
    chmodSync(copy + suffix, 0o600);
  }
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  look(copy, (db) => assertOurs(db, copy, readWhole));
  look(copy, (db) => {
    if (db.pragma('user_version', { simple: true }) === migrations.length) return;
    throw new Trouble(
      'DATABASE_READ_ONLY',
      `${file} may not be written, and it has to be brought up to date first.`,
    );
  });
  return { db: new Database(copy, { readonly: true }), readOnly: true };
}

/** Forward only, each step whole or not at all; the file is copied before the first one. */
function migrate(db: Db, file: string, fresh: boolean): void {
  const from = db.pragma('user_version', { simple: true }) as number;
  if (from === migrations.length) return;
  if (!fresh && from > 0) {
    db.pragma('wal_checkpoint(TRUNCATE)');
    copyFileSync(file, `${file}.before-${migrations.length}`);
  }
  migrations.slice(from).forEach((sql, index) => {
    db.transaction(() => {
      db.exec(sql);
      db.pragma(`user_version = ${from + index + 1}`);
    })();
  });
}
