import { copyFileSync, existsSync } from 'node:fs';
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
}

/**
 * Opens or makes the till's one file. Confirmed means on disk: `synchronous=FULL` is set explicitly after WAL, because this
 * build of SQLite falls back to NORMAL by itself and would lose confirmed sales in a power cut. Throws Trouble in words
 * when the file is damaged, not ours, of a newer Tessera, or cannot be opened.
 */
export function openDatabase(file: string): OpenDatabase {
  requireNode(process.versions.node);
  return withTrouble(() => {
    const fresh = !existsSync(file);
    const db = new Database(file);
    try {
      assertOurs(db, file);
      if (!mayWrite(db)) return reopenForReading(db, file);
      db.pragma('journal_mode = WAL');
      db.pragma('synchronous = FULL');
      db.pragma('foreign_keys = ON');
      migrate(db, file, fresh);
      assert(db.pragma('journal_mode', { simple: true }) === 'wal', 'the database keeps a write-ahead log');
      assert(db.pragma('synchronous', { simple: true }) === 2, 'a confirmed sale is on disk');
      return { db, readOnly: false };
    } catch (error) {
      db.close();
      throw error;
    }
  });
}

/** Reads the head of the file and every page's order before anybody trusts it. */
function assertOurs(db: Db, file: string): void {
  const found = db.pragma('user_version', { simple: true }) as number;
  if (found > migrations.length) {
    throw new Trouble(
      'DATABASE_NEWER',
      `${file} was written by a newer Tessera (shape ${found}, this one knows ${migrations.length}). Update Tessera; nothing was changed.`,
    );
  }
  const state = db.pragma('quick_check(1)', { simple: true });
  if (state !== 'ok') {
    throw new Trouble(
      'DATABASE_DAMAGED',
      `${file} is damaged (${String(state)}). Restore it from a backup; nothing was changed.`,
    );
  }
}

function mayWrite(db: Db): boolean {
  try {
    db.exec('BEGIN IMMEDIATE; ROLLBACK');
    return true;
  } catch (error) {
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_READONLY')) return false;
    throw error;
  }
}

function reopenForReading(db: Db, file: string): OpenDatabase {
  const shape = db.pragma('user_version', { simple: true }) as number;
  db.close();
  if (shape !== migrations.length) {
    throw new Trouble('DATABASE_READ_ONLY', `${file} may not be written, and it has to be updated first.`);
  }
  return { db: new Database(file, { readonly: true }), readOnly: true };
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
