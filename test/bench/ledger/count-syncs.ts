import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from '#test/support/a-till.ts';

const few = 50;
const many = 250;

/** Whether sync calls can be counted here at all. */
export const canCountSyncs = (): boolean => spawnSync('strace', ['-V']).status === 0;

/**
 * How often a sale of this contender makes the kernel wait for the disk, counted by strace from outside: a run of many
 * sales less a run of few, so that opening and closing do not count. Throws when the contender does not run under it.
 */
export const countSyncs = (name: string): number => (syncsOf(name, many) - syncsOf(name, few)) / (many - few);

function syncsOf(name: string, sales: number): number {
  const { dir, remove } = temporaryFolder();
  try {
    const counts = path.join(dir, 'counts');
    const seller = path.join(import.meta.dirname, 'one-contender.ts');
    const traced = ['-f', '-c', '-e', 'trace=fsync,fdatasync', '-o', counts];
    const run = spawnSync('strace', [...traced, process.execPath, seller, name, String(sales)], {
      encoding: 'utf8',
      timeout: 120_000,
    });
    if (run.status !== 0) throw new Error(`${name} ended with ${run.status ?? run.signal}: ${run.stderr}`);
    return sumOfCalls(readFileSync(counts, 'utf8'));
  } finally {
    remove();
  }
}

/** Adds up the calls in the table that `strace -c` writes; an empty one means none. */
export function sumOfCalls(table: string): number {
  return table
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => ['fsync', 'fdatasync'].includes(fields.at(-1) ?? ''))
    .reduce((sum, fields) => sum + Number(fields[3]), 0);
}
