import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** What the linter must catch: its rule, the file it is planted in, the text. */
const offenders: readonly [rule: string, file: string, text: string][] = [
  ['no-restricted-globals', 'shared/base/clock.ts', 'export const at = Date.now();'],
  ['no-restricted-globals', 'shared/base/day.ts', 'export const at = new Date(0);'],
  ['no-restricted-globals', 'shared/base/timer.ts', 'setTimeout(() => undefined, 1);'],
  ['no-restricted-globals', 'shared/base/machine.ts', 'export const node = process.version;'],
  ['no-restricted-properties', 'shared/base/chance.ts', 'export const chance = Math.random();'],
  ['no-default-export', 'electron/door.ts', 'export default 1;'],
  ['no-explicit-any', 'electron/any.ts', 'export const open = (door: any): void => void door;'],
  ['eqeqeq', 'electron/equal.ts', 'export const same = (a: number, b: number) => a == b;'],
  ['no-floating-promises', 'electron/adrift.ts', 'async function go(): Promise<void> {}\ngo();'],
  ['only-throw-error', 'electron/thrown.ts', `export function stop(): never { throw 'stop'; }`],
  ['prefer-node-protocol', 'electron/bare.ts', `import fs from 'fs';\nexport const read = fs.readFileSync;`],
  ['no-empty', 'electron/silent.ts', 'export function hush(run: () => void) { try { run(); } catch {} }'],
  [
    'switch-exhaustiveness-check',
    'electron/forgotten.ts',
    `export function f(a: 'x' | 'y') { switch (a) { case 'x': return 1; } return 2; }`,
  ],
  [
    'rules-of-hooks',
    'renderer/hooks.tsx',
    `import { useState } from 'react';\nexport function A({ on }: { on: boolean }) { if (on) useState(1); return null; }`,
  ],
  [
    'exhaustive-deps',
    'renderer/deps.tsx',
    `import { useEffect } from 'react';\nexport function A({ on }: { on: () => void }) { useEffect(() => on(), []); return null; }`,
  ],
  ['alt-text', 'renderer/picture.tsx', 'export const A = () => <img src="a.png" />;'],
];

let folder = '';
let findings: { code: string; filename: string }[] = [];

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'tessera-lint-'));
  cpSync('.oxlintrc.json', path.join(folder, '.oxlintrc.json'));
  const compilerOptions = {
    strict: true,
    jsx: 'react-jsx',
    target: 'ES2024',
    module: 'ESNext',
    moduleResolution: 'bundler',
  };
  writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['**/*'] }));
  const good = ['central/good.ts', 'export const at = (): number => Date.now();'] as const;
  for (const [file, text] of [...offenders.map(([, file, text]) => [file, text] as const), good]) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
  const oxlint = path.resolve('node_modules/oxlint/bin/oxlint');
  // The type-aware half of the linter is looked for on the path.
  const env = {
    ...process.env,
    PATH: [path.resolve('node_modules/.bin'), process.env['PATH']].join(path.delimiter),
  };
  const run = spawnSync(process.execPath, [oxlint, '--format', 'json', '.'], {
    cwd: folder,
    encoding: 'utf8',
    env,
  });
  if (!run.stdout.startsWith('{')) throw new Error(`the linter did not run: ${run.stdout}${run.stderr}`);
  findings = (JSON.parse(run.stdout) as { diagnostics: typeof findings }).diagnostics;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(offenders)('the linter catches %s in %s', (rule, file) => {
  const found = findings.filter(({ filename }) => filename === file).map(({ code }) => code);
  expect(found.join(' ')).toContain(`(${rule})`);
});

test('outside shared the clock may be read', () => {
  expect(findings.filter(({ filename }) => filename === 'central/good.ts')).toEqual([]);
});
