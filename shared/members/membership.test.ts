import { describe, expect, test } from 'vitest';
import { countedTerms, dayMonthsAfter, daysOf, type PaidTerm } from './membership.ts';

const term = (membershipId: string, fromDay: string, change: Partial<PaidTerm> = {}): PaidTerm => ({
  membershipId,
  programId: 'club',
  fromDay,
  months: 12,
  priceMinor: 2_900,
  writer: 'till-1',
  endedDay: null,
  ...change,
});
const spans = (...terms: PaidTerm[]) =>
  countedTerms(terms, 'club').map(({ startDay, untilDay }) => [startDay, untilDay]);

test.each([
  ['2026-11-22', 12, '2027-11-22'],
  ['2026-01-31', 1, '2026-02-28'],
  ['2028-01-31', 1, '2028-02-29'],
  ['2026-12-31', 2, '2027-02-28'],
  ['2028-02-29', 12, '2029-02-28'],
])('%s and %i months are %s', (day, months, later) => {
  expect(dayMonthsAfter(day, months)).toBe(later);
});

describe('terms that were paid for', () => {
  test('hold to the day before the same day', () => {
    expect(spans(term('a', '2026-11-22'))).toEqual([['2026-11-22', '2027-11-21']]);
  });

  test('stand one behind the other, also where the same renewal was sold at two tills', () => {
    const [first, one, other] = [term('a', '2026-11-22'), term('b', '2027-11-22'), term('c', '2027-11-22')];
    const expected = [
      ['2026-11-22', '2027-11-21'],
      ['2027-11-22', '2028-11-21'],
      ['2028-11-22', '2029-11-21'],
    ];
    expect(spans(first, one, other)).toEqual(expected);
    expect(spans(other, first, one)).toEqual(expected);
  });

  test('leave a gap where nobody paid, and are not those of another club', () => {
    const other = term('x', '2026-11-22', { programId: 'gym' });
    expect(
      spans(term('a', '2026-01-01', { months: 1 }), term('b', '2026-03-01', { months: 1 }), other),
    ).toEqual([
      ['2026-01-01', '2026-01-31'],
      ['2026-03-01', '2026-03-31'],
    ]);
  });

  test('end the day before they were given up, or never were', () => {
    expect(spans(term('a', '2026-11-22', { endedDay: '2027-03-01' }))).toEqual([
      ['2026-11-22', '2027-02-28'],
    ]);
    expect(spans(term('a', '2026-11-22', { endedDay: '2026-11-22' }))).toEqual([]);
  });

  test('have so many days, and so many left', () => {
    const [counted] = countedTerms([term('a', '2026-11-22')], 'club');
    if (!counted) throw new Error('no term');
    expect(daysOf(counted, '2026-11-22')).toEqual({ all: 365, left: 365 });
    expect(daysOf(counted, '2027-11-21')).toEqual({ all: 365, left: 1 });
    expect(daysOf(counted, '2027-11-22')).toEqual({ all: 365, left: 0 });
    expect(daysOf(counted, '2020-01-01')).toEqual({ all: 365, left: 365 });
  });
});
