import Database from 'better-sqlite3';
import { Trouble } from '#shared/base/trouble.ts';

/** What SQLite's error codes mean for a shop. */
const meanings: readonly { codes: RegExp; code: string; text: string }[] = [
  {
    codes: /^SQLITE_READONLY|^SQLITE_CANTOPEN/,
    code: 'DATABASE_READ_ONLY',
    text: 'The till may not write its database. Nothing is awarded until it can.',
  },
  {
    codes: /^SQLITE_FULL/,
    code: 'DISK_FULL',
    text: 'The disk is full. Nothing is awarded until there is room.',
  },
  {
    codes: /^SQLITE_CORRUPT|^SQLITE_NOTADB/,
    code: 'DATABASE_DAMAGED',
    text: "The till's database is damaged. Restore it from a backup.",
  },
  {
    codes: /^SQLITE_BUSY|^SQLITE_LOCKED/,
    code: 'DATABASE_BUSY',
    text: 'Another program holds the database of this till.',
  },
  {
    codes: /^SQLITE_IOERR/,
    code: 'DISK_TROUBLE',
    text: 'The disk does not answer as it should. Nothing is awarded until it does.',
  },
];

/** Runs a piece of work on the database; what the disk or SQLite refuses comes out as Trouble, our own mistakes as they are. */
export function withTrouble<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    const meaning =
      error instanceof Database.SqliteError && meanings.find(({ codes }) => codes.test(error.code));
    throw meaning
      ? new Trouble(meaning.code, `${meaning.text} (${error.message})`, 'later', { cause: error })
      : error;
  }
}
