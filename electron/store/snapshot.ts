import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { Trouble } from '#shared/base/trouble.ts';
import { withTrouble } from './store-trouble.ts';

/** Pages copied at a time: the till goes on selling in between. */
const pagesAtOnce = 1_000;

/** Said to whoever asks something of a till where none is. */
export const noTillAt = (file: string): Trouble =>
  new Trouble('NO_TILL_HERE', `There is no till's database at ${file}. Name the folder of a till.`);

/**
 * Copies a till's file to a new one as it is at one moment, while the till may be running. `progress` hears how many of how many
 * pages are there. Throws Trouble when the file is not there or cannot be read.
 */
export async function snapshot(
  file: string,
  to: string,
  progress: (done: number, total: number) => void = () => undefined,
): Promise<void> {
  if (!existsSync(file)) throw noTillAt(file);
  const db = withTrouble(() => new Database(file, { readonly: true, fileMustExist: true }));
  try {
    await db.backup(to, {
      progress({ totalPages, remainingPages }) {
        progress(totalPages - remainingPages, totalPages);
        return pagesAtOnce;
      },
    });
  } catch (cause) {
    withTrouble(() => {
      throw cause;
    });
  } finally {
    db.close();
  }
}
