import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Edit, Mutant } from './mutant.ts';
import { mutants } from './mutants.ts';

const house = fileURLToPath(new URL('../../../', import.meta.url));
const needed = ['shared', 'electron', 'central', 'resources', 'test', 'package.json'];

/** What the worlds said of a mutant. */
interface Judged {
  /** The rule that it broke first, or null when nobody noticed. */
  rule: string | null;
  /** The world in which it did. */
  seed: number;
  seconds: number;
}

/**
 * Breaks a copy of the source in one way after the other, and shows each to the worlds. True when all are caught in
 * worlds that pass without them. Never touches the source itself.
 */
export async function runMutants(say: (line: string) => void, wanted?: string): Promise<boolean> {
  const chosen = mutants.filter(({ name }) => !wanted || name === wanted);
  if (chosen.length === 0) throw new Error(`There is no mutant called ${wanted}.`);
  for (const { name, edits } of chosen) for (const edit of edits) readOnce(house, name, edit);
  const copy = mkdtempSync(path.join(os.tmpdir(), 'tessera-mutants-'));
  try {
    for (const one of needed) cpSync(path.join(house, one), path.join(copy, one), { recursive: true });
    symlinkSync(path.join(house, 'node_modules'), path.join(copy, 'node_modules'));
    let good = true;
    for (const mutant of chosen) {
      const { rule, seed, seconds } = await judge(copy, mutant);
      // Caught is only what fails because of it: the same world passes with the source as it is.
      const sound = rule === null ? null : await showTo(copy, mutant.focus, seed, seed);
      const caught = rule !== null && sound?.rule === null;
      good &&= caught;
      const verdict = caught
        ? `caught by ${rule} in world ${seed}`
        : rule === null
          ? `NOT CAUGHT in ${mutant.within} worlds`
          : `NOT PROVED: world ${seed} breaks ${sound?.rule} without it`;
      say(`${mutant.name}: ${verdict}, ${seconds.toFixed(0)} s (${mutant.mistake})`);
    }
    return good;
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

async function judge(copy: string, { name, edits, focus, within }: Mutant): Promise<Judged> {
  const before = edits.map(({ file }) => [file, readFileSync(path.join(copy, file), 'utf8')] as const);
  try {
    for (const edit of edits) {
      const text = readOnce(copy, name, edit);
      writeFileSync(
        path.join(copy, edit.file),
        text.replace(edit.find, () => edit.replace),
      );
    }
    return await showTo(copy, focus, 1, within);
  } finally {
    for (const [file, text] of before.reverse()) writeFileSync(path.join(copy, file), text);
  }
}

/** The text of a file in which the edit has exactly one place. */
function readOnce(folder: string, name: string, { file, find }: Edit): string {
  const text = readFileSync(path.join(folder, file), 'utf8');
  const times = text.split(find).length - 1;
  if (times !== 1)
    throw new Error(`Mutant ${name} no longer fits: ${file} holds ${times} times ${JSON.stringify(find)}`);
  return text;
}

async function showTo(copy: string, focus: readonly string[], from: number, to: number): Promise<Judged> {
  const begun = performance.now();
  const args = ['test/simulation/simulate.ts', '--seeds', `${from}..${to}`, '--no-shrink', '--first'];
  if (focus.length > 0) args.push('--focus', focus.join(','));
  const child = spawn(process.execPath, args, {
    cwd: copy,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout.on('data', (data: Buffer) => (said += data.toString()));
  child.stderr.on('data', (data: Buffer) => (said += data.toString()));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  const seconds = (performance.now() - begun) / 1000;
  const [, seed, rule = null] = /^seed (\d+) breaks ([a-z-]+)/m.exec(said) ?? [];
  if (rule === null && code !== 0) throw new Error(`The worlds did not turn: ${said.slice(-2_000)}`);
  return { rule, seed: Number(seed ?? 0), seconds };
}
