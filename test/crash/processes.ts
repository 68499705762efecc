import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import path from 'node:path';
import { isAlive } from '#central/platform/process-identity.ts';

/** Ends a process at once, as a crash does; one that is gone already stays gone. */
export function killNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/** The processes that one process started, with what they say they do. */
export function childrenOf(parent: number): { pid: number; title: string }[] {
  return numbers().flatMap((pid) => {
    const stat = read(`/proc/${pid}/stat`);
    if (Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) !== parent) return [];
    return [{ pid, title: read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim() }];
  });
}

/** Every process but this one that works in a folder or names it in its command. */
export function processesOf(folder: string): number[] {
  const isIn = (one: string) => one === folder || one.startsWith(folder + path.sep);
  return numbers().filter((pid) => {
    if (pid === process.pid || !isAlive(pid)) return false;
    return isIn(workingFolder(pid)) || read(`/proc/${pid}/cmdline`).split('\0').some(isIn);
  });
}

/** Ends every process that works in a folder or names it, again and again until none is left: some start others. */
export function endProcessesOf(folder: string): void {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const left = processesOf(folder);
    if (left.length === 0) return;
    for (const pid of left) killNow(pid);
    waitNow(25);
  }
}

/** Waits without letting anything else happen: for cleaning up on the way out. */
export function waitNow(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

const numbers = (): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);

/** Processes end while we look at them: then there is nothing to read. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function workingFolder(pid: number): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return '';
  }
}
