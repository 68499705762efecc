import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import type { FifthCuts } from './quintiles.ts';
import { SegmentRules } from './segment-rules.ts';
import { periodsOn, sumMonths, type MonthRow } from './seen-over-months.ts';
import { segmentOf, type SeenMember } from './segment-of.ts';

const today = '2026-11-22';
const cuts: FifthCuts = {
  recency: [1, 2, 3, 4],
  frequency: [2, 4, 8, 16],
  monetary: [1_000, 5_000, 10_000, 50_000],
};
const joinedLongAgo = '2024-01-01';

type Person = Partial<{ enrolledDay: string | null; birthday: string; tiers: string[]; months: MonthRow[] }>;

function segment(
  person: Person,
  rules: z.input<typeof SegmentRules> = {},
  compared: FifthCuts | null = cuts,
) {
  const parsed = SegmentRules.parse(rules);
  const periods = periodsOn(parsed, today);
  const done = sumMonths(person.months ?? [], [], periods).get('w');
  const member: SeenMember = {
    enrolledDay: person.enrolledDay === undefined ? joinedLongAgo : person.enrolledDay,
    lastDay: done?.lastDay ?? null,
    firstMonth: done?.firstMonth ?? null,
    within: done?.within ?? periods.map(() => ({ visits: 0, spentMinor: 0 })),
    birthday: () => person.birthday ?? null,
    tiers: () => person.tiers ?? [],
  };
  return segmentOf(member, parsed, compared, today);
}
const month = (day: string, visits: number, spentMinor: number): MonthRow => [
  'w',
  day.slice(0, 7),
  visits,
  spentMinor,
  day,
];

describe('the segments every shop has', () => {
  test('call new who joined within thirty days, the thirtieth not included', () => {
    expect(segment({ enrolledDay: '2026-10-24' }).segment).toBe('new');
    expect(segment({ enrolledDay: '2026-10-23' }).segment).toBe('');
  });

  test('call at risk who stays away three times as long as usual: every 9 days, last time 41 days ago', () => {
    // 1 July to 12 October is 103 days with 12 visits: 11 gaps of 9 days.
    const months = [
      month('2026-07-30', 4, 4_000),
      month('2026-08-30', 3, 3_000),
      month('2026-09-30', 3, 3_000),
      month('2026-10-12', 2, 2_000),
    ];
    expect(segment({ months })).toMatchObject({ segment: 'at-risk', gapDays: 9 });
    expect(segment({ months }, { atRiskTimes: 5 }).segment).not.toBe('at-risk');
  });

  test('call nobody at risk who comes daily and was away for a long weekend', () => {
    const months = [month('2026-10-31', 30, 9_000), month('2026-11-17', 17, 9_000)];
    expect(segment({ months })).toMatchObject({ gapDays: 1, segment: 'high-value' });
  });

  test('call nobody at risk who came twice: that is no habit', () => {
    expect(segment({ months: [month('2026-01-05', 2, 6_000)] })).toMatchObject({
      gapDays: null,
      segment: 'occasional',
    });
  });

  test('call high value who is in the upper fifth by one and at least the fourth by the other', () => {
    const at = (visits: number, spent: number) =>
      segment({ months: [month('2026-11-20', visits, spent)] }).segment;
    expect(at(16, 10_000)).toBe('high-value');
    expect(at(8, 50_000)).toBe('high-value');
    expect(at(8, 49_999)).toBe('');
    expect(at(3, 50_000)).toBe('occasional');
    expect(at(4, 50_000)).toBe('');
  });

  test('say nothing of who is worth what while there are too few to compare', () => {
    expect(segment({ months: [month('2026-11-20', 20, 90_000)] }, {}, null)).toEqual({
      segment: '',
      gapDays: 1,
      scores: null,
    });
  });

  test('begin the habit of who joined in the middle of a month on that day', () => {
    const months = [month('2026-09-30', 3, 3_000)];
    expect(segment({ months, enrolledDay: '2026-09-20' }).gapDays).toBe(5);
    expect(segment({ months, enrolledDay: null }).gapDays).toBe(15);
  });
});

describe('a shop’s own segments', () => {
  const own = (rule: Record<string, unknown>, person: Person) =>
    segment(person, { own: [{ name: 'Ours', ...rule }] } as z.input<typeof SegmentRules>).segment ===
    'own:Ours';
  const seen = (lastDay: string, visits = 5, spent = 5_000): Person => ({
    months: [month(lastDay, visits, spent)],
  });

  test.each([
    ['a last visit so long ago', { awayAtLeastDays: 10 }, seen('2026-11-12'), seen('2026-11-13')],
    ['a last visit so recent', { awayAtMostDays: 10 }, seen('2026-11-12'), seen('2026-11-11')],
    ['so many visits', { visitsAtLeast: 5 }, seen('2026-11-12', 5), seen('2026-11-12', 4)],
    ['so few visits', { visitsAtMost: 4 }, seen('2026-11-12', 4), seen('2026-11-12', 5)],
    [
      'so much spent',
      { spentAtLeastMinor: 5_000 },
      seen('2026-11-12', 5, 5_000),
      seen('2026-11-12', 5, 4_999),
    ],
    [
      'so little spent',
      { spentAtMostMinor: 4_999 },
      seen('2026-11-12', 5, 4_999),
      seen('2026-11-12', 5, 5_000),
    ],
    ['visits in these months', { visitsAtLeast: 5, inMonths: 2 }, seen('2026-10-01'), seen('2026-09-30')],
    [
      'having joined so long ago',
      { joinedAtLeastDays: 365 },
      { enrolledDay: '2025-11-22' },
      { enrolledDay: '2025-11-23' },
    ],
    [
      'having joined so recently',
      { joinedAtMostDays: 365 },
      { enrolledDay: '2025-11-22' },
      { enrolledDay: '2025-11-21' },
    ],
    ['one of these tiers', { tiers: ['Gold'] }, { tiers: ['Gold'] }, { tiers: ['Silver'] }],
    ['a birthday this month', { birthdayMonth: 'this-month' }, { birthday: '11-30' }, { birthday: '12-01' }],
    ['a birthday next month', { birthdayMonth: 'next-month' }, { birthday: '12-01' }, {}],
  ])('ask for %s', (_, rule, fitting, other) => {
    expect(own(rule, fitting)).toBe(true);
    expect(own(rule, other)).toBe(false);
  });

  test('come before ours, in their order, and all conditions must hold', () => {
    const rules = {
      own: [
        { name: 'Big', visitsAtLeast: 5, spentAtLeastMinor: 10_000 },
        { name: 'Any', visitsAtLeast: 5 },
      ],
    };
    expect(segment(seen('2026-11-12', 5, 10_000), rules).segment).toBe('own:Big');
    expect(segment(seen('2026-11-12', 5, 9_999), rules).segment).toBe('own:Any');
    expect(segment({ enrolledDay: today, months: seen('2026-11-12', 4).months ?? [] }, rules).segment).toBe(
      'new',
    );
  });

  test('never hold for somebody who never came, when they ask for the last visit', () => {
    expect(own({ awayAtLeastDays: 1 }, {})).toBe(false);
  });
});

describe('months that two tell of', () => {
  test('count once: whoever heard more is believed, number by number, and members stay apart', () => {
    const periods = periodsOn(SegmentRules.parse({ own: [{ name: 'x', inMonths: 1 }] }), today);
    const own: MonthRow[] = [
      ['a', '2026-10', 1, 100, '2026-10-05'],
      ['a', '2026-11', 3, 200, '2026-11-20'],
      ['b', '2026-11', 1, 50, '2026-11-01'],
    ];
    const known: MonthRow[] = [
      ['a', '2026-09', 2, 300, '2026-09-09'],
      ['a', '2026-11', 2, 900, '2026-11-10'],
      ['c', '2025-11', 9, 900, '2025-11-30'],
    ];
    const sums = sumMonths(own, known, periods);
    expect(sums.get('a')).toEqual({
      lastDay: '2026-11-20',
      firstMonth: '2026-09',
      within: [
        { visits: 6, spentMinor: 1_300 },
        { visits: 3, spentMinor: 900 },
      ],
    });
    expect(sums.get('b')?.within[0]).toEqual({ visits: 1, spentMinor: 50 });
    expect(sums.get('c')).toMatchObject({
      lastDay: '2025-11-30',
      firstMonth: null,
      within: [{ visits: 0 }, { visits: 0 }],
    });
  });
});
