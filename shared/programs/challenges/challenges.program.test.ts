import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import type { Line } from '#shared/basket/basket.ts';
import { unknownMember, type MemberFacts } from '#shared/members/member-facts.ts';
import type { Counted, Reached } from '#shared/members/progress.ts';
import type { Grant } from '#shared/programs/program.ts';
import { asked, aSale } from '#test/support/asked-program.ts';
import { challenges } from './challenges.program.ts';

type Setup = z.input<typeof challenges.setup>;
const base: Setup = {
  name: 'Three visits',
  goal: { kind: 'visits', count: 3 },
  round: { kind: 'calendar-month' },
  gift: { kind: 'points', programId: 'points', amount: 50 },
};
const setup = (change: Partial<Setup> = {}): Setup => ({ ...base, ...change });

/** What a sale on a day counted before: `mark` of one sale, nothing of it taken back. */
const before = (mark: string, day: string, amount = 1, change: Partial<Counted> = {}): Counted => ({
  ...{ saleId: `sale-${day}-${mark}`, day, mark, amount, divides: false },
  ...{ leastMinor: 0, baseMinor: 1000, totalMinor: 1000, reversedMinor: 0 },
  ...change,
});
const reachedUnder = (key: string): Reached => ({
  ...{ programId: 'challenges', key, saleId: 'sale', day: '2026-11-10', title: '', badge: null },
  needs: null,
  prize: null,
});
/** A member of whom these counts are known, in whichever period the program asks for when it is `period`. */
const member = (period: string, counted: Counted[], reached: Reached[] = []): Partial<MemberFacts> => ({
  counted: (programId, asking) => (programId === 'challenges' && asking === period ? counted : []),
  reached,
});
const kinds = (grants: readonly Grant[]) => grants.map(({ kind }) => kind);
const line = (category: string, totalMinor: number, quantity = 1): Line => ({
  ...{ lineId: category, item: '', label: '', category, quantity, totalMinor },
  ...{ taxBp: null, discounted: false, kind: 'goods' },
});

describe('visits in a month', () => {
  const two = [before('visits', '2026-11-03'), before('visits', '2026-11-10')];

  test('are counted, and the third reaches the goal once', () => {
    expect(asked(challenges, setup(), aSale(900))).toEqual([
      {
        kind: 'count',
        period: '2026-11',
        leastMinor: 0,
        divides: false,
        marks: [{ mark: 'visits', amount: 1 }],
      },
    ]);
    const third = asked(challenges, setup({ badge: { picture: 'trophy' }, lifeDays: 30 }), aSale(900), {
      member: member('2026-11', two),
    });
    expect(third[1]).toEqual({
      kind: 'reach',
      onceKey: '2026-11',
      title: 'Three visits',
      badge: 'trophy',
      needs: { period: '2026-11', fromDay: '2026-11-01', of: 'visits', measure: 'sum', need: 3 },
      prize: {
        kind: 'award',
        unit: 'points:points',
        amount: 50,
        expiryDay: '2026-12-22',
        reason: { code: 'CHALLENGE', params: { name: 'Three visits' } },
      },
    });
    const fourth = { member: member('2026-11', two, [reachedUnder('2026-11')]) };
    expect(kinds(asked(challenges, setup(), aSale(900), fourth))).toEqual(['count']);
  });

  test('of last month do not count, nor do those below the least, nor what was taken back', () => {
    expect(kinds(asked(challenges, setup(), aSale(900), { member: member('2026-10', two) }))).toEqual([
      'count',
    ]);
    expect(
      asked(challenges, setup({ minimumMinor: 1000 }), aSale(999), { member: member('2026-11', two) }),
    ).toEqual([]);
    const gone = [before('visits', '2026-11-03', 1, { reversedMinor: 1000 }), two[1]!];
    expect(kinds(asked(challenges, setup(), aSale(900), { member: member('2026-11', gone) }))).toEqual([
      'count',
    ]);
    const cut = [before('visits', '2026-11-03', 1, { reversedMinor: 501, leastMinor: 500 }), two[1]!];
    expect(kinds(asked(challenges, setup(), aSale(900), { member: member('2026-11', cut) }))).toEqual([
      'count',
    ]);
  });

  test('count only when the shop says', () => {
    const lunch = setup({ when: { fromClock: '11:30', toClock: '15:00' } });
    const at = (minute: number) => kinds(asked(challenges, lunch, aSale(900), { minute }));
    expect([at(689), at(690), at(900)]).toEqual([[], ['count'], []]);
  });
});

test('what was spent counts as far as it may earn, and a refund in part takes its share along', () => {
  const spend = setup({ goal: { kind: 'spend', goalMinor: 10_000 }, round: { kind: 'week' } });
  const monday = 'week-2026-11-16';
  const some = (reversedMinor: number) =>
    before('spend', '2026-11-18', 6000, {
      ...{ divides: true, baseMinor: 6000, totalMinor: 6000, reversedMinor },
    });
  const ask = (reversedMinor: number) =>
    asked(challenges, spend, aSale(4001), { member: member(monday, [some(reversedMinor)]) });
  expect(ask(0)[0]).toMatchObject({ kind: 'count', divides: true, marks: [{ mark: 'spend', amount: 4001 }] });
  expect(kinds(ask(1))).toEqual(['count', 'reach']);
  expect(kinds(ask(2))).toEqual(['count']);
});

test('different days count once each', () => {
  const days = setup({ goal: { kind: 'days', count: 2 } });
  const sameDay = member('2026-11', [before('days:2026-11-22', '2026-11-22')]);
  const other = member('2026-11', [before('days:2026-11-21', '2026-11-21')]);
  expect(kinds(asked(challenges, days, aSale(900), { member: sameDay }))).toEqual(['count']);
  expect(kinds(asked(challenges, days, aSale(900), { member: other }))).toEqual(['count', 'reach']);
});

test('categories count as the register says them, each once, and a typed amount has none', () => {
  const four = setup({ goal: { kind: 'categories', count: 3, categories: ['bread', 'cakes', 'coffee'] } });
  expect(asked(challenges, four, aSale(900))).toEqual([]);
  const lines = [line('bread', 300), line('cakes', 300, 2), line('wine', 300), line('bread', 100)];
  const sale = aSale(1000, lines);
  expect(asked(challenges, four, sale)).toMatchObject([
    { marks: [{ mark: 'categories:bread' }, { mark: 'categories:cakes' }] },
  ]);
  const had = member('2026-11', [before('categories:coffee', '2026-11-02')]);
  expect(kinds(asked(challenges, four, sale, { member: had }))).toEqual(['count', 'reach']);
});

test('pieces are those of the register, or those the cashier counts', () => {
  const cakes = setup({ goal: { kind: 'pieces', count: 5, scope: { categories: ['cakes'] } } });
  expect(asked(challenges, cakes, aSale(900, [line('cakes', 900, 4)]))).toMatchObject([
    { divides: true, marks: [{ mark: 'pieces', amount: 4 }] },
  ]);
  const key = setup({ goal: { kind: 'pieces', count: 2, item: 'coffee', itemLabel: 'Coffee' } });
  expect(kinds(asked(challenges, key, { ...aSale(300), items: { coffee: 2 } }))).toEqual(['count', 'reach']);
  expect(challenges.countables(challenges.setup.parse(key))).toEqual([{ item: 'coffee', label: 'Coffee' }]);
});

describe('weeks in a row', () => {
  const streak = setup({ goal: { kind: 'weeks', count: 3 }, round: { kind: 'open' } });
  const week = (monday: string) => before(`weeks:${monday}`, monday);

  test('are reached with the third, and what has to stay is those three', () => {
    const two = member('turn-1', [week('2026-11-02'), week('2026-11-09')]);
    const grants = asked(challenges, streak, aSale(900), { member: two });
    expect(grants[1]).toMatchObject({ needs: { fromDay: '2026-11-02', measure: 'marks', need: 3 } });
  });

  test('begin anew after a week without', () => {
    const gap = member('turn-1', [week('2026-11-02'), week('2026-10-26')]);
    expect(kinds(asked(challenges, streak, aSale(900), { member: gap }))).toEqual(['count']);
    const pursuit = challenges.pursuit({
      programId: 'challenges',
      setup: challenges.setup.parse(streak),
      time: { atMs: 0, day: '2026-11-22', minute: 0, weekday: 7 },
      member: () => ({ ...unknownMember, ...member('turn-1', [week('2026-11-09'), week('2026-11-02')]) }),
      tiers: [],
    });
    expect(pursuit).toMatchObject({ have: 2, need: 3, of: 'weeks', reached: false });
  });
});

test('rounds without an end are counted anew once reached, and after one was lost that one runs again', () => {
  const open = setup({ round: { kind: 'open' } });
  const period = (reached: Reached[]) => {
    const [grant] = asked(challenges, open, aSale(900), { member: { reached } });
    return grant?.kind === 'count' ? grant.period : undefined;
  };
  expect(period([])).toBe('turn-1');
  expect(period([reachedUnder('turn-1'), reachedUnder('turn-2')])).toBe('turn-3');
  expect(period([reachedUnder('turn-2')])).toBe('turn-1');
});

test('dates have an end, any so many days look back, and what is reached only once is counted no further', () => {
  const dates = setup({ round: { kind: 'dates', fromDay: '2026-11-20', toDay: '2026-11-21' } });
  expect(asked(challenges, dates, aSale(900))).toEqual([]);
  expect(kinds(asked(challenges, dates, aSale(900), { day: '2026-11-21' }))).toEqual(['count']);
  const ten = setup({ round: { kind: 'any-days', days: 10 } });
  const counted = (first: string) =>
    member('turn-1', [before('visits', first), before('visits', '2026-11-20')]);
  expect(kinds(asked(challenges, ten, aSale(900), { member: counted('2026-11-13') }))).toEqual([
    'count',
    'reach',
  ]);
  expect(kinds(asked(challenges, ten, aSale(900), { member: counted('2026-11-12') }))).toEqual(['count']);
  const once = setup({ onlyOnce: true });
  const done = member('2026-10', [], [reachedUnder('2026-10')]);
  expect(asked(challenges, once, aSale(900), { member: done })).toMatchObject([{ period: '2026-10' }]);
});

test('a challenge that brings nothing, or ends before it begins, is no set-up', () => {
  const fits = (change: object) => challenges.setup.safeParse({ ...base, ...change }).success;
  expect(fits({ gift: null })).toBe(false);
  expect(fits({ gift: null, badge: { picture: 'star' } })).toBe(true);
  expect(fits({ round: { kind: 'dates', fromDay: '2026-12-02', toDay: '2026-12-01' } })).toBe(false);
});
