import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { WhatIfView } from '#shared/api/what-if.api.ts';
import { addedUp } from '#shared/reports/what-if-result.ts';
import { demoShop } from '#electron/demo/demo-shop.ts';
import { writeYear } from '#electron/demo/year/write-year.ts';
import { nodeMachine } from '#electron/platform/machine.ts';
import { openLogReader } from '#electron/store/log-reader.ts';
import { planReplay, replayPart } from '#electron/what-if/replay-part.ts';
import { temporaryFolder } from '#test/support/a-till.ts';
import { openTestTill, type TillUnderTest } from '#test/support/open-till.ts';

let folder: ReturnType<typeof temporaryFolder>;
let under: TillUnderTest | undefined;
beforeEach(async () => {
  folder = temporaryFolder();
  await writeYear({
    ...{ until: '2026-11-21', days: 120, members: 30, sales: 300, seed: 7 },
    ...{ dataDir: folder.dir, progress: () => undefined, signal: new AbortController().signal },
  });
}, 60_000);
afterEach(async () => {
  await under?.close();
  under = undefined;
  folder.remove();
});

const open = async (): Promise<TillUnderTest> => {
  const machine = { ...nodeMachine, now: () => Date.parse('2026-11-22T10:00:00Z') };
  under = await openTestTill(folder.dir, { machine });
  return under;
};
const pointsWith = async ({ screen }: TillUnderTest, more: object) => {
  const { programs } = await screen.call('programs.list', {});
  const program = programs.find(({ programId }) => programId === 'points');
  if (!program) throw new Error('the demo shop has points');
  return { ...program, setup: JSON.stringify({ ...(JSON.parse(program.setup) as object), ...more }) };
};
const viewOf = async ({ screen }: TillUnderTest, state: WhatIfView['state']): Promise<WhatIfView> => {
  const view = { now: await screen.call('what-if.view', {}) };
  await vi.waitUntil(
    async () => {
      view.now = await screen.call('what-if.view', {});
      return view.now.state === state || view.now.state === 'failed';
    },
    { timeout: 20_000, interval: 20 },
  );
  return view.now;
};

test('a manager is told what twice the points would have cost, while the counter sells and nothing is saved', async () => {
  const till = await open();
  const { screen } = till;
  const before = till.till.store.head();
  const program = await pointsWith(till, { pointsPerUnit: 2 });
  expect(await screen.call('what-if.start', { program, period: 'last-quarter' })).toEqual({ refusal: null });
  const view = await viewOf(till, 'done');
  if (view.state !== 'done') throw new Error(view.state);
  const { sums } = view;
  expect(sums.months.map(({ month }) => month)).toEqual(['2026-08', '2026-09', '2026-10']);
  expect(sums.cost.after).toBeGreaterThan(1.8 * sums.cost.before);
  expect(sums.months.reduce((sum, { cost }) => sum + cost.after, 0)).toBe(sums.cost.after);
  expect(sums.programs.reduce((sum, { cost }) => sum + cost.after, 0)).toBe(sums.cost.after);
  expect(sums.asked).toBe(sums.sales);
  expect(sums.same).toBe(sums.sales);
  expect(sums.limits).toContain('behaviour');
  const { gains, losses } = await screen.call('what-if.members', {});
  expect(gains).toHaveLength(10);
  expect(gains[0]?.member.name).toMatch(/\w+ \w+/);
  expect(losses).toEqual([]);
  expect(till.till.store.head()).toEqual(before);
}, 60_000);

test('one that is stopped ends at once, and what would not be taken is refused in words', async () => {
  const till = await open();
  const { screen } = till;
  const wrong = await pointsWith(till, { pointsPerUnit: 0 });
  const refused = await screen.call('what-if.start', { program: wrong, period: 'all' });
  expect(refused.refusal).toMatchObject({ code: 'PROGRAM_SETUP_WRONG', place: 'pointsPerUnit' });
  expect(await screen.call('what-if.view', {})).toEqual({ state: 'none' });
  const program = await pointsWith(till, { voucherAt: 50 });
  await screen.call('what-if.start', { program, period: 'all' });
  await screen.call('what-if.stop', {});
  expect(await screen.call('what-if.view', {})).toEqual({ state: 'stopped', programId: 'points' });
  expect(await screen.call('what-if.members', {})).toEqual({ gains: [], losses: [] });
  await screen.call('what-if.start', { program, period: 'all' });
  expect((await viewOf(till, 'done')).state).toBe('done');
}, 60_000);

test('members replayed apart come to what they come to together', () => {
  const reader = openLogReader(path.join(folder.dir, 'till.db'));
  const changed = [
    {
      ...{ programId: 'points', type: 'points' },
      setup: JSON.stringify({
        ...{ pointsPerUnit: 3, voucherAt: 100, voucherWorthMinor: 200 },
        ...{ pointsLifeDays: 365, voucherLifeDays: 180 },
      }),
    },
  ];
  const asked = { changed, settings: demoShop.settings, from: null, to: null };
  const plan = planReplay(reader, asked);
  const inParts = (of: number) =>
    addedUp(
      Array.from({ length: of }, (_, index) =>
        replayPart(reader, asked, plan, { index, of }, () => undefined),
      ),
    );
  const together = inParts(1);
  expect(plan.apart).toBe(true);
  expect(together.asItWas).toMatchObject({ asked: 300, same: 300 });
  expect(together.changed.same).toBeLessThan(50);
  for (const of of [2, 5]) expect(inParts(of)).toEqual(together);
  const capped = { ...changed[0], setup: changed[0]?.setup.replace('{', '{"caps":{"inAll":500},') ?? '' };
  expect(
    planReplay(reader, { ...asked, changed: [{ ...capped, programId: 'points', type: 'points' }] }).apart,
  ).toBe(false);
  reader.close();
}, 60_000);
