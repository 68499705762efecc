import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { nodeMachine } from '#electron/platform/machine.ts';
import { openCounter, temporaryFolder } from '#test/support/a-till.ts';
import type { Desk, TillCommand } from '../command.ts';
import { backup } from './backup.command.ts';
import { exportLog } from './export.command.ts';

let till: ReturnType<typeof temporaryFolder>;
let places: ReturnType<typeof temporaryFolder>;
beforeEach(async () => {
  [till, places] = [temporaryFolder(), temporaryFolder()];
  (await openCounter(till.dir)).close();
});
afterEach(() => {
  till.remove();
  places.remove();
});

/** Has a command work until it says how far it is, and stops it there; or not. */
async function run({ run }: TillCommand, to: string, stopped: boolean): Promise<'fine' | 'faults'> {
  const ending = new AbortController();
  const desk: Desk = {
    dataDir: till.dir,
    centreUrl: null,
    machine: nodeMachine,
    signal: ending.signal,
    say: () => undefined,
    progress: () => (stopped ? ending.abort(new Error('stopped')) : undefined),
  };
  return run({ operand: null, options: { to } }, desk);
}

test('an export that was stopped leaves no file that looks like a log', async () => {
  const file = path.join(places.dir, 'log.jsonl');
  await expect(run(exportLog, file, true)).rejects.toThrow('stopped');
  expect(existsSync(file)).toBe(false);
  expect(await run(exportLog, file, false)).toBe('fine');
  expect(readFileSync(file, 'utf8')).toMatch(/^\{.*\}\n$/s);
});

test('a backup that was stopped leaves nothing of the till, and nothing of itself', async () => {
  await expect(run(backup, places.dir, true)).rejects.toThrow('stopped');
  expect(readdirSync(places.dir)).toEqual([]);
  expect(await run(backup, places.dir, false)).toBe('fine');
  expect(readdirSync(places.dir)).toHaveLength(1);
});
