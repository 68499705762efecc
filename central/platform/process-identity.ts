import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** Whether a process lives. True also for those of other users, whom we may not signal; false for one only not yet buried. */
export function isAlive(pid: number): boolean {
  if (statusOf(pid)[0] === 'Z') return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/**
 * When a process began, in the system's own ticks: with it a number that was given to somebody else in the meantime is
 * told from the process we knew. Empty where the system does not say.
 */
export const beginningOf = (pid: number): string => statusOf(pid)[19] ?? '';

/** The fields of proc(5) after the name, from the state on; none where there is no such file. */
function statusOf(pid: number): string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}

/** The command line of a process, or empty when it cannot be read. */
export function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    const asked = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
    return asked.status === 0 ? asked.stdout.trim() : '';
  }
}

/** Whether any process works in a folder; undefined where the system does not tell. */
export function someoneWorksIn(folder: string): boolean | undefined {
  if (!existsSync('/proc/self/cwd')) return undefined;
  return readdirSync('/proc').some((name) => {
    try {
      return /^\d+$/.test(name) && readlinkSync(`/proc/${name}/cwd`) === folder;
    } catch {
      return false;
    }
  });
}
