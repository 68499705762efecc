import { spawnSync } from 'node:child_process';
import path from 'node:path';

/** How long a start takes, in milliseconds: with the file in the kernel's memory, and from the disk where that can be told apart. */
export interface StartTimes {
  warmMs: number;
  coldMs: number | undefined;
}

/** Starts the till of a folder in processes of their own, until it has recognised a card. */
export function startTimes(folder: string, card: string): StartTimes {
  const coldMs = forgetFile(path.join(folder, 'till.db')) ? start(folder, card) : undefined;
  return { coldMs, warmMs: start(folder, card) };
}

function start(folder: string, card: string): number {
  const probe = path.join(import.meta.dirname, 'start-probe.ts');
  const run = spawnSync(process.execPath, [probe, folder, card], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`the till in ${folder} did not start: ${run.stderr}`);
  return Number(run.stdout);
}

/** Asks the kernel to drop what it holds of a file: GNU dd can, others cannot. */
function forgetFile(file: string): boolean {
  return spawnSync('dd', [`if=${file}`, 'iflag=nocache', 'count=0'], { stdio: 'ignore' }).status === 0;
}
