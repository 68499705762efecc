import { expect, test } from 'vitest';
import type { MemberFacts } from '#shared/members/member-facts.ts';
import { aSale, asked } from '#test/support/asked-program.ts';
import { occasions } from './occasions.program.ts';

const gift = { kind: 'money' as const, worthMinor: 500 };
const given = (
  occasion: object,
  member: Partial<MemberFacts>,
  day = '2026-11-22',
  minor = 1000,
  more: object = {},
) =>
  asked(
    occasions,
    { occasion: occasion as { kind: 'welcome' }, name: 'A gift', gift, lifeDays: 30, ...more },
    aSale(minor),
    { day, member },
  ).map((grant) => ('onceKey' in grant ? grant.onceKey : undefined));
const visits = (count: number) => [
  { month: '2026-10', visits: count, bought: count, spentMinor: 0, points: 0 },
];
const had = (key: string) => new Map([[`occasions/${key}`, '2026-01-01']]);

test('the first sale brings a welcome, once', () => {
  expect(given({ kind: 'welcome' }, {})).toEqual(['welcome']);
  expect(given({ kind: 'welcome' }, { months: visits(1) })).toEqual([]);
  expect(given({ kind: 'welcome' }, { given: had('welcome') })).toEqual([]);
});

test('a birthday is a window of days, once each year, over the turn of the year too', () => {
  const birthday = { kind: 'birthday', daysBefore: 3, daysAfter: 2 };
  const on = (day: string, born = '12-31') => given(birthday, { birthday: born }, day);
  expect(['2026-12-27', '2026-12-28', '2027-01-02', '2027-01-03'].map((day) => on(day))).toEqual([
    [],
    ['birthday-2026'],
    ['birthday-2026'],
    [],
  ]);
  expect(given(birthday, { birthday: '12-31', given: had('birthday-2026') }, '2027-01-01')).toEqual([]);
  expect(on('2027-03-01', '02-29')).toEqual(['birthday-2027']);
  expect(given(birthday, {}, '2026-12-31')).toEqual([]);
});

test('an anniversary begins on the day they joined, a year later at the earliest', () => {
  const on = (day: string, enrolledDay = '2024-11-20') =>
    given({ kind: 'anniversary', days: 5 }, { enrolledDay }, day);
  expect(
    ['2024-11-20', '2025-11-19', '2025-11-20', '2025-11-24', '2025-11-25'].map((day) => on(day)),
  ).toEqual([[], [], ['anniversary-2025'], ['anniversary-2025'], []]);
  expect(on('2027-01-02', '2025-12-30')).toEqual(['anniversary-2026']);
});

test('a milestone counts this visit, and is not missed when it was passed elsewhere', () => {
  const tenth = { kind: 'milestone', visits: 10 };
  expect([8, 9, 10].map((count) => given(tenth, { months: visits(count) }))).toEqual([
    [],
    ['visits-10'],
    ['visits-10'],
  ]);
  expect(given(tenth, { months: visits(30), given: had('visits-10') })).toEqual([]);
});

test('who stayed away is welcomed back, once for each absence', () => {
  const back = { kind: 'return', afterDays: 60 };
  expect(given(back, { lastSeenDay: '2026-09-23' })).toEqual(['return-2026-09-23']);
  expect(given(back, { lastSeenDay: '2026-09-24' })).toEqual([]);
  expect(given(back, {})).toEqual([]);
});

test('a sale that is too small, or nothing, brings no gift', () => {
  expect(given({ kind: 'welcome' }, {}, '2026-11-22', 999, { minimumMinor: 1000 })).toEqual([]);
  expect(given({ kind: 'welcome' }, {}, '2026-11-22', 0)).toEqual([]);
});

test('a gift may be points of another program', () => {
  const grants = asked(
    occasions,
    {
      occasion: { kind: 'welcome' },
      name: 'Hello',
      gift: { kind: 'points', programId: 'points', amount: 50 },
      lifeDays: null,
    },
    aSale(1000),
  );
  expect(grants).toMatchObject([
    { kind: 'award', unit: 'points:points', amount: 50, expiryDay: null, onceKey: 'welcome' },
  ]);
});
