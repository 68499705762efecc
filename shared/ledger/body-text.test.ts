import { expect, test } from 'vitest';
import { z } from 'zod';
import { canonicalJson, type Json } from '#shared/base/canonical-json.ts';
import { randomFact } from '#test/support/random-facts.ts';
import { seeded, type Chance } from '#test/support/seeded.ts';
import { bodyTextOf } from './body-text.ts';
import { events, kindOf } from './events.ts';

/** What the schema would have written, or undefined when it takes no such value. */
const bySchema = (schema: z.ZodType, value: unknown): string | undefined => {
  const parsed = schema.safeParse(value);
  return parsed.success ? canonicalJson(parsed.data as Json) : undefined;
};

const oddities: readonly unknown[] = [
  ...[null, undefined, true, '', 'x', '-', 'wallet:', '🂡', '\ud800"\\\n', 'A'.repeat(81), 'a'.repeat(300)],
  ...[0, -0, -1, 1, 0.5, Number.NaN, 2 ** 53, 10n],
  ...[
    [],
    {},
    [null],
    { lot: '2026-01-01/-', amount: 1 },
    { 10: 1, 9: 'y' },
    { a: '🂡'.repeat(41) },
    { a: [] },
  ],
  ...[new Date(0), new Map(), Object.create(null), JSON.parse('{"__proto__":1}'), String(new Date(0))],
];

/** The value with one thing in it that does not belong there, or one missing, or one too many. */
function spoilt(value: unknown, chance: Chance): unknown {
  const names = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  if (names.length === 0 || chance.int(0, 9) === 0) return chance.pick(oddities);
  const name = chance.pick(names);
  if (Array.isArray(value))
    return value.map((item: unknown, place) => (String(place) === name ? spoilt(item, chance) : item));
  const { [name]: inner, ...others } = value as Record<string, unknown>;
  const way = chance.int(0, 9);
  if (way === 0) return others;
  if (way === 1) return { ...others, [name]: inner, more: chance.pick(oddities) };
  return { ...others, [name]: spoilt(inner, chance) };
}

test('what every kind of fact says is written in one walk as its schema would have it written', () => {
  const chance = seeded(71);
  for (const by of ['till', 'centre'] as const) {
    for (let round = 0; round < 1000; round += 1) {
      const { type, body } = randomFact(chance, 1, by);
      const schema = kindOf(type)?.schema as z.ZodType;
      expect(bodyTextOf(schema)(body), type).toBe(bySchema(schema, body));
    }
  }
});

test('nothing is written that the schema does not take, nor otherwise than it would be', () => {
  const chance = seeded(72);
  let [written, refused] = [0, 0];
  for (let round = 0; round < 20_000; round += 1) {
    const { schema, example } = chance.pick(Object.values(events)) as { schema: z.ZodType; example: unknown };
    const body = spoilt(example, chance);
    const text = bodyTextOf(schema)(body);
    expect(text ?? bySchema(schema, body)).toBe(bySchema(schema, body));
    if (text === undefined) refused += 1;
    else written += 1;
  }
  expect([written > 2000, refused > 2000]).toEqual([true, true]);
});

test.each<[string, z.ZodType, unknown[]]>([
  [
    'fields that may be absent',
    z.object({ b: z.int().optional() }),
    [{}, { b: 1 }, { b: undefined }, { b: 0.5 }],
  ],
  ['fields that are filled in', z.object({ a: z.int().default(3) }), [{}, { a: 1 }]],
  ['fields that are filled in, if absent', z.object({ a: z.int().default(3).optional() }), [{}, { a: 1 }]],
  [
    'rules on what may be absent',
    z.object({
      a: z
        .int()
        .optional()
        .refine((a) => a !== undefined),
    }),
    [{}, { a: 1 }],
  ],
  ['texts that are changed', z.object({ a: z.string().trim() }), [{ a: ' x ' }, { a: 1 }]],
  ['texts of a kind', z.object({ a: z.email() }), [{ a: 'x' }, { a: 'a@b.hu' }]],
  ['texts counted in characters', z.string().min(2).max(3), ['🂡', '🂡🂡🂡', 'ab', 'abcd']],
  ['patterns that do not mind case', z.string().regex(/^a$/i), ['A', 'b']],
  ['fractions', z.object({ a: z.number().int().max(9) }), [{ a: 4 }, { a: 10 }]],
  ['bounds', z.int().gt(-2).gte(0), [-1, 0, 0.5]],
  ['fields nobody knows', z.strictObject({ a: z.int() }), [{ a: 1 }, { a: 1, b: 2 }]],
  ['fields of any name', z.looseObject({ a: z.int() }), [{ b: 2, a: 1 }]],
  ['names that are numbers', z.object({ 9: z.int(), 10: z.int() }), [{ 9: 1, 10: 2 }]],
  ['rules of our own', z.object({ a: z.int() }).refine(({ a }) => a > 1), [{ a: 1 }, { a: 2 }]],
  [
    'rules on what may be null',
    z
      .int()
      .nullable()
      .refine((a) => a !== null),
    [null, 1],
  ],
  ['rules on a choice', z.enum(['a', 'b']).refine((a) => a === 'a'), ['a', 'b']],
  ['choices of numbers', z.enum({ A: 1, B: 2 }), [1, 'A', 3]],
  [
    'shapes to choose from',
    z.union([z.object({ a: z.string().max(2) }), z.object({})]),
    [{ a: '🂡🂡' }, { a: 'xyz' }, 1],
  ],
  ['patterns that go on from where they were', z.string().regex(/a/y), ['a', 'ba']],
  [
    'names that are none, and what is no record',
    z.record(z.string(), z.int()),
    [JSON.parse('{"__proto__":1,"a":2}'), new Map(), new Date(0), { b: 1, a: 2 }],
  ],
  ['keys with a rule', z.record(z.string().max(1), z.int()), [{ b: 1, a: 2 }, { ab: 1 }]],
])('%s are left to the schema, or written as it would', (_, schema, values) => {
  const written = values.map((value) => bodyTextOf(schema)(value) ?? bySchema(schema, value));
  expect(written).toEqual(values.map((value) => bySchema(schema, value)));
});

test.each(['SaleRecorded', 'ValueAwarded', 'ValueSpent', 'VoucherIssued'] as const)(
  'the schema itself is not asked about %s, for which customers wait',
  (type) => {
    const { schema, example } = events[type];
    const asked: unknown[] = [];
    const run = schema._zod.run;
    schema._zod.run = (payload, context) => {
      asked.push(payload.value);
      return run(payload, context);
    };
    try {
      expect(bodyTextOf(schema)(example)).toBe(canonicalJson(example as Json));
      expect(asked).toEqual([]);
    } finally {
      schema._zod.run = run;
    }
  },
);
