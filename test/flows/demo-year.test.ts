import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Fact } from '#shared/ledger/events.ts';
import { readEntries } from '#shared/projections/fold.ts';
import { planYear } from '#electron/demo/year/plan-year.ts';
import { chanceOf } from '#electron/demo/year/chance.ts';
import { writeYear } from '#electron/demo/year/write-year.ts';
import { nodeMachine } from '#electron/platform/machine.ts';
import { openStore } from '#electron/store/store.ts';
import { temporaryFolder } from '#test/support/a-till.ts';
import { openTestTill } from '#test/support/open-till.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => (folder = temporaryFolder()));
afterEach(() => folder.remove());

const year = { until: '2026-11-21', days: 200, members: 40, sales: 400 };
const write = (name: string, seed: number) =>
  writeYear({
    ...year,
    seed,
    dataDir: path.join(folder.dir, name),
    progress: () => undefined,
    signal: new AbortController().signal,
  });
function look<T>(name: string, what: (store: ReturnType<typeof openStore>) => T): T {
  const store = openStore(path.join(folder.dir, name, 'till.db'), nodeMachine);
  try {
    return what(store);
  } finally {
    store.close();
  }
}

test('a plan has busy days and quiet ones, people who join and people who stay away', () => {
  const { days, regulars } = planYear({ ...year, days: 365, sales: 20_000, members: 500 }, chanceOf(7));
  const visits = days.flatMap((day) => day.visits);
  expect(visits).toHaveLength(20_000);
  const on = (end: string) =>
    days.filter(({ day }) => day.includes(end)).reduce((sum, { visits: v }) => sum + v.length, 0);
  expect(on('2025-12-25')).toBe(0);
  expect(on('2025-12-')).toBeGreaterThan(1.5 * on('2026-08-'));
  expect(regulars.filter(({ stopsOn }) => stopsOn < 365).length).toBeGreaterThan(50);
  // Nobody comes before they joined, nor after they stopped.
  for (const [index, { visits: some }] of days.entries())
    for (const { regular } of some) {
      expect(regulars[regular]?.joinsOn).toBeLessThanOrEqual(index);
      expect(regulars[regular]?.stopsOn).toBeGreaterThanOrEqual(index);
    }
});

test('the key of a till whose ledger is elsewhere is left alone', async () => {
  const dataDir = path.join(folder.dir, 'real');
  mkdirSync(dataDir);
  writeFileSync(path.join(dataDir, 'till-key.pem'), 'a real one');
  await expect(write('real', 3)).rejects.toMatchObject({ code: 'DATA_FOLDER' });
  expect(readdirSync(dataDir)).toEqual(['till-key.pem']);
  expect(readFileSync(path.join(dataDir, 'till-key.pem'), 'utf8')).toBe('a real one');
});

test('the same seed writes the same year, another one another, and every ledger is sound', async () => {
  const [one, same] = [await write('one', 3), await write('same', 3)];
  expect(same).toEqual(one);
  expect(one).toMatchObject({ sales: 400, members: 40 });
  const heads = ['one', 'same'].map((name) => look(name, (store) => store.head().hash));
  expect(heads[1]).toBe(heads[0]);
  await write('other', 4);
  expect(look('other', (store) => store.head().hash)).not.toBe(heads[0]);
  look('one', (store) => {
    expect(store.verify().faults).toEqual([]);
    const facts: Fact[] = readEntries(store.ownAfter(0, 100_000)).map(({ fact }) => fact);
    const count = (type: Fact['type']): number => facts.filter((fact) => fact.type === type).length;
    expect(count('SaleRecorded')).toBe(400);
    expect(count('VoucherRedeemed')).toBe(one.vouchersUsed);
    expect(count('SaleReversed')).toBe(one.takenBack);
    expect(one.vouchersUsed).toBeGreaterThan(10);
    expect(store.jobs.nextQueued()).toBeUndefined();
  });
}, 60_000);

test('a till opens on it as if it had stood there all year', async () => {
  await write('shop', 5);
  const open = await openTestTill(path.join(folder.dir, 'shop'));
  try {
    const { found } = await open.screen.call('members.find', { text: 'anna', typos: false });
    expect(found.length).toBeGreaterThan(0);
    await open.screen.call('members.present', { walletId: found[0]?.walletId ?? '', text: 'anna' });
    expect(
      await open.screen.call('checkout.confirm', { commandId: 'today-1', amountText: '4.00' }),
    ).toMatchObject({
      ok: true,
    });
    expect(open.till.store.verify().faults).toEqual([]);
  } finally {
    await open.close();
  }
}, 60_000);
