import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { MonthSums } from '#shared/reports/what-if-sums.ts';
import { writeYear } from '#electron/demo/year/write-year.ts';
import { whatIf } from '#electron/operator/commands/what-if.command.ts';
import { nodeMachine } from '#electron/platform/machine.ts';
import { temporaryFolder } from '#test/support/a-till.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(async () => {
  folder = temporaryFolder();
  const year = { until: '2026-11-21', days: 120, members: 30, sales: 300, seed: 7 };
  await writeYear({
    ...year,
    dataDir: folder.dir,
    progress: () => undefined,
    signal: new AbortController().signal,
  });
}, 60_000);
afterEach(() => folder.remove());

const points = {
  pointsPerUnit: 1,
  voucherAt: 100,
  voucherWorthMinor: 200,
  pointsLifeDays: 365,
  voucherLifeDays: 180,
};
const hashOfLedger = () =>
  createHash('sha256')
    .update(readFileSync(path.join(folder.dir, 'till.db')))
    .digest('hex');

async function ask(
  setup: object,
  options: Record<string, string | true> = {},
  signal = new AbortController().signal,
) {
  const file = path.join(folder.dir, 'changes.json');
  writeFileSync(file, JSON.stringify([{ programId: 'points', type: 'points', setup }]));
  const said: string[] = [];
  const desk = {
    ...{ dataDir: folder.dir, centreUrl: null, machine: nodeMachine, signal },
    say: (line: string) => void said.push(line),
    progress: () => undefined,
  };
  const outcome = await whatIf.run({ operand: null, options: { setup: file, ...options } }, desk);
  return { outcome, said };
}
interface Answer {
  asItWas: { asked: number; same: number };
  before: { months: MonthSums[] };
  after: { months: MonthSums[] };
}
const asJson = async (setup: object): Promise<Answer> =>
  JSON.parse((await ask(setup, { json: true })).said.join('\n')) as Answer;
const earned = ({ months }: { months: readonly MonthSums[] }): number =>
  months.reduce((sum, { awarded }) => sum + (awarded['points:points'] ?? 0), 0);

test('a year replayed as it was is the ledger’s year, and its file is not touched by a byte', async () => {
  const hash = hashOfLedger();
  const same = await asJson(points);
  expect(same.asItWas).toMatchObject({ asked: 300, same: 300 });
  expect(same.after).toEqual(same.before);
  expect(earned(same.before)).toBeGreaterThan(1_000);
  const double = await asJson({ ...points, pointsPerUnit: 2 });
  expect(double.before).toEqual(same.before);
  expect(earned(double.after)).toBeGreaterThan(1.8 * earned(double.before));
  expect(hashOfLedger()).toBe(hash);
}, 60_000);

test('people read a table, how far it is to be believed, and what it cannot know', async () => {
  const { outcome, said } = await ask({ ...points, pointsPerUnit: 2 }, { from: '2026-10-01' });
  expect(outcome).toBe('fine');
  const text = said.join('\n');
  expect(text).toContain('replaying: 100 %');
  expect(text).toMatch(/month +sales +members +points:points/);
  expect(text).toMatch(/2026-10 .* → /);
  expect(text).not.toMatch(/2026-09 /);
  expect(text).toContain('give exactly what the ledger says');
  expect(text).toContain('Customers would have behaved otherwise');
}, 60_000);

test('a field that is wrong is named, and whoever stops it gets no half answer', async () => {
  await expect(ask({ ...points, pointsPerUnit: 0 })).rejects.toThrow('field "setup.pointsPerUnit"');
  await expect(ask(points, { from: 'May' })).rejects.toThrow('--from is a day');
  await expect(ask(points, { program: 'coffee' })).rejects.toThrow('no program "coffee"');
  const stopped = new AbortController();
  stopped.abort(new Error('Stopped; nothing was changed.'));
  await expect(ask(points, {}, stopped.signal)).rejects.toThrow('Stopped');
}, 60_000);
