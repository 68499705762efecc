import { expect, test } from 'vitest';
import { Action } from './action.ts';
import { mayGive, mayManage } from './may-manage.ts';
import { AccessRules, gradeOf, judge, mayApprove } from './rules.ts';

const rules = AccessRules.parse({});

test.each([
  ['cashier', 2_000, 'allowed'],
  ['cashier', 2_001, 'approval'],
  ['cashier', null, 'approval'],
  ['manager', 50_000, 'allowed'],
  ['manager', 50_001, 'approval'],
  ['owner', 10_000_000, 'allowed'],
  ['owner', null, 'allowed'],
] as const)('a %s takes back %s of a sale: %s', (role, amount, kind) => {
  expect(judge({ action: 'refund', amount }, role, rules).kind).toBe(kind);
});

test('above the limit it says how much, and how much would have been fine', () => {
  expect(judge({ action: 'refund', amount: 5_000 }, 'cashier', rules)).toEqual({
    kind: 'approval',
    because: { code: 'ABOVE_LIMIT', amountMinor: 5_000, limitMinor: 2_000 },
  });
});

test('whoever stands higher may at least as much, by the rules that nobody changed', () => {
  const order = ['refused', 'approval', 'allowed'];
  for (const action of Action.options) {
    const [cashier = 0, manager = 0, owner = 0] = (['cashier', 'manager', 'owner'] as const).map((role) =>
      order.indexOf(gradeOf(action, role, rules)),
    );
    expect(cashier <= manager && manager <= owner, action).toBe(true);
  }
});

test('what the owner chose counts for that role and that action alone, and no limit is no limit', () => {
  const chosen = AccessRules.parse({
    cashier: { grades: { 'open-drawer': 'allowed' }, limits: { refund: null } },
  });
  expect(gradeOf('open-drawer', 'cashier', chosen)).toBe('allowed');
  expect(gradeOf('unblock-card', 'cashier', chosen)).toBe('approval');
  expect(judge({ action: 'refund', amount: 9_999_999 }, 'cashier', chosen).kind).toBe('allowed');
  expect(judge({ action: 'load', amount: 10_001 }, 'cashier', chosen).kind).toBe('approval');
});

test('nobody approves of what they may not do themselves, and of an own card any manager', () => {
  expect(mayApprove({ action: 'refund', amount: 60_000 }, 'manager', rules)).toBe(false);
  expect(mayApprove({ action: 'refund', amount: 60_000 }, 'owner', rules)).toBe(true);
  expect(mayApprove({ action: 'refund', amount: 100 }, 'cashier', rules)).toBe(true);
  expect(mayApprove({ action: 'serve-own-card', amount: 0 }, 'manager', rules)).toBe(true);
  expect(mayApprove({ action: 'serve-own-card', amount: 0 }, 'cashier', rules)).toBe(false);
  expect(gradeOf('serve-own-card', 'owner', rules)).toBe('approval');
});

test('a manager looks after cashiers and themselves, and makes nobody a manager', () => {
  const person = (staffId: string, role: 'cashier' | 'manager' | 'owner') => ({ staffId, role });
  const manager = person('m', 'manager');
  expect(mayManage(manager, person('c', 'cashier'))).toBe(true);
  expect(mayManage(manager, manager)).toBe(true);
  expect(mayManage(manager, person('other', 'manager'))).toBe(false);
  expect(mayManage(manager, person('o', 'owner'))).toBe(false);
  expect(mayManage(person('o', 'owner'), person('other', 'owner'))).toBe(true);
  expect(mayGive(manager, 'manager', null)).toBe(false);
  expect(mayGive(manager, 'owner', 'manager')).toBe(false);
  expect(mayGive(manager, 'manager', 'manager')).toBe(true);
  expect(mayGive(manager, 'cashier', 'manager')).toBe(true);
});
