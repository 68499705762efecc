import { describe, expect, test } from 'vitest';
import { addDays, weekdayOf } from '../base/business-time.ts';
import { leftOfCount, type Counted } from '../members/progress.ts';
import { unknownMember } from '../members/member-facts.ts';
import { aSale } from '#test/support/asked-program.ts';
import { seeded } from '#test/support/seeded.ts';
import { keptBackIn } from './caps.ts';
import { cashback } from './cashback/cashback.program.ts';
import { points } from './points/points.program.ts';
import type { Grant } from './program.ts';

type CapsOf = Partial<Record<'perDay' | 'perWeek' | 'perMonth' | 'perTillDay' | 'inAll', number>>;
/** What sales counted, by member and period; the tills of this test know the same. */
interface Book {
  member: string;
  till: string;
  period: string;
  counted: Counted;
}

const set = (caps: CapsOf) =>
  points.setup.parse({
    pointsPerUnit: 1,
    voucherAt: 1_000_000,
    voucherWorthMinor: 1,
    pointsLifeDays: null,
    voucherLifeDays: null,
    caps,
  });
const amountOf = (grants: readonly Grant[]): number =>
  grants.reduce((sum, grant) => sum + (grant.kind === 'award' ? grant.amount : 0), 0);

/** A till that gives points under limits and remembers what it counted; others’ sales it knows when it `hears`. */
function aTill(caps: CapsOf, book: Book[], till = 'one', hears = true) {
  let sales = 0;
  return (member: string, minor: number, day: string) => {
    const saleId = `${till}-${(sales += 1)}`;
    const known = (period: string) =>
      book.filter((one) => one.period === period && (one.till === till || hears));
    const grants = points.evaluate({
      programId: 'points',
      setup: set(caps),
      sale: aSale(minor),
      holding: { here: 0, total: 0 },
      time: { atMs: 0, day, minute: 600, weekday: weekdayOf(day) },
      tiers: [],
      member: () => ({
        ...unknownMember,
        counted: (_, period) => known(period).flatMap((one) => (one.member === member ? [one.counted] : [])),
      }),
      countedByAll: (period, where) =>
        known(period).flatMap((one) => (where === 'all' || one.till === till ? [one.counted] : [])),
    });
    for (const grant of grants)
      if (grant.kind === 'count')
        for (const { mark, amount } of grant.marks) {
          const { period, divides, leastMinor } = grant;
          const sale = { saleId, day, baseMinor: minor, totalMinor: minor, reversedMinor: 0 };
          book.push({ member, till, period, counted: { ...sale, mark, amount, divides, leastMinor } });
        }
    return { saleId, grants, amount: amountOf(grants) };
  };
}
/** What of everything that was given in a period is left after refunds. */
const leftIn = (book: readonly Book[], period: string, whose: (one: Book) => boolean = () => true): number =>
  book
    .filter((one) => one.period === period && one.counted.mark === 'earned' && whose(one))
    .reduce((sum, one) => sum + leftOfCount(one.counted), 0);

describe('a limit', () => {
  test.each([
    ['perDay', 'day', '2026-11-22', '2026-11-23'],
    ['perWeek', 'week', '2026-11-22', '2026-11-23'],
    ['perMonth', 'month', '2026-11-30', '2026-12-01'],
    ['perTillDay', 'till', '2026-11-22', '2026-11-23'],
  ] as const)('of %s leaves what room there is, says so, and begins anew', (cap, kind, day, next) => {
    const sell = aTill({ [cap]: 500 }, []);
    expect(sell('anna', 49_800, day).amount).toBe(498);
    const { grants, amount } = sell('anna', 1_000, day);
    expect(amount).toBe(2);
    expect(
      grants.flatMap((grant) => (grant.kind === 'count' ? [keptBackIn(grant.period, grant.marks)] : [])),
    ).toEqual([{ kind, limit: 500, got: 2, of: 10 }]);
    expect(sell('anna', 1_000, day).amount).toBe(0);
    expect(sell('bela', 1_000, day).amount).toBe(kind === 'till' ? 0 : 10);
    expect(sell('anna', 1_000, next).amount).toBe(10);
  });

  test('of a campaign is for everybody and never begins anew', () => {
    const sell = aTill({ inAll: 15 }, []);
    expect(
      [sell('anna', 1_000, '2026-11-22'), sell('bela', 1_000, '2027-11-22')].map(({ amount }) => amount),
    ).toEqual([10, 5]);
    expect(sell('anna', 1_000, '2028-01-01').amount).toBe(0);
  });

  test('that is tightest counts, and the reason says what was given', () => {
    const { grants } = aTill({ perDay: 3, perMonth: 7 }, [])('anna', 1_000, '2026-11-22');
    expect(grants.find((grant) => grant.kind === 'award')).toMatchObject({
      amount: 3,
      reason: { params: { points: 3 } },
    });
  });

  test('is for money as well, in minor units', () => {
    const setup = cashback.setup.parse({ bp: 1_000, creditLifeDays: null, caps: { perDayMinor: 250 } });
    const [count, award] = cashback.evaluate({
      ...{ programId: 'cashback', setup, sale: aSale(10_000), holding: { here: 0, total: 0 }, tiers: [] },
      time: { atMs: 0, day: '2026-11-22', minute: 600, weekday: 7 },
      member: () => unknownMember,
      countedByAll: () => [],
    });
    expect(award).toMatchObject({ kind: 'award', amount: 250, reason: { params: { worthMinor: 250 } } });
    expect(count).toMatchObject({ kind: 'count', period: 'cap-day-2026-11-22' });
  });

  test('that is not set asks for nothing and counts nothing', () => {
    const asks = (): never => {
      throw new Error('asked');
    };
    const grants = points.evaluate({
      ...{
        programId: 'points',
        setup: set({}),
        sale: aSale(1_000),
        holding: { here: 0, total: 0 },
        tiers: [],
      },
      time: { atMs: 0, day: '2026-11-22', minute: 600, weekday: 7 },
      member: asks,
      countedByAll: asks,
    });
    expect(grants.map(({ kind }) => kind)).toEqual(['award']);
  });
});

describe('whatever is sold and taken back', () => {
  const caps: CapsOf = { perDay: 40, perWeek: 100, perMonth: 150, perTillDay: 60, inAll: 400 };

  const limits = { day: 40, week: 100, month: 150, till: 60, all: 400 };
  const limitOf = (period: string): number => limits[(period.split('-')[1] ?? 'all') as keyof typeof limits];
  /** Whose room it is in a period: a member's, a till's or everybody's. */
  const ofSame = (one: Book) => (other: Book) => {
    if (one.period.startsWith('cap-till')) return other.till === one.till;
    return one.period === 'cap-all' || other.member === one.member;
  };

  test('no limit is ever exceeded, and nothing below nothing is given', () => {
    const chance = seeded(91);
    for (let round = 0; round < 40; round += 1) {
      const book: Book[] = [];
      const tills = ['one', 'two'].map((name) => aTill(caps, book, name));
      for (let step = 0; step < 60; step += 1) {
        const day = addDays('2026-11-22', chance.int(0, 20));
        const { grants } = chance.pick(tills)(chance.pick(['anna', 'bela']), chance.int(1, 9_000), day);
        expect(grants.every((grant) => grant.kind !== 'award' || grant.amount > 0)).toBe(true);
        if (chance.int(0, 2) === 0) takeBack(book, chance.pick(book).counted.saleId, chance.int(1, 9_000));
        expect(book.filter((one) => leftIn(book, one.period, ofSame(one)) > limitOf(one.period))).toEqual([]);
      }
    }
  });

  test('tills that do not hear of each other give at most the limit each, and a till’s own limit holds all the same', () => {
    const chance = seeded(92);
    const book: Book[] = [];
    const tills = ['one', 'two', 'three'].map((name) => aTill(caps, book, name, false));
    for (let step = 0; step < 200; step += 1) chance.pick(tills)('anna', chance.int(1, 9_000), '2026-11-22');
    expect(leftIn(book, 'cap-day-2026-11-22')).toBe(3 * 40);
    for (const till of ['one', 'two', 'three'])
      expect(leftIn(book, 'cap-till-2026-11-22', (one) => one.till === till)).toBeLessThanOrEqual(60);
  });

  test('a larger sale never earns less, and the same sale earns the same', () => {
    const chance = seeded(93);
    for (let round = 0; round < 100; round += 1) {
      const before: Book[] = [];
      aTill(caps, before)('anna', chance.int(1, 5_000), '2026-11-22');
      const [small, large] = [chance.int(1, 5_000), chance.int(5_000, 9_000)];
      const earns = (minor: number) => aTill(caps, [...before])('anna', minor, '2026-11-22').amount;
      expect(earns(small)).toBeLessThanOrEqual(earns(large));
      expect(earns(small)).toBe(earns(small));
    }
  });

  test('a refund gives back as much room as it takes points', () => {
    const book: Book[] = [];
    const sell = aTill({ perDay: 100 }, book);
    const { saleId } = sell('anna', 10_000, '2026-11-22');
    takeBack(book, saleId, 2_550);
    expect(sell('anna', 10_000, '2026-11-22').amount).toBe(26);
    takeBack(book, saleId, 10_000);
    expect(sell('anna', 10_000, '2026-11-22').amount).toBe(74);
  });
});

/** Takes back so much of a sale, and never more than there is of it. */
function takeBack(book: readonly Book[], saleId: string, minor: number): void {
  for (const { counted } of book)
    if (counted.saleId === saleId)
      counted.reversedMinor = Math.min(counted.totalMinor, counted.reversedMinor + minor);
}
