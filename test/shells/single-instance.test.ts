import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { claimTill, type FirstClaim } from '#electron/shells/single-instance.ts';
import { patience } from './patience.ts';

let dataDir: string;
const children: ChildProcess[] = [];
beforeEach(() => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'claim-'));
  vi.stubEnv('TMPDIR', folder);
  dataDir = path.join(folder, 'data');
});
afterEach(() => {
  vi.unstubAllEnvs();
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(path.dirname(dataDir), { recursive: true });
});

async function first(folder = dataDir): Promise<FirstClaim> {
  const claim = await claimTill(folder);
  if (!claim.first) throw new Error(`process ${claim.running.pid} was first`);
  return claim;
}
const here = (url: string) => () => ({ shell: 'browser' as const, pid: process.pid, url });
/** Lets everything that is ready to happen happen. */
async function turns(count: number): Promise<'waiting'> {
  for (let turn = 0; turn < count; turn += 1) await new Promise((next) => setImmediate(next));
  return 'waiting';
}
const markers = (): string[] => readdirSync(path.join(dataDir, 'run'));

interface Start {
  child: ChildProcess;
  said: { first?: number; joined?: number };
}
/** Starts a claiming process and waits for the one line it prints. */
async function startProcess(): Promise<Start> {
  const program = fileURLToPath(new URL('claim-process.ts', import.meta.url));
  const child = spawn(process.execPath, [program, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, said: JSON.parse(String(line)) as Start['said'] };
}

test('the first start has the data folder, a second one gets a fresh address from it', async () => {
  const claim = await first();
  let asked = 0;
  claim.answer(() => here(`http://127.0.0.1:7/#k=${(asked += 1)}`)());
  const url = (k: number) => ({
    first: false,
    running: { shell: 'browser', pid: process.pid, url: `http://127.0.0.1:7/#k=${k}` },
  });
  expect(await claimTill(dataDir)).toEqual(url(1));
  expect(await claimTill(dataDir)).toEqual(url(2));
  await claim.release();
});

test('a second start waits for a first one that is still opening its ledger', async () => {
  const claim = await first();
  const second = claimTill(dataDir);
  expect(await Promise.race([second, turns(50)])).toBe('waiting');
  claim.answer(here('http://127.0.0.1:7/#k=1'));
  expect(await second).toMatchObject({ first: false, running: { url: 'http://127.0.0.1:7/#k=1' } });
  await claim.release();
});

test('a start during a stop waits until the ledger is put away, then is the first', async () => {
  const claim = await first();
  claim.answer(here('http://127.0.0.1:7/#k=1'));
  claim.answer(null);
  const second = claimTill(dataDir);
  expect(await Promise.race([second, turns(50)])).toBe('waiting');
  await claim.release();
  const next = await second;
  expect(next.first).toBe(true);
  expect(markers().filter((name) => name.endsWith('.door'))).toHaveLength(1);
  if (next.first) await next.release();
  expect(markers()).toEqual([]);
});

test('a start that meets a stop at any moment is the next till', async () => {
  for (let moment = 0; moment < 12; moment += 1) {
    const claim = await first();
    claim.answer(null);
    const second = claimTill(dataDir);
    await turns(moment);
    await claim.release();
    const next = await second;
    expect(next.first).toBe(true);
    if (next.first) await next.release();
  }
});

test('tills with data of their own do not know each other', async () => {
  const [one, other] = [await claimTill(dataDir), await claimTill(`${dataDir}-other`)];
  expect([one.first, other.first]).toEqual([true, true]);
  for (const claim of [one, other]) if (claim.first) await claim.release();
});

test('a data folder with a very long name has one till too', async () => {
  const long = path.join(dataDir, 'x'.repeat(120));
  const claim = await first(long);
  claim.answer(here('http://127.0.0.1:7/#k=1'));
  expect((await claimTill(long)).first).toBe(false);
  await claim.release();
});

test('what a killed till left behind blocks nobody and is cleared away', async () => {
  const { child, said } = await startProcess();
  expect(said).toEqual({ first: child.pid });
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(markers()).toHaveLength(2);
  const left = markers();
  const claim = await first();
  expect(markers().filter((name) => left.includes(name))).toEqual([]);
  await claim.release();
});

test('of many starts at the same moment exactly one has the ledger, and the others find it', async () => {
  mkdirSync(path.join(dataDir, 'run'), { recursive: true });
  writeFileSync(path.join(dataDir, 'run/00.door'), path.join(dataDir, 'run/00.sock'));
  const starts = await Promise.all(Array.from({ length: 8 }, startProcess));
  const firsts = starts.flatMap(({ said }) => said.first ?? []);
  expect(firsts).toHaveLength(1);
  for (const { said } of starts) expect(said.first ?? said.joined).toBe(firsts[0]);
  const [holder] = starts.filter(({ said }) => said.first).map(({ child }) => child);
  holder?.kill('SIGTERM');
  await vi.waitUntil(() => holder?.exitCode === 0, patience);
  expect(markers()).toEqual([]);
});

test('a data folder that cannot be written is claimed all the same, so that a read-only till is one till', async () => {
  writeFileSync(dataDir, 'not a folder');
  const claim = await first();
  claim.answer(here('http://127.0.0.1:7/#k=1'));
  expect((await claimTill(dataDir)).first).toBe(false);
  await claim.release();
});
