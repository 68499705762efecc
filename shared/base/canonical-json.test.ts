import { expect, test } from 'vitest';
import { seeded } from '#test/support/seeded.ts';
import { canonicalJson, type Json } from './canonical-json.ts';

test.each<[Json, string]>([
  [null, 'null'],
  [true, 'true'],
  [0, '0'],
  [-0, '0'],
  [Number.MAX_SAFE_INTEGER, '9007199254740991'],
  [-1, '-1'],
  ['', '""'],
  ['€ "à" \n \u0000 ő', '"€ \\"à\\" \\n \\u0000 ő"'],
  ['\ud800', '"\\ud800"'],
  [[], '[]'],
  [{}, '{}'],
  [[3, [1], 2], '[3,[1],2]'],
  [{ b: 1, a: [{ d: null, c: 'x' }] }, '{"a":[{"c":"x","d":null}],"b":1}'],
  [{ a: undefined, b: 1 }, '{"b":1}'],
  [{ 10: 'x', 9: 'y', B: 1, a: 2, À: 3 }, '{"10":"x","9":"y","B":1,"a":2,"À":3}'],
])('%j is written in one way', (value, text) => {
  expect(canonicalJson(value)).toBe(text);
});

test.each([0.1, 23.4, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, 1e300])(
  '%d is not a number that the ledger holds',
  (value) => {
    expect(() => canonicalJson({ amount: value })).toThrow('whole numbers only');
  },
);

test('the order in which fields were set does not show', () => {
  const chance = seeded(11);
  const fields: [string, Json][] = ['z', 'a', 'm', 'é', '_', '1', 'Z'].map((name, index) => [name, index]);
  const written = new Set(
    Array.from({ length: 50 }, () => canonicalJson(Object.fromEntries(chance.shuffled(fields)))),
  );
  expect([...written]).toEqual(['{"1":5,"Z":6,"_":4,"a":1,"m":2,"z":0,"é":3}']);
});

test('what was written is read back and written again as the same bytes', () => {
  const chance = seeded(12);
  const any = (depth: number): Json => {
    const kind = chance.int(0, depth > 3 ? 3 : 5);
    if (kind === 0) return null;
    if (kind === 1) return chance.int(-1e9, 1e9);
    if (kind === 2) return chance.text('abcÀő€"\\\n\u2028🂡', chance.int(0, 12));
    if (kind === 3) return chance.int(0, 1) === 1;
    const some = Array.from({ length: chance.int(0, 5) }, () => any(depth + 1));
    return kind === 4 ? some : Object.fromEntries(some.map((one) => [chance.text('abcXYZ_9', 4), one]));
  };
  for (let round = 0; round < 2000; round += 1) {
    const text = canonicalJson(any(0));
    expect(canonicalJson(JSON.parse(text) as Json)).toBe(text);
  }
});
