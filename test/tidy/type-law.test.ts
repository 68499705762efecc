import { spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';

const browser = 'export const title = () => document.title;';
const node = 'export const pid = () => process.pid;';
const nodeModule = `export { readFileSync } from 'node:fs';`;
const mistake = 'export const size: string = 1;';

const machines = ['electron/platform', 'central/http'];
const pages = ['renderer/client', 'renderer/ui', 'central/dashboard'];
const product = ['shared/base', ...machines, ...pages];

/** What a house must not know, and what no house may get wrong: what the compiler says, the folder, the text. */
const offenders: readonly (readonly [code: string, folder: string, text: string])[] = [
  ...['shared/base', ...machines].map((folder) => ['TS2584', folder, browser] as const),
  ...['shared/base', ...pages].flatMap((folder) => [
    ['TS2591', folder, node] as const,
    ['TS2591', folder, nodeModule] as const,
  ]),
  ...[...product, 'test/support'].map((folder) => ['TS2322', folder, mistake] as const),
  ...['electron', 'renderer', 'central'].map(
    (house) => ['TS6307', 'shared/base', `import '#${house}/target.ts';`] as const,
  ),
  ...['renderer', 'central'].map(
    (house) => ['TS6307', 'electron/platform', `import '#${house}/target.ts';`] as const,
  ),
  ...['electron', 'central'].map(
    (house) => ['TS6307', 'renderer/client', `import '#${house}/target.ts';`] as const,
  ),
  ...['electron', 'renderer'].map(
    (house) => ['TS6307', 'central/http', `import '#${house}/target.ts';`] as const,
  ),
  ['TS6307', 'central/dashboard', `import '#electron/target.ts';`],
];

/** What a house is made of. */
const welcome: readonly (readonly [folder: string, text: string])[] = [
  ...machines.flatMap((folder) => [[folder, node] as const, [folder, nodeModule] as const]),
  ...pages.map((folder) => [folder, browser] as const),
  ['test/support', `${browser}\n${node}\n${nodeModule}`],
];

const planted: Record<string, string> = {
  ...Object.fromEntries(offenders.map(([, folder, text], n) => [`${folder}/planted-${n}.ts`, text])),
  ...Object.fromEntries(welcome.map(([folder, text], n) => [`${folder}/invited-${n}.ts`, text])),
  ...Object.fromEntries(['electron', 'renderer', 'central'].map((house) => [`${house}/target.ts`, ''])),
  ...Object.fromEntries(product.map((folder) => [`${folder}/invited.test.ts`, `${browser}\n${node}`])),
  ...Object.fromEntries(product.map((folder) => [`${folder}/planted.test.ts`, mistake])),
};

/** Compiles a small house under our tsconfig files, beside the types they name. What it builds stays in that house. */
function compile(files: Readonly<Record<string, string>>): string[] {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tessera-types-'));
  const configs = ['package.json', 'tsconfig.json', ...globSync('{*,central/*}/tsconfig*.json')];
  for (const file of configs) cpSync(file, path.join(folder, file));
  mkdirSync(path.join(folder, 'node_modules'));
  for (const name of ['@types', 'vite'])
    symlinkSync(path.resolve('node_modules', name), path.join(folder, 'node_modules', name), 'junction');
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
  const tsc = path.resolve('node_modules/typescript/bin/tsc');
  const run = spawnSync(process.execPath, [tsc, '-b', '--singleThreaded', '--pretty', 'false'], {
    cwd: folder,
    encoding: 'utf8',
  });
  rmSync(folder, { recursive: true, force: true });
  return run.stdout.split('\n').filter((line) => line.includes('error TS'));
}

const findings = compile(planted);
const codesOf = (file: string): string[] =>
  findings.filter((line) => line.startsWith(`${file}(`)).map((line) => /TS\d+/.exec(line)?.[0] ?? line);

test.each(offenders.map((one, number) => [...one, number] as const))(
  '%s is what the compiler says in %s to %s',
  (code, folder, _text, number) => {
    expect(codesOf(`${folder}/planted-${number}.ts`)).toContain(code);
  },
);

test.each(product)('a wrong test in %s is caught', (folder) => {
  expect(codesOf(`${folder}/planted.test.ts`)).toEqual(['TS2322']);
});

test('nothing is held against anybody else', () => {
  expect(findings.filter((line) => !/^[^(]*planted/.test(line))).toEqual([]);
});
