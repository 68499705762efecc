import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { openFolder } from './postgres-folder.ts';
import { isAlive } from './process-identity.ts';

const windows = process.platform === 'win32';

function aFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'tessera-pg-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function start(dataDir: string, said: string[] = []) {
  const postgres = await startEmbeddedPostgres({ dataDir, log: (line) => said.push(line) });
  onTestFinished(() => postgres.stop());
  return postgres;
}

async function ask(url: string, sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows[0];
  } finally {
    await client.end();
  }
}

const serverPid = (dataDir: string): number =>
  Number(readFileSync(path.join(dataDir, 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0]);

test('a second start finds what the first one stored, behind the same password', async () => {
  const dataDir = aFolder();
  const first = await start(dataDir);
  await ask(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
  expect(
    await ask(first.url, "SELECT current_setting('fsync') || current_setting('synchronous_commit') AS it"),
  ).toEqual({
    it: 'onon',
  });
  await first.stop();
  const second = await start(dataDir);
  expect(await ask(second.url, 'SELECT answer FROM kept')).toEqual({ answer: 42 });
  expect(new URL(second.url).password).toBe(new URL(first.url).password);
  expect(new URL(second.url).hostname).toBe('127.0.0.1');
  expect(statSync(path.join(dataDir, 'password')).mode & 0o777).toBe(windows ? 0o666 : 0o600);
  await expect(
    ask(Object.assign(new URL(second.url), { password: 'guess' }).href, 'SELECT 1'),
  ).rejects.toThrow('password');
});

test('a folder that another centre uses is refused in words, and that centre is left alone', async () => {
  const dataDir = aFolder();
  const first = await start(dataDir);
  await expect(startEmbeddedPostgres({ dataDir, log: () => undefined })).rejects.toMatchObject({
    code: 'DATA_FOLDER_BUSY',
    message: expect.stringContaining(String(process.pid)),
  });
  expect(await ask(first.url, 'SELECT 1 AS one')).toEqual({ one: 1 });
  await first.stop();
  await start(dataDir);
});

test.skipIf(windows)(
  'when the centre is killed its database ends by itself, and the next start goes on',
  async () => {
    const dataDir = aFolder();
    const source = `import { startEmbeddedPostgres } from '#central/platform/embedded-postgres.ts';
    const { url } = await startEmbeddedPostgres({ dataDir: process.argv[1], log: () => undefined });
    console.log(url); process.stdin.resume();`;
    const centre = spawn(process.execPath, ['--input-type=module', '-e', source, dataDir], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const [said] = (await once(centre.stdout, 'data')) as [Buffer];
    await ask(said.toString().trim(), 'CREATE TABLE kept AS SELECT 42 AS answer');
    const server = serverPid(dataDir);
    expect(isAlive(server)).toBe(true);
    centre.kill('SIGKILL');
    await expect.poll(() => isAlive(server), { timeout: 15_000 }).toBe(false);
    const next = await start(dataDir);
    expect(await ask(next.url, 'SELECT answer FROM kept')).toEqual({ answer: 42 });
  },
);

test.skipIf(windows)(
  'a lock left behind whose number belongs to somebody else by now stops nobody',
  async () => {
    const dataDir = aFolder();
    const first = await start(dataDir);
    await first.stop();
    const stranger = spawn('sleep', ['60']);
    onTestFinished(() => void stranger.kill());
    const lock = path.join(dataDir, 'cluster', 'postmaster.pid');
    writeFileSync(lock, `${stranger.pid}\n${path.dirname(lock)}\n1\n5432\n\n127.0.0.1\n  1 1\nready\n`);
    writeFileSync(path.join(dataDir, 'running.json'), JSON.stringify({ pid: stranger.pid, began: '1' }));
    const next = await start(dataDir);
    expect(await ask(next.url, 'SELECT 1 AS one')).toEqual({ one: 1 });
    expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
  },
);

test('a database of another PostgreSQL is left alone and said in words', async () => {
  const dataDir = aFolder();
  await (await start(dataDir)).stop();
  writeFileSync(path.join(dataDir, 'cluster', 'PG_VERSION'), '12\n');
  await expect(start(dataDir)).rejects.toMatchObject({
    code: 'OTHER_POSTGRES',
    message: expect.stringContaining('12'),
  });
});

test('a place where no folder can be is said in words', () => {
  const file = path.join(aFolder(), 'a-file');
  writeFileSync(file, '');
  const there = path.join(file, 'data');
  expect(() => openFolder(there, undefined, () => undefined)).toThrow(/closed to us.*TESSERA_CENTRAL_DATA/);
});
