import { expect, test } from 'vitest';
import { besideUnread, readAccessRules } from './read-rules.ts';
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

test('of how often somebody may come, each limit that can be read holds', () => {
  const { rules, lost } = readAccessRules({ velocity: { visitsPerDay: 1, minutesBetween: 'soon' } });
  expect(rules.velocity).toEqual({ ...AccessRules.parse({}).velocity, visitsPerDay: 1 });
  expect(lost).toEqual(['velocity.minutesBetween']);
});

test('what this till could not read stays as it was said when something else is changed here', () => {
  const chosen = {
    cashier: { grades: { 'fly-away': 'refused', load: 'at-night', refund: 'refused' } },
    manager: 7,
    velocity: { visitsPerDay: 1, minutesBetween: 'soon' },
  };
  const { rules } = readAccessRules(chosen);
  const kept = besideUnread({ ...rules, idleMinutes: 5 }, chosen);
  expect(kept).toMatchObject({ ...chosen, idleMinutes: 5 });
  const allowing = structuredClone(rules);
  allowing.cashier.grades.load = 'allowed';
  expect(besideUnread(allowing, chosen)).toMatchObject({
    cashier: { grades: { 'fly-away': 'refused', load: 'allowed' } },
  });
  expect(besideUnread(rules, {})).toEqual(rules);
});
