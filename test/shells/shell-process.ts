import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, vi } from 'vitest';
import { patience } from './patience.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A program of ours that runs, and what it said so far. */
export interface Running {
  child: ChildProcess;
  said(): string;
  /** Waits until it said something that fits, and gives what the first group caught (or all of it). */
  hear(what: RegExp): Promise<string>;
  /** Waits until it ended. */
  ended(): Promise<number | null>;
}

/** A folder for the length of a test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'shell-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/**
 * Runs Node on a file of this checkout with this environment added to ours. What still runs when the test ends is killed.
 * Nothing of the developer's own TESSERA_ variables or Electron gets in.
 */
export function runNode(args: string[], env: Record<string, string>): Running {
  const child = runIn(env, process.execPath, args, ['ignore', 'pipe', 'pipe']);
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (part: string) => (text += part));
  return running(child, () => text);
}

/** The same with another program, which says what it says into a file: one of Wine's cannot write to what Node calls a pipe. */
export function runIntoFile(program: string, args: string[], env: Record<string, string>): Running {
  const file = path.join(temporaryFolder(), 'said.txt');
  const out = openSync(file, 'a');
  const child = runIn(env, program, args, ['ignore', out, out]);
  closeSync(out);
  return running(child, () => readFileSync(file, 'utf8'));
}

function runIn(
  env: Record<string, string>,
  program: string,
  args: string[],
  stdio: StdioOptions,
): ChildProcess {
  const own = Object.entries(process.env).filter(([name]) => !/^(TESSERA|ELECTRON)_/.test(name));
  return spawn(program, args, { cwd: root, env: { ...Object.fromEntries(own), ...env }, stdio });
}

function running(child: ChildProcess, said: () => string): Running {
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  onTestFinished(() => void child.kill('SIGKILL'));
  return {
    child,
    said,
    async hear(what) {
      await vi.waitUntil(() => what.test(said()) || child.exitCode !== null, patience);
      expect(said()).toMatch(what);
      const [whole = '', part] = what.exec(said()) ?? [];
      return part ?? whole;
    },
    ended: () => ended,
  };
}

/** The variables of a till of its own, without a centre and without a window. */
export const quietTill = (dataDir: string): Record<string, string> => ({
  TESSERA_DATA: dataDir,
  TESSERA_DEMO: '1',
  TESSERA_CENTRE: 'off',
  TESSERA_NO_BROWSER: '1',
});
