// What is linted is remembered by what it says and by all that it imports, so that a change is linted again with those who see it, and
// nothing else. A fresh clone remembers nothing.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { statesOf } from './lint-states.mjs';

const root = process.cwd();
const memory = path.join(root, 'node_modules/.cache/lint/clean.json');
const linter = path.join(root, 'node_modules/oxlint/bin/oxlint');
/** Every file of code or data that git would commit, or undefined where there is no git to ask. */
function filesOfTheHouse() {
  const listed = spawnSync('git', ['ls-files', '-z', '-co', '--exclude-standard'], { cwd: root });
  if (listed.status !== 0) return undefined;
  return listed.stdout
    .toString()
    .split('\0')
    .filter((file) => /\.(?:[cm]?[jt]s|tsx|json)$/.test(file) && existsSync(path.join(root, file)));
}

const recall = () => {
  try {
    return new Map(Object.entries(JSON.parse(readFileSync(memory, 'utf8'))));
  } catch {
    return new Map();
  }
};

const files = filesOfTheHouse();
const states =
  files && statesOf(new Map(files.map((file) => [file, readFileSync(path.join(root, file), 'utf8')])));
const clean = recall();
const stale = states && [...states].flatMap(([file, state]) => (clean.get(file) === state ? [] : [file]));
if (stale?.length === 0) {
  console.log('lint: nothing changed since it was clean');
  process.exit(0);
}
// Beyond a third of them, starting with the whole house costs no more; and without git there is nothing to go by.
const asked = stale && stale.length < states.size / 3 ? stale : ['.'];
const { status } = spawnSync(process.execPath, [linter, ...asked], { cwd: root, stdio: 'inherit' });
if (status === 0 && states) {
  mkdirSync(path.dirname(memory), { recursive: true });
  writeFileSync(memory, JSON.stringify(Object.fromEntries(states)));
}
process.exit(status ?? 1);
