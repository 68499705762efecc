import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { productAnswer } from '#test/golden/basket-answer.ts';
import { GoldenFile } from '#test/golden/golden-basket.ts';
import { naiveAnswer } from '#test/golden/naive-basket.ts';

const folder = path.join(import.meta.dirname, '../golden/baskets');
const files = readdirSync(folder)
  .sort()
  .map((name) => ({ name, ...GoldenFile.parse(JSON.parse(readFileSync(path.join(folder, name), 'utf8'))) }));
const all = files.flatMap(({ baskets }) => baskets);

describe.each(files)('$name', ({ baskets }) => {
  test.each(baskets)('$name', (golden) => {
    expect(productAnswer(golden)).toEqual(golden.expect);
    expect(naiveAnswer(golden)).toEqual(golden.expect);
  });

  test('names every basket once', () => {
    expect(baskets.map(({ name }) => name).sort()).toEqual(
      [...new Set(baskets.map(({ name }) => name))].sort(),
    );
  });
});

test('most of them were worked out on paper', () => {
  expect(all.length).toBeGreaterThanOrEqual(250);
  expect(all.filter(({ by }) => by === 'hand').length).toBeGreaterThan(all.length / 2);
});

test('every effect, refusal, currency with 0, 2 and 3 decimals and reason not to earn is among them', () => {
  const effects = all.flatMap(({ offers }) => offers.map(({ effect }) => effect.kind));
  const codes = all.flatMap(({ expect: of }) => of?.refused?.map(({ code }) => code) ?? []);
  const reasons = all.flatMap(({ expect: of }) => of?.base?.map((row) => row[6]) ?? []);
  const has = (found: readonly unknown[], wanted: string) =>
    expect(new Set(found.filter(Boolean))).toEqual(new Set(wanted.split(' ')));
  has(effects, 'percent fixed free-item cheapest-free buy-x-get-y');
  has(
    codes,
    'NOTHING_IN_SCOPE NOTHING_LEFT TOO_FEW_PIECES BELOW_MINIMUM EXCLUSIVE_WITH GROUP_TAKEN TOO_MANY_OFFERS OVER_CAP WORSE_TOGETHER',
  );
  has(reasons, 'GIFT_CARD TIP FEE ITEM CATEGORY DISCOUNTED');
  has(
    all.map(({ currency }) => currency),
    'EUR HUF JPY KWD BHD',
  );
});
