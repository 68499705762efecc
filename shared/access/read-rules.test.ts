import { expect, test } from 'vitest';
import { readAccessRules } from './read-rules.ts';
import { AccessRules, gradeOf } from './rules.ts';

test('what an owner chose is kept beside what a newer till named', () => {
  const chosen = {
    cashier: {
      grades: { refund: 'refused', 'fly-away': 'allowed', load: 'at-night' },
      limits: { load: 5, refund: 'some' },
    },
    idleMinutes: 2,
    velocity: { visitsPerDay: 3 },
  };
  expect(AccessRules.safeParse(chosen).success).toBe(false);
  const { rules, lost } = readAccessRules(chosen);
  expect(['refund', 'load', 'adjust'].map((action) => rules.cashier.grades[action as 'load'])).toEqual([
    'refused',
    'refused',
    'approval',
  ]);
  expect(rules.cashier.limits).toMatchObject({ load: 5, refund: 0, 'give-coupon': 3 });
  expect(rules).toMatchObject({ idleMinutes: 2, velocity: { visitsPerDay: 3 } });
  expect(rules.manager).toEqual(AccessRules.parse({}).manager);
  expect(lost).toEqual(['cashier.grades.fly-away', 'cashier.grades.load', 'cashier.limits.refund']);
});

test('a role of which nothing can be read may only serve, and what is whole loses nothing', () => {
  const { rules, lost } = readAccessRules({ cashier: { grades: 'all' }, manager: 7 });
  expect([gradeOf('refund', 'cashier', rules), gradeOf('serve', 'cashier', rules)]).toEqual([
    'refused',
    'allowed',
  ]);
  expect(gradeOf('set-limits', 'owner', rules)).toBe('allowed');
  expect(gradeOf('load', 'manager', rules)).toBe('refused');
  expect(lost).toEqual(['cashier.grades', 'manager', 'manager.grades', 'manager.limits']);
  expect(readAccessRules({})).toEqual({ rules: AccessRules.parse({}), lost: [] });
});
