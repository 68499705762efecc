import { describe, expect, test } from 'vitest';
import { seeded } from '#test/support/seeded.ts';
import { scoreOf, Values } from './quintiles.ts';

const valuesOf = (...blocks: number[][]): Values => {
  const values = new Values();
  for (const block of blocks) values.add(block);
  return values;
};

describe('fifths', () => {
  test('of ten different values hold two each, however they came', () => {
    const cuts = valuesOf([5, 1, 9], [], [2, 10, 3, 8], [4, 7, 6]).cuts();
    expect([1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((value) => scoreOf(value, cuts))).toEqual([
      1, 1, 2, 2, 3, 3, 4, 4, 5, 5,
    ]);
  });

  test('put equal values into the lowest fifth that one of them would have had', () => {
    const cuts = valuesOf([1, 1, 1, 1, 1, 1, 1, 1, 1, 2]).cuts();
    expect([1, 2].map((value) => scoreOf(value, cuts))).toEqual([1, 5]);
  });

  test('are all the lowest when everybody did the same', () => {
    const cuts = valuesOf([7, 7, 7, 7, 7, 7]).cuts();
    expect(scoreOf(7, cuts)).toBe(1);
  });

  test('are what counting says, for any values in any blocks', () => {
    const chance = seeded(11);
    for (let run = 0; run < 100; run += 1) {
      const all = Array.from({ length: chance.int(1, 60) }, () => chance.int(-5, chance.int(0, 40)));
      const values = new Values();
      for (let from = 0; from < all.length; from += 7) values.add(all.slice(from, from + 7));
      const cuts = values.cuts();
      for (const value of all) {
        const below = all.filter((other) => other < value).length;
        expect(scoreOf(value, cuts), `${value} of ${all.join()}`).toBe(
          1 + Math.floor((5 * below) / all.length),
        );
      }
    }
  });
});
