import { expect, test } from 'vitest';
import {
  latestSaid,
  mergeStaffRecords,
  sameStaffRecord,
  sayOfStaff,
  staffInForce,
  type StaffFields,
  type StaffRecord,
  type StaffWhat,
} from './staff-record.ts';

const person: StaffFields = {
  name: 'Ada',
  role: 'owner',
  active: true,
  pin: 'scrypt$1',
  badge: null,
  walletId: null,
};

/** Says something at a till, at its clock. */
function say(
  before: StaffRecord | undefined,
  what: StaffWhat,
  next: Partial<StaffFields>,
  [till, nowMs]: [string, number],
  staffId = before?.staffId ?? 'staff-ada',
): StaffRecord {
  const known = before ? staffInForce([before])[0] : undefined;
  const said = { till, by: 'staff-ada', nowMs, after: latestSaid(before ? [before] : []) };
  return sayOfStaff(before, { ...person, ...known, ...next, staffId }, [what], said);
}

test('what was said apart comes together alike in any order, field by field, the later counts, and all of it is remembered', () => {
  const first = say(undefined, 'added', {}, ['one', 1]);
  const one = say(first, 'called', { name: 'Ada L.' }, ['one', 10]);
  const two = say(say(first, 'called', { name: 'Ada B.' }, ['two', 20]), 'pin', { pin: 'scrypt$2' }, [
    'two',
    5,
  ]);
  const three = say(first, 'badge', { badge: 'a'.repeat(64) }, ['three', 20]);
  const [left, right] = [
    mergeStaffRecords(mergeStaffRecords(one, two), three),
    mergeStaffRecords(two, mergeStaffRecords(three, one)),
  ];
  expect(left).toEqual(right);
  expect(mergeStaffRecords(left, left)).toEqual(left);
  expect(sameStaffRecord(left, right)).toBe(true);
  expect(staffInForce([left])).toMatchObject([
    { name: 'Ada B.', pin: 'scrypt$2', badge: 'a'.repeat(64), role: 'owner' },
  ]);
  expect(left.changes.map(({ what, till }) => `${what} ${till}`)).toEqual([
    'added one',
    'called one',
    'badge three',
    'called two',
    'pin two',
  ]);
  expect(JSON.stringify(left.changes)).not.toMatch(/Ada [LB]|scrypt/);
});

test('a badge that two tills gave to two people is whoever’s got it last, until they leave', () => {
  const badge = 'b'.repeat(64);
  const ada = say(undefined, 'added', { badge }, ['one', 10], 'staff-ada');
  const bela = say(undefined, 'added', { badge, role: 'cashier' }, ['two', 20], 'staff-bela');
  const holders = (...records: StaffRecord[]) =>
    staffInForce(records).flatMap((one) => (one.badge === badge && one.active ? one.staffId : []));
  expect(holders(ada, bela)).toEqual(['staff-bela']);
  expect(holders(bela, ada)).toEqual(['staff-bela']);
  const left = say(bela, 'deactivated', { active: false }, ['two', 30]);
  expect(holders(ada, left)).toEqual(['staff-ada']);
});

test('two owners who took each other’s place away leave one: whoever lost it last, as one till would have refused', () => {
  const ada = say(undefined, 'added', {}, ['one', 1], 'staff-ada');
  const bea = say(undefined, 'added', {}, ['one', 2], 'staff-bea');
  const adaLeft = say(ada, 'deactivated', { active: false }, ['two', 50]);
  const beaLower = say(bea, 'role', { role: 'cashier' }, ['one', 40]);
  const owners = (...records: StaffRecord[]) =>
    staffInForce(records).flatMap(({ staffId, active, role }) => (active && role === 'owner' ? staffId : []));
  expect(owners(ada, bea)).toEqual(['staff-ada', 'staff-bea']);
  expect(owners(adaLeft, beaLower)).toEqual(['staff-ada']);
  expect(owners(beaLower, adaLeft)).toEqual(['staff-ada']);
});
