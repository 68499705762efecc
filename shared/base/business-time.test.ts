import { describe, expect, test } from 'vitest';
import { addDays, businessDay, civilFromDays, dayNumber } from './business-time.ts';

const rome = { zone: 'Europe/Rome', cutOffHour: 4 };
const dayOf = (moment: string, calendar = rome) => businessDay(Date.parse(moment), calendar);

describe('the night belongs to the day before, until the cut-off hour', () => {
  test.each([
    ['2026-11-22T12:00:00+01:00', '2026-11-22'],
    ['2026-11-22T23:59:59+01:00', '2026-11-22'],
    ['2026-11-23T00:00:00+01:00', '2026-11-22'],
    ['2026-11-23T03:59:59.999+01:00', '2026-11-22'],
    ['2026-11-23T04:00:00+01:00', '2026-11-23'],
    ['2027-01-01T03:59:59+01:00', '2026-12-31'],
    ['2027-01-01T04:00:00+01:00', '2027-01-01'],
    ['2028-03-01T01:00:00+01:00', '2028-02-29'],
    ['2027-03-01T01:00:00+01:00', '2027-02-28'],
  ])('%s is on %s', (moment, day) => {
    expect(dayOf(moment)).toBe(day);
  });

  test('a shop without a cut-off changes its day at midnight', () => {
    const calendar = { zone: 'Europe/Rome', cutOffHour: 0 };
    expect(dayOf('2026-11-22T23:59:59+01:00', calendar)).toBe('2026-11-22');
    expect(dayOf('2026-11-23T00:00:00+01:00', calendar)).toBe('2026-11-23');
  });

  test('the latest cut-off is noon', () => {
    const calendar = { zone: 'Europe/Rome', cutOffHour: 12 };
    expect(dayOf('2026-11-23T11:59:59+01:00', calendar)).toBe('2026-11-22');
    expect(dayOf('2026-11-23T12:00:00+01:00', calendar)).toBe('2026-11-23');
  });
});

describe('the day turns at four by the clock on the wall, also when that clock is changed', () => {
  test.each([
    // 29 March 2026: 02:00 becomes 03:00. The night is an hour short.
    ['2026-03-29T01:59:59+01:00', '2026-03-28'],
    ['2026-03-29T03:00:00+02:00', '2026-03-28'],
    ['2026-03-29T03:59:59+02:00', '2026-03-28'],
    ['2026-03-29T04:00:00+02:00', '2026-03-29'],
    // 25 October 2026: 03:00 becomes 02:00. The night is an hour long, and 02:30 happens twice.
    ['2026-10-25T02:30:00+02:00', '2026-10-24'],
    ['2026-10-25T02:30:00+01:00', '2026-10-24'],
    ['2026-10-25T03:59:59+01:00', '2026-10-24'],
    ['2026-10-25T04:00:00+01:00', '2026-10-25'],
  ])('%s is on %s', (moment, day) => {
    expect(dayOf(moment)).toBe(day);
  });
});

test('the same moment lies on different days in different zones', () => {
  const at = '2026-12-31T12:00:00Z';
  expect(dayOf(at, { zone: 'Pacific/Kiritimati', cutOffHour: 0 })).toBe('2027-01-01');
  expect(dayOf(at, { zone: 'Pacific/Pago_Pago', cutOffHour: 4 })).toBe('2026-12-30');
  expect(dayOf(at, { zone: 'UTC', cutOffHour: 4 })).toBe('2026-12-31');
});

test('a business day never goes back as time goes on, through a whole year', () => {
  const start = Date.parse('2026-01-01T00:00:00Z');
  let last = businessDay(start, rome);
  for (let hour = 1; hour < 366 * 24; hour += 1) {
    const day = businessDay(start + hour * 3_600_000, rome);
    expect(day === last || day === addDays(last, 1), `${last} then ${day}`).toBe(true);
    last = day;
  }
  expect(last).toBe('2027-01-01');
});

describe('days are counted by the calendar', () => {
  test.each([
    ['2026-12-31', 1, '2027-01-01'],
    ['2027-01-01', -1, '2026-12-31'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2026-02-28', 1, '2026-03-01'],
    ['2100-02-28', 1, '2100-03-01'],
    ['2000-02-28', 1, '2000-02-29'],
    ['2026-11-22', 365, '2027-11-22'],
    ['2027-11-22', 366, '2028-11-22'],
    ['2026-11-22', 0, '2026-11-22'],
  ])('%s and %i days is %s', (day, count, then) => {
    expect(addDays(day, count)).toBe(then);
  });

  test('day numbers count from the first of January 1970', () => {
    expect(dayNumber('1970-01-01')).toBe(0);
    expect(civilFromDays(0)).toBe('1970-01-01');
    expect(dayNumber('1969-12-31')).toBe(-1);
  });

  test('a day and its number are the same thing, for four centuries', () => {
    for (let number = -40_000; number < 106_000; number += 1) {
      const day = civilFromDays(number);
      expect(dayNumber(day)).toBe(number);
    }
    expect(civilFromDays(20_779)).toBe(new Date(20_779 * 86_400_000).toISOString().slice(0, 10));
  });

  test('half a day is our own mistake', () => {
    expect(() => civilFromDays(0.5)).toThrow('days are whole');
  });
});
