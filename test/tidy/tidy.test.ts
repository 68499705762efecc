import { describe, expect, test } from 'vitest';
import { readHouse, withFiles } from './house.ts';
import { rules } from './rules.ts';

const house = readHouse(process.cwd());

describe.each(rules)('$promise', (rule) => {
  const before = rule.findings(house);

  test('the house keeps it', () => {
    expect(before).toEqual([]);
  });

  test.each(rule.offenders)('an offender is caught: $caught', ({ plant, caught }) => {
    const found = rule
      .findings(withFiles(house, plant(house)))
      .filter((finding) => !before.includes(finding));
    expect(found.join('\n')).toContain(caught);
  });
});

test('every rule was shown an offender', () => {
  expect(rules.filter(({ offenders }) => offenders.length === 0)).toEqual([]);
});
