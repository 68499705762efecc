import { expect, test } from 'vitest';
import { setupSchema } from '#shared/programs/setup-schema.ts';
import type { SetupSchema } from '#shared/api/programs.api.ts';
import { freeKey, isAllOptional, leafKind, numberKind, withoutNull } from './setup-value.ts';

const fieldsOf = (type: string) => (setupSchema(type) as SetupSchema).properties ?? {};
const inside = (schema: SetupSchema | undefined) => schema?.properties ?? {};

test('what names something of the shop is picked from it, days and hours have fields of their own', () => {
  const when = inside(fieldsOf('benefits')['when']);
  const kinds = Object.entries(when).map(([name, schema]) => [
    name,
    leafKind(name, withoutNull(schema) ?? schema),
  ]);
  expect(Object.fromEntries(kinds)).toEqual({
    ...{ fromDay: 'day', toDay: 'day', weekdays: 'weekdays', fromClock: 'clock', toClock: 'clock' },
    ...{ tiers: 'tiers', segments: 'segments', birthdayWithinDays: 'number' },
  });
  const { pointsProgramId, rewards } = fieldsOf('rewards');
  expect(leafKind('pointsProgramId', pointsProgramId ?? {})).toBe('points-program');
  expect(leafKind('key', inside(rewards?.items)['key'] ?? {})).toBe('hidden');
});

test('a tier begins at money, points or visits, as is counted', () => {
  expect(numberKind('from', { by: 'spend' })).toBe('money');
  expect(numberKind('from', { by: 'visits' })).toBe('count');
  expect(numberKind('from')).toBe('count');
});

test('a group that may be left as it is opens by itself, one that must be said does not', () => {
  const { when, effect } = fieldsOf('benefits');
  expect(isAllOptional(when ?? {})).toBe(true);
  expect((effect?.oneOf ?? []).some(isAllOptional)).toBe(false);
});

test('a new line has a key that no other has, also after one was taken away', () => {
  expect(freeKey([])).toBe('1');
  expect(freeKey(['coffee', '2'])).toBe('3');
  expect(freeKey(['1', '3'])).toBe('4');
});
