import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import type { ICruiseResult } from 'dependency-cruiser';
import { describe, expect, test } from 'vitest';
import { importCruise } from './import-cruise.mjs';
import { offenders, targets, welcome } from './import-offenders.ts';
import { fewest, importReport } from './import-report.mjs';

/** Cruises a small house under our law, beside our packages. */
function cruise(files: Readonly<Record<string, string>>): ICruiseResult {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tessera-imports-'));
  for (const file of ['.dependency-cruiser.cjs', 'package.json']) cpSync(file, path.join(folder, file));
  symlinkSync(path.resolve('node_modules'), path.join(folder, 'node_modules'), 'junction');
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
  const run = spawnSync(process.execPath, importCruise('json'), { cwd: folder, encoding: 'utf8' });
  rmSync(folder, { recursive: true, force: true });
  if (!run.stdout.startsWith('{')) throw new Error(`nothing was cruised: ${run.stdout}${run.stderr}`);
  return JSON.parse(run.stdout) as ICruiseResult;
}

const law = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as {
  forbidden: { name: string }[];
};
const laws = law.forbidden.map(({ name }) => name);
const looksBack = '-looks-back-only';
const flow = [
  ...laws.filter((name) => name.endsWith(looksBack)).map((name) => name.slice(0, -looksBack.length)),
  'api',
];
const numbered = (file: string, number: number): string => file.replace(/planted|invited/, `$&-${number}`);

const { summary } = cruise({
  ...Object.fromEntries(targets.map((file) => [file, ''])),
  ...Object.fromEntries(offenders.map(([, file, text], number) => [numbered(file, number), text])),
  ...Object.fromEntries(welcome.map(([file, text], number) => [numbered(file, number), text])),
  ...Object.fromEntries(flow.map((folder) => [`shared/${folder}/door.ts`, ''])),
  ...Object.fromEntries(
    flow.flatMap((folder) =>
      ['ts', 'test.ts'].map((end) => [
        `shared/${folder}/everywhere.${end}`,
        flow.map((name) => `import '../${name}/door.ts';`).join('\n'),
      ]),
    ),
  ),
  'shared/base/a.ts': `import type { B } from './b.ts';`,
  'shared/base/b.ts': `import './c.ts';`,
  'shared/base/c.ts': `export * from './a.ts';`,
  'shared/base/d.ts': `import './a.ts';`,
});
const faultsOf = (file: string) => summary.violations.filter(({ from }) => from === file);

describe('each law catches its offender', () => {
  test.each(offenders.map((one, number) => [...one, number] as const))(
    '%s in %s: %s',
    (law, file, _text, number) => {
      expect(faultsOf(numbered(file, number)).map(({ rule }) => rule.name)).toContain(law);
    },
  );

  test.each(flow)('shared/%s may not look at what comes after it', (folder) => {
    const faults = faultsOf(`shared/${folder}/everywhere.ts`);
    expect(faults.map(({ rule, to }) => `${rule.name} ${to}`).sort()).toEqual(
      flow
        .slice(flow.indexOf(folder) + 1)
        .map((later) => `${folder}${looksBack} shared/${later}/door.ts`)
        .sort(),
    );
    expect(faultsOf(`shared/${folder}/everywhere.test.ts`)).toEqual([]);
  });

  test('a circle is named with everyone in it', () => {
    const circles = summary.violations.filter(({ rule }) => rule.name === 'no-circles');
    expect(circles.map(({ cycle }) => cycle?.map(({ name }) => name).sort())).toEqual([
      ['shared/base/a.ts', 'shared/base/b.ts', 'shared/base/c.ts'],
    ]);
  });

  test('no law is without an offender', () => {
    expect([...new Set(summary.violations.map(({ rule }) => rule.name))].sort()).toEqual([...laws].sort());
  });
});

test.each(welcome.map((one, number) => [...one, number] as const))(
  '%s may write %s',
  (file, _text, number) => {
    expect(faultsOf(numbered(file, number))).toEqual([]);
  },
);

describe('the report', () => {
  test('says who imports what, which law and why, and ends badly', () => {
    const { output, exitCode } = importReport({ summary });
    expect(output).toMatch(
      /^shared\/base\/planted-\d+\.ts -> crypto \[shared-is-pure\] shared runs everywhere, so it imports/m,
    );
    expect(exitCode).toBe(1);
  });

  test('ends well over a whole house that keeps the law', () => {
    const clean = { ...summary, violations: [], totalCruised: fewest };
    expect(importReport({ summary: clean })).toEqual({
      output: `${fewest} modules read, 0 imports forbidden\n`,
      exitCode: 0,
    });
  });

  test('ends badly when hardly anything was read, whatever was found in it', () => {
    const blind = { ...summary, violations: [], totalCruised: fewest - 1 };
    expect(importReport({ summary: blind })).toMatchObject({
      output: expect.stringContaining(`Only ${fewest - 1} modules were read`),
      exitCode: 1,
    });
  });
});
