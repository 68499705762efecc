import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { isAlive } from '#central/platform/process-identity.ts';
import { childrenOf, killNow } from './processes.ts';

const main = path.resolve(import.meta.dirname, '../../central/main.ts');
const startLimitMs = 60_000;

/** The centre as people start it, in a process of its own, on its own PostgreSQL; killed and started again at the same address. */
export interface CentreProcess {
  url: string;
  dataDir: string;
  /** Starts it and resolves when its door answers; rejects with its own words when it ends instead. */
  start(): Promise<void>;
  /** Starts it and does not wait. */
  launch(): void;
  runs(): boolean;
  /** Kills the centre alone; its PostgreSQL is left to whoever cares. */
  kill(): Promise<void>;
  /** Ends it as Ctrl-C does; the exit code. */
  stop(): Promise<number | null>;
  postmaster(): number;
  /** The server's own processes: writers, checkpointer, one for each connection. */
  backends(): { pid: number; title: string }[];
  /** Works with the database on a connection of its own, trying again while the server recovers. */
  withDatabase<T>(work: (client: pg.Client) => Promise<T>): Promise<T>;
}

/** Describes a centre on this folder and port; nothing runs yet. */
export function centreProcess(dataDir: string, port: number): CentreProcess {
  const url = `http://127.0.0.1:${port}`;
  let child: ChildProcess | undefined;
  let said = '';
  const runs = () => child !== undefined && child.exitCode === null && child.signalCode === null;
  const launch = () => {
    said = '';
    const env = { PATH: process.env['PATH'], HOST: '127.0.0.1', PORT: String(port) };
    // The folder is named in its command too, so that a broken-off run finds it.
    child = spawn(process.execPath, [main, '--data', dataDir], {
      env: { ...env, TESSERA_CENTRAL_DATA: dataDir },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const hear = (bytes: Buffer) => (said = (said + bytes.toString()).slice(-2_000));
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
  };
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    if (!child || !runs()) return child?.exitCode ?? null;
    const exit = once(child, 'exit');
    child.kill(signal);
    const [code] = await exit;
    return code as number | null;
  };
  const lock = () => readFileSync(path.join(dataDir, 'cluster/postmaster.pid'), 'utf8').split('\n');
  const postmaster = () => Number(lock()[0]);
  return {
    url,
    dataDir,
    runs,
    launch,
    async start() {
      launch();
      const until = performance.now() + startLimitMs;
      while (!(await answers(url))) {
        if (!runs()) throw new Error(`the centre did not start: ${said}`);
        if (performance.now() > until)
          throw new Error(`the centre does not answer after ${startLimitMs} ms: ${said}`);
        await pause(20);
      }
    },
    async kill() {
      await end('SIGKILL');
    },
    stop: () => end('SIGTERM'),
    postmaster,
    backends: () => childrenOf(postmaster()),
    withDatabase: (work) =>
      patiently(async () => {
        const password = readFileSync(path.join(dataDir, 'password'), 'utf8').trim();
        const client = new pg.Client({
          connectionString: `postgresql://tessera:${password}@127.0.0.1:${lock()[3]}/postgres`,
          connectionTimeoutMillis: 5_000,
        });
        client.on('error', () => {});
        try {
          await client.connect();
          return await work(client);
        } finally {
          await client.end().catch(() => {});
        }
      }),
  };
}

async function answers(url: string): Promise<boolean> {
  try {
    await (await fetch(url)).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}

async function patiently<T>(work: () => Promise<T>): Promise<T> {
  const until = performance.now() + startLimitMs;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (performance.now() > until) throw error;
      await pause(50);
    }
  }
}

/** Kills processes and resolves when the last of them is gone. */
export async function killAndBury(pids: readonly number[]): Promise<void> {
  for (const pid of pids) killNow(pid);
  await buried(pids);
}

/** Resolves when none of these processes is there any more. */
export async function buried(pids: readonly number[]): Promise<void> {
  const until = performance.now() + startLimitMs;
  while (pids.some(isAlive)) {
    if (performance.now() > until) throw new Error(`processes ${pids.filter(isAlive).join(', ')} do not end`);
    await pause(10);
  }
}
