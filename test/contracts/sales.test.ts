import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { GoldenSales } from '#test/golden/golden-sale.ts';
import { tillInMemory } from '#test/golden/golden-till.ts';
import { playSales } from '#test/golden/play-sales.ts';

const folder = path.join(import.meta.dirname, '../golden/sales');
const files = readdirSync(folder)
  .sort()
  .map((name) => ({ name, ...GoldenSales.parse(JSON.parse(readFileSync(path.join(folder, name), 'utf8'))) }));
const all = files.flatMap(({ cases }) => cases);

describe.each(files)('$name', (golden) => {
  test.each(golden.cases)('$currency: $name', (one) => {
    expect(playSales(golden, one, tillInMemory)).toEqual(one.do);
  });

  test('names every case once', () => {
    const names = golden.cases.map(({ currency, name }) => `${currency} ${name}`);
    expect(names).toEqual([...new Set(names)]);
  });
});

test('kinds and currencies with 0, 2 and 3 decimals are among them', () => {
  expect(all.length).toBeGreaterThanOrEqual(60);
  const kinds = files.flatMap(({ programs }) => Object.values(programs).map(({ type }) => type));
  for (const kind of 'badges benefits cashback challenges occasions points rewards stamps tiers'.split(' '))
    expect(kinds).toContain(kind);
  expect(new Set(all.map(({ currency }) => currency))).toEqual(new Set(['EUR', 'HUF', 'JPY', 'KWD']));
});

const waysBack = ['void', 'whole', 'minor', 'lines'];

test.each(files)('$name is taken back by void, whole, by an amount and by lines', ({ cases }) => {
  const ways = cases.flatMap(({ do: steps }) =>
    steps.flatMap((step) => {
      if ('sell' in step) return [];
      return typeof step.how === 'string' ? step.how : Object.keys(step.how);
    }),
  );
  expect([...new Set(ways)].sort()).toEqual(waysBack.toSorted());
});
