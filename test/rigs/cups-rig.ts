import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished, vi } from 'vitest';

/** Why there is no print queue to try here, or undefined where there is. */
export const whyNoCups: string | undefined = missing();

function missing(): string | undefined {
  if (process.platform === 'win32' || spawnSync('cupsd', ['-t'], { timeout: 10_000 }).error)
    return 'CUPS is not installed (apt-get install cups cups-client)';
  // It starts what carries the bytes as another user.
  return process.getuid?.() === 0 ? undefined : 'a CUPS of its own has to be started by root';
}

/** A print system of its own on a loopback port, with every file in a folder that goes with the test. */
export interface CupsRig {
  /** Makes a raw queue that leads to a network printer on this port. */
  addQueue(name: string, port: number): void;
  /** Runs one of its commands: `cupsdisable`, `lpstat`. */
  run(command: string, ...words: string[]): string;
}

/** Starts it, and lets `lp` find it for as long as the test runs. */
export async function cupsRig(): Promise<CupsRig> {
  const folder = mkdtempSync(path.join(tmpdir(), 'cups-'));
  // What carries bytes to the printer runs as another user and has to get in.
  chmodSync(folder, 0o755);
  const at = (...parts: string[]): string => path.join(folder, ...parts);
  for (const part of ['etc', 'spool', 'spool/tmp', 'cache', 'run', 'log']) mkdirSync(at(part));
  const port = await freePort();
  const config = at('etc', 'cupsd.conf');
  const files = at('etc', 'cups-files.conf');
  writeFileSync(
    config,
    `Listen 127.0.0.1:${port}
Browsing No
DefaultAuthType None
WebInterface No
<Location />
  Order allow,deny
  Allow 127.0.0.1
</Location>
<Policy default>
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
`,
  );
  const places = {
    ServerRoot: 'etc',
    RequestRoot: 'spool',
    TempDir: 'spool/tmp',
    CacheDir: 'cache',
    StateDir: 'run',
    AccessLog: 'log/access',
    ErrorLog: 'log/error',
    PageLog: 'log/page',
  };
  writeFileSync(
    files,
    `${Object.entries(places)
      .map(([name, place]) => `${name} ${at(place)}`)
      .join('\n')}\nSystemGroup root\n`,
  );
  const server = spawn('cupsd', ['-f', '-c', config, '-s', files], { stdio: 'ignore' });
  const env = { ...process.env, CUPS_SERVER: `127.0.0.1:${port}`, LC_ALL: 'C' };
  const run = (command: string, ...words: string[]): string =>
    execFileSync(command, words, { env, encoding: 'utf8', timeout: 10_000 });
  vi.stubEnv('CUPS_SERVER', env.CUPS_SERVER);
  onTestFinished(async () => {
    vi.unstubAllEnvs();
    server.kill('SIGTERM');
    if (server.exitCode === null && server.signalCode === null) await once(server, 'exit');
    rmSync(folder, { recursive: true, force: true });
  });
  await vi.waitUntil(
    () => spawnSync('lpstat', ['-r'], { env, encoding: 'utf8' }).stdout.includes('is running'),
    {
      timeout: 20_000,
      interval: 50,
    },
  );
  return {
    run,
    addQueue: (name, printerPort) =>
      void run('lpadmin', '-p', name, '-E', '-v', `socket://127.0.0.1:${printerPort}/?waiteof=false`),
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  server.close();
  await once(server, 'close');
  return port;
}
