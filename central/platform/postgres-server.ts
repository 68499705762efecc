import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Trouble } from '#shared/base/trouble.ts';
import { type Account, identityOf } from './account.ts';
import type { PostgresBinaries } from './postgres-binaries.ts';
import type { PostgresFolder } from './postgres-folder.ts';
import { commandOf, isAlive, someoneWorksIn } from './process-identity.ts';

/** A PostgreSQL process of ours. */
export interface PostgresServer {
  pid: number;
  /** Settles when the process is gone, for whatever reason. */
  gone: Promise<void>;
  /** Ends it the way PostgreSQL likes: sessions are cut, everything committed stays, no recovery at the next start. */
  stop(): Promise<void>;
}

const startLimitMs = 60_000;
const stopLimitMs = 20_000;

const settings = (port: number): string[] =>
  Object.entries({
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    fsync: 'on',
    full_page_writes: 'on',
    synchronous_commit: 'on',
    max_connections: 60,
    client_connection_check_interval: process.platform === 'linux' ? '2s' : '0',
  }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);

/** Starts the server on a cluster and waits until it takes connections. */
export async function launch(
  binaries: PostgresBinaries,
  folder: PostgresFolder,
  account: Account | undefined,
  port: number,
): Promise<PostgresServer> {
  const fresh = existsSync(folder.serverLog) && statSync(folder.serverLog).size > 5_000_000;
  const output = openSync(folder.serverLog, fresh ? 'w' : 'a', 0o600);
  const saidBefore = statSync(folder.serverLog).size;
  const child = spawn(binaries.postgres, ['-D', folder.cluster, ...settings(port)], {
    ...identityOf(account),
    cwd: folder.root,
    env: { PATH: process.env['PATH'], SYSTEMROOT: process.env['SYSTEMROOT'], LC_ALL: 'C', TZ: 'UTC' },
    stdio: ['ignore', output, output],
    // Ctrl-C in a terminal goes to a whole group; the server must outlive our own clean stop.
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  closeSync(output);
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const ready = await isReady(child, folder.cluster, gone);
  if (!ready || child.pid === undefined) {
    child.kill('SIGQUIT');
    const said = readFileSync(folder.serverLog, 'utf8').slice(saidBefore).trim();
    throw new Trouble('POSTGRES_DID_NOT_START', `PostgreSQL did not start:\n${said}`, 'soon');
  }
  const guard = endWithUs(child.pid, account);
  void gone.then(() => guard?.kill('SIGKILL'));
  child.unref();
  return { pid: child.pid, gone, stop: () => stopServer(child, gone, binaries, folder.cluster) };
}

async function isReady(child: ChildProcess, cluster: string, gone: Promise<void>): Promise<boolean> {
  let ended = false;
  void gone.then(() => (ended = true));
  const until = performance.now() + startLimitMs;
  while (!ended && performance.now() < until) {
    const { pid, status } = readLock(cluster);
    if (pid === child.pid && status === 'ready') return true;
    await Promise.race([wait(30), gone]);
  }
  return false;
}

/**
 * A shell that waits for the other end of a pipe, which only we hold: when we die, by whatever signal, it tells the server to
 * stop. Windows has no such shell; there the next start stops the orphan.
 */
function endWithUs(pid: number, account: Account | undefined): ChildProcess | undefined {
  if (process.platform === 'win32') return undefined;
  const guard = spawn('/bin/sh', ['-c', 'read -r _; kill -INT "$1"', 'tessera-guard', String(pid)], {
    ...identityOf(account),
    cwd: '/',
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  guard.unref();
  guard.stdin.on('error', () => undefined);
  if ('unref' in guard.stdin && typeof guard.stdin.unref === 'function') guard.stdin.unref();
  return guard;
}

async function stopServer(
  child: ChildProcess,
  gone: Promise<void>,
  binaries: PostgresBinaries,
  cluster: string,
): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.ref();
  if (process.platform === 'win32') {
    await once(spawn(binaries.pgCtl, ['stop', '-D', cluster, '-m', 'fast'], { stdio: 'ignore' }), 'exit');
  } else {
    child.kill('SIGINT');
  }
  const slow = setTimeout(() => child.kill('SIGQUIT'), stopLimitMs);
  await gone;
  clearTimeout(slow);
}

/** What postmaster.pid says. Everything is undefined when there is none. */
export function readLock(cluster: string): { pid?: number; port?: number; status?: string } {
  const file = path.join(cluster, 'postmaster.pid');
  if (!existsSync(file)) return {};
  const lines = readFileSync(file, 'utf8').split('\n');
  return { pid: Number(lines[0]), port: Number(lines[3]), status: lines[7]?.trim() ?? '' };
}

/**
 * Makes a cluster free that a killed centre left behind: stops the server that still runs on it, found by the cluster's own
 * lock, or takes away a lock whose process number belongs to somebody else by now.
 */
export async function takeOver(
  cluster: string,
  binaries: PostgresBinaries,
  log: (line: string) => void,
): Promise<void> {
  const { pid } = readLock(cluster);
  if (!pid) return;
  if (isAlive(pid) && commandOf(pid).includes(cluster)) {
    log(`A PostgreSQL is still running on ${cluster} from a start that ended badly: stopping it`);
    if (process.platform === 'win32') spawnSync(binaries.pgCtl, ['stop', '-D', cluster, '-m', 'fast']);
    else process.kill(pid, 'SIGINT');
  }
  const isFree = () => !isAlive(pid) || !commandOf(pid).includes(cluster);
  const until = performance.now() + stopLimitMs;
  while (!isFree() || someoneWorksIn(cluster)) {
    if (performance.now() > until) {
      const text = `The PostgreSQL on ${cluster} (process ${pid}) does not stop. End it by hand and start again.`;
      throw new Trouble('DATA_FOLDER_BUSY', text);
    }
    await wait(50);
  }
  if (someoneWorksIn(cluster) === false) rmSync(path.join(cluster, 'postmaster.pid'), { force: true });
}
