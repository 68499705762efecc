import { expect, test } from 'vitest';
import { momentOf, weekdayOf } from '#shared/base/business-time.ts';
import { unknownMember } from '#shared/members/member-facts.ts';
import { birthdayIn, daysToBirthday, holds, segmentUnknown, When } from './when.ts';

const rome = { zone: 'Europe/Rome', cutOffHour: 4 };
const at = (iso: string, day = iso.slice(0, 10)) => momentOf({ atMs: Date.parse(iso), day }, rome);
const nobody = () => unknownMember;
const now = (when: Partial<When>, iso: string, tiers: string[] = []) =>
  holds(When.parse(when), at(iso), tiers, nobody);

test('the shop’s wall clock is read over both changes of the clock', () => {
  expect(at('2026-11-22T09:07:00Z').minute).toBe(10 * 60 + 7);
  expect(at('2026-07-01T22:59:59Z').minute).toBe(59);
  // 25 October 2026, 03:00 summer time becomes 02:00: the hour between comes twice.
  expect(at('2026-10-25T00:30:00Z').minute).toBe(2 * 60 + 30);
  expect(at('2026-10-25T01:30:00Z').minute).toBe(2 * 60 + 30);
  // 29 March 2026, 02:00 becomes 03:00.
  expect(at('2026-03-29T00:59:00Z').minute).toBe(60 + 59);
  expect(at('2026-03-29T01:00:00Z').minute).toBe(3 * 60);
  expect(momentOf({ atMs: -1, day: '1969-12-31' }, { zone: 'UTC', cutOffHour: 0 }).minute).toBe(1439);
});

test('a segment holds for its members by name, and for nobody of whom it is not known', () => {
  const when = When.parse({ segments: ['high-value', 'Seniors'] });
  const of = (segment: string | null) =>
    holds(when, at('2026-11-22T12:00:00Z'), [], () => ({ ...unknownMember, segment }));
  expect([null, 'regular', 'high-value', 'Seniors'].map(of)).toEqual([false, false, true, true]);
  expect(segmentUnknown(when, nobody)).toBe(true);
  expect(segmentUnknown(When.parse({}), nobody)).toBe(false);
});

test('weekdays are those of the business day', () => {
  expect(['2026-11-22', '2026-11-23', '1970-01-01', '1969-12-31'].map(weekdayOf)).toEqual([7, 1, 4, 3]);
  expect(now({ weekdays: [7] }, '2026-11-22T12:00:00Z')).toBe(true);
  expect(now({ weekdays: [1, 2] }, '2026-11-22T12:00:00Z')).toBe(false);
});

test('hours begin included and end excluded, also over midnight', () => {
  const happy = { fromClock: '17:00', toClock: '19:00' };
  expect(['15:59', '16:00', '17:59', '18:00'].map((time) => now(happy, `2026-11-22T${time}:00Z`))).toEqual([
    false,
    true,
    true,
    false,
  ]);
  const night = { fromClock: '22:00', toClock: '02:00' };
  expect(
    ['20:59', '21:00', '23:30', '00:59', '01:00'].map((time) => now(night, `2026-11-22T${time}:00Z`)),
  ).toEqual([false, true, true, true, false]);
  expect(now({ fromClock: '17:00' }, '2026-11-22T22:59:00Z')).toBe(true);
});

test('days are both included; tiers are one of those named', () => {
  const advent = { fromDay: '2026-11-22', toDay: '2026-11-23' };
  expect(['21', '22', '23', '24'].map((day) => now(advent, `2026-11-${day}T12:00:00Z`))).toEqual([
    false,
    true,
    true,
    false,
  ]);
  expect(now({ tiers: ['Gold'] }, '2026-11-22T12:00:00Z', ['Gold'])).toBe(true);
  expect(now({ tiers: ['Gold'] }, '2026-11-22T12:00:00Z', ['Silver'])).toBe(false);
});

test('birthdays are near over the turn of the year, and the 29th of February is kept on 1 March', () => {
  expect(daysToBirthday('01-02', '2026-12-30')).toBe(3);
  expect(daysToBirthday('12-30', '2027-01-02')).toBe(-3);
  expect(daysToBirthday(null, '2027-01-02')).toBeNull();
  expect([2027, 2028, 2100, 2000].map((year) => birthdayIn(year, '02-29'))).toEqual([
    '2027-03-01',
    '2028-02-29',
    '2100-03-01',
    '2000-02-29',
  ]);
  const born = (birthday: string) => () => ({ ...unknownMember, birthday });
  const week = When.parse({ birthdayWithinDays: 3 });
  const moment = at('2026-11-22T12:00:00Z');
  expect(['11-19', '11-25', '11-18'].map((day) => holds(week, moment, [], born(day)))).toEqual([
    true,
    true,
    false,
  ]);
  expect(holds(week, moment, [], nobody)).toBe(false);
});
