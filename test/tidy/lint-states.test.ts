import { expect, test } from 'vitest';
import { statesOf } from './lint-states.mjs';

const house = {
  'shared/cent.ts': 'export const cent = 1;',
  'shared/money.ts': "import { cent } from './cent.ts';\nexport const euro = 100 * cent;",
  'electron/till.ts': "export const open = () => import('#shared/money.ts');",
  'renderer/page.tsx': 'export const page = null;',
  'shared/tsconfig.json': '{}',
};
const linted = statesOf(new Map(Object.entries(house)));

/** Which files have to be linted again once these are otherwise. */
function stale(change: Partial<Record<keyof typeof house, string>>): string[] {
  const now = statesOf(new Map(Object.entries({ ...house, ...change })));
  return [...now].flatMap(([file, state]) => (linted.get(file) === state ? [] : [file]));
}

test('a change is linted again with whoever sees it, however far away, and with nobody else', () => {
  expect(stale({})).toEqual([]);
  expect(stale({ 'shared/cent.ts': 'export const cent = 2;' })).toEqual([
    'shared/cent.ts',
    'shared/money.ts',
    'electron/till.ts',
  ]);
  expect(stale({ 'renderer/page.tsx': 'export const page = 1;' })).toEqual(['renderer/page.tsx']);
});

test('a change of the compiler settings is a change of everything', () => {
  expect(stale({ 'shared/tsconfig.json': '{ "strict": true }' })).toHaveLength(4);
});

test('a file that is imported and gone makes its importer stale', () => {
  const { 'shared/cent.ts': _, ...without } = house;
  const now = statesOf(new Map(Object.entries(without)));
  expect(now.get('shared/money.ts')).not.toBe(linted.get('shared/money.ts'));
});
