import { createHash, randomBytes } from 'node:crypto';
import {
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { Trouble } from '#shared/base/trouble.ts';
import { type Account, reaches } from './account.ts';
import { makeFolder } from './make-folder.ts';

/** Where everything of one embedded database lies. */
export interface PostgresFolder {
  root: string;
  /** PostgreSQL's own data. */
  cluster: string;
  /** Written by the server; ours to read when something is wrong. */
  serverLog: string;
  /** Who is using this folder right now. */
  running: string;
  password: string;
  /** Where its server is reached that listens on this port. */
  urlAt(port: number): string;
}

const closedHome = '/var/lib/tessera';

/**
 * Makes the folder, open to the server's user and to nobody else. A folder inside a home that is closed to that user is
 * exchanged for one under /var/lib/tessera, always the same for the same name, and `log` says so.
 */
export function openFolder(
  asked: string,
  account: Account | undefined,
  log: (line: string) => void,
): PostgresFolder {
  const root = makeReachable(path.resolve(asked), account, log);
  return folderAt(root, passwordIn(root, account));
}

/** The folder that `openFolder` would answer, if it was made before. Makes nothing. */
export function findFolder(asked: string, account: Account | undefined): PostgresFolder | undefined {
  const roots = [path.resolve(asked), ...(account ? [elsewhere(path.resolve(asked))] : [])];
  const root = roots.find((one) => existsSync(path.join(one, 'password')) && reaches(account, one));
  return root === undefined ? undefined : folderAt(root, passwordIn(root, account));
}

const folderAt = (root: string, password: string): PostgresFolder => ({
  root,
  cluster: path.join(root, 'cluster'),
  serverLog: path.join(root, 'postgres.log'),
  running: path.join(root, 'running.json'),
  password,
  urlAt: (port) => `postgresql://tessera:${password}@127.0.0.1:${port}/postgres`,
});

const elsewhere = (asked: string): string =>
  path.join(
    closedHome,
    `${path.basename(asked)}-${createHash('sha256').update(asked).digest('hex').slice(0, 8)}`,
  );

function makeReachable(asked: string, account: Account | undefined, log: (line: string) => void): string {
  if (make(asked, account) && reaches(account, asked)) return asked;
  if (!account) throw closed(asked, 'is closed to us');
  const other = elsewhere(asked);
  if (!make(other, account) || !reaches(account, other)) {
    throw closed(asked, `is closed to the user ${account.name}, and so is ${other}`);
  }
  log(`PostgreSQL runs as the user ${account.name}, to whom ${asked} is closed: the data lies in ${other}`);
  return other;
}

const closed = (folder: string, why: string) =>
  new Trouble(
    'DATA_FOLDER_CLOSED',
    `The data folder ${folder} ${why}. Name another one with TESSERA_CENTRAL_DATA, or a PostgreSQL of your own with DATABASE_URL.`,
  );

function make(folder: string, account: Account | undefined): boolean {
  try {
    // The user that PostgreSQL runs as has to come through those above.
    makeFolder(path.dirname(folder), 0o777);
    makeFolder(folder);
    if (account) chownSync(folder, account.uid, account.gid);
    return true;
  } catch {
    return false;
  }
}

/** The password of the only database user: made once, readable by that folder's owner alone. */
function passwordIn(root: string, account: Account | undefined): string {
  const file = path.join(root, 'password');
  try {
    if (existsSync(file)) return readFileSync(file, 'utf8').trim();
    writeDurably(file, `${randomBytes(24).toString('base64url')}\n`, account);
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new Trouble(
      'DATA_FOLDER_CLOSED',
      `The data folder ${root} cannot be read or written: ${String(error)}`,
    );
  }
}

/**
 * Whole or not at all, also through a power cut: the database that is made with this password flushes itself, and would be closed
 * for ever if the password were gone.
 */
function writeDurably(file: string, text: string, account: Account | undefined): void {
  const aside = `${file}.new`;
  writeFileSync(aside, text, { mode: 0o600, flush: true });
  if (account) chownSync(aside, account.uid, account.gid);
  renameSync(aside, file);
  // A folder keeps its names in itself, and is flushed like a file; Windows does not let us, nor need us to.
  if (process.platform === 'win32') return;
  const folder = openSync(path.dirname(file), 'r');
  fsyncSync(folder);
  closeSync(folder);
}
