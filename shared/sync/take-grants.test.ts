import { expect, test } from 'vitest';
import type { Grant } from './protocol.ts';
import { takeGrants } from './take-grants.ts';

const grant = (number: number, more: Partial<Grant> = {}): Grant => ({
  grantId: `g-${number}`,
  generation: 2,
  number,
  to: 'till-1',
  holder: 'wallet:4bf5122f344554c53bde2ebb8cd2b7e3',
  unit: 'points:points',
  parts: [{ lot: '2026-10-01/-', amount: 10 }],
  because: 'asked',
  ...more,
});
const here = { till: 'till-1', state: 'sound', generation: 2, after: 3 } as const;
const taken = (grants: Grant[], more: object = {}) =>
  takeGrants(grants, { ...here, ...more }).map((fact) =>
    fact.type === 'RightsAccepted' ? fact.body.number : 0,
  );

test('grants are taken in once, in the order of their numbers, whatever came before', () => {
  expect(taken([grant(5), grant(3), grant(4), grant(4), grant(1)])).toEqual([4, 5]);
  expect(takeGrants([grant(4)], here)[0]).toEqual({
    type: 'RightsAccepted',
    body: {
      grantId: 'g-4',
      generation: 2,
      number: 4,
      holder: 'wallet:4bf5122f344554c53bde2ebb8cd2b7e3',
      unit: 'points:points',
      parts: [{ lot: '2026-10-01/-', amount: 10 }],
    },
  });
});

test('nothing is taken in that is behind a gap, of another generation, or meant for another till', () => {
  expect(taken([grant(4), grant(6)])).toEqual([4]);
  expect(taken([grant(4, { generation: 1 }), grant(4, { to: 'till-2' })])).toEqual([]);
});

test('a till that may be a copy, or was revoked, takes nothing in', () => {
  expect(taken([grant(4)], { state: 'restricted' })).toEqual([]);
  expect(taken([grant(4)], { state: 'retired' })).toEqual([]);
});
