import { describe, expect, test } from 'vitest';
import { typedBasket } from '#shared/basket/basket.ts';
import { Unit } from '#shared/ledger/posting.ts';
import { OnceKey, Reason } from '#shared/ledger/reason.ts';
import { unknownMember, type MemberFacts } from '#shared/members/member-facts.ts';
import { mostExchanges, type Grant, type ProgramInput } from '#shared/programs/program.ts';
import { configure, programs } from '#shared/programs/programs.ts';
import { seeded, type Chance } from '#test/support/seeded.ts';

const time = { atMs: 1_795_000_000_000, day: '2026-11-22', minute: 600, weekday: 7 };

/** The example set-up with its numbers changed at random, as long as the program's own schema takes it. */
function anySetup(program: (typeof programs)[number], chance: Chance): unknown {
  const example = program.example as Record<string, unknown>;
  for (;;) {
    const changed = Object.entries(example).map(([field, value]) => [
      field,
      typeof value === 'number'
        ? chance.pick([value, 1, 2, chance.int(1, 50), chance.int(1, 10_000)])
        : value,
    ]);
    const setup = program.setup.safeParse(Object.fromEntries(changed));
    if (setup.success) return setup.data;
  }
}

const aTerm = (fromDay: string): MemberFacts['memberships'][number] => ({
  membershipId: fromDay,
  programId: 'membership',
  fromDay,
  months: 12,
  priceMinor: 2_900,
  writer: 'till-1',
  endedDay: null,
});

/** Somebody who joined long ago or just now, comes often or seldom, and may have a birthday about now. */
function anyMember(chance: Chance): MemberFacts {
  const enrolledDay = chance.pick([null, time.day, '2026-11-20', '2025-11-22', '2020-02-29']);
  const newcomer = chance.int(0, 2) === 0;
  const months = ['2025-12', '2026-09', '2026-10', '2026-11']
    .filter(() => !newcomer && chance.int(0, 2) > 0)
    .map((month) => ({
      month,
      visits: chance.int(0, 12),
      bought: chance.int(0, 12),
      spentMinor: chance.int(0, 80_000),
      points: chance.int(0, 900),
    }));
  const birthday = chance.pick([null, '11-22', '11-25', '02-29']);
  const memberships =
    chance.int(0, 2) === 0 ? [] : [aTerm(chance.pick(['2026-06-01', '2026-11-01', '2025-01-31']))];
  return { ...unknownMember, enrolledDay, lastSeenDay: enrolledDay, months, birthday, memberships };
}

function anyInput(program: (typeof programs)[number], chance: Chance): ProgramInput<unknown> {
  const total = chance.pick([1, 99, 100, 2340, chance.int(1, 100_000), 1_000_000]);
  const baseMinor = chance.pick([total, 0, chance.int(0, total)]);
  const here = chance.pick([0, 1, chance.int(0, 500), chance.int(0, 1_000_000)]);
  const setup = anySetup(program, chance);
  const member = anyMember(chance);
  const currency = chance.pick(['EUR', 'HUF', 'KWD']);
  const items = Object.fromEntries(
    [...program.countables(setup).map(({ item }) => item), 'cake'].map((item) => [item, chance.int(0, 99)]),
  );
  return {
    programId: chance.pick([program.type, 'loyal-customers', 'a']),
    setup,
    sale: {
      total: { minor: total, currency },
      baseMinor,
      items,
      lines: typedBasket({ minor: total, currency }).lines.map((line) => ({
        ...line,
        countedMinor: baseMinor,
      })),
    },
    holding: { here, total: here + chance.int(0, 100) },
    time,
    member: () => member,
    tiers: [],
    countedByAll: () => [],
  };
}

const isAward = (grant: Grant) => grant.kind === 'award';
const isExchange = (grant: Grant) => grant.kind === 'exchange';
/** The grants that move value, those for something reached among them. */
type Moving = Exclude<Grant, { kind: 'count' | 'reach' }>;
const moving = (grants: readonly Grant[]): Moving[] =>
  grants.flatMap((grant) => {
    if (grant.kind === 'reach') return grant.prize ?? [];
    return grant.kind === 'count' ? [] : [grant];
  });
const whole = (amount: number): boolean => Number.isSafeInteger(amount) && amount > 0;

describe.each(programs)('the program $type', (program) => {
  const chance = seeded(51);
  const cases = Array.from({ length: 1500 }, () => {
    const input = anyInput(program, chance);
    return { input, grants: program.evaluate(input) };
  });
  /** Says which sale it was when a promise does not hold. */
  const expectEach = (promise: (input: ProgramInput<unknown>, grants: Grant[]) => boolean): void => {
    const broken = cases.filter(({ input, grants }) => !promise(input, grants));
    expect(broken.slice(0, 1)).toEqual([]);
  };

  test('is met here with members and sales for whom it does something', () => {
    const stands = ({ input }: (typeof cases)[number]) =>
      program.standing(input.member(), input.setup, time.day, input.programId)?.tier ?? null;
    const offers = ({ input }: (typeof cases)[number]) =>
      program.offers({ ...input, currency: input.sale.total.currency }).length > 0;
    const sells = ({ input }: (typeof cases)[number]) => program.giftCards(input.setup) !== null;
    const couponOf = ({ input }: (typeof cases)[number]) => program.coupon(input.setup) !== null;
    const places = ({ input }: (typeof cases)[number]) => program.places(input.setup) !== null;
    const met = cases.filter(
      (one) =>
        stands(one) !== null ||
        one.grants.length > 0 ||
        offers(one) ||
        sells(one) ||
        couponOf(one) ||
        places(one),
    );
    expect(met.length).toBeGreaterThan(150);
  });

  test('has tiers, or grants something: not both', () => {
    expectEach((input, grants) => !program.hasTiers || grants.length === 0);
    expectEach(
      (input) =>
        program.hasTiers || program.standing(input.member(), input.setup, time.day, input.programId) === null,
    );
  });

  test('has an example set-up that fits its own schema and comes back from the ledger', () => {
    const setup = JSON.stringify(program.example);
    const configured = configure({ programId: 'any', type: program.type, revision: 3, setup });
    expect(configured).toMatchObject({
      programId: 'any',
      revision: 3,
      program,
      setup: program.setup.parse(program.example),
    });
  });

  test('refuses a set-up that makes no sense', () => {
    for (const setup of ['{}', '[]', 'null', '{"pointsPerUnit":0}', '{', ''])
      expect(configure({ programId: 'any', type: program.type, revision: 1, setup })).toBeUndefined();
  });

  test('decides the same for the same sale, and leaves what it was given as it was', () => {
    for (const { input, grants } of cases.slice(0, 200)) {
      const before = JSON.stringify(input);
      expect(program.evaluate(input)).toEqual(grants);
      expect(JSON.stringify(input)).toBe(before);
    }
  });

  test('grants whole, positive amounts of its own unit', () => {
    expectEach((input, grants) =>
      moving(grants).every((grant) =>
        grant.kind === 'award'
          ? whole(grant.amount) &&
            (!grants.includes(grant) ||
              grant.unit === program.unit(input.programId, input.sale.total.currency))
          : whole(grant.voucher.amount) &&
            (grant.kind === 'gift' ||
              (whole(grant.spend.amount) &&
                grant.spend.unit === program.unit(input.programId, input.sale.total.currency))),
      ),
    );
  });

  test('grants nothing when nothing was paid', () => {
    expect(cases.some(({ input }) => input.sale.baseMinor === 0)).toBe(true);
    expectEach((input, grants) => input.sale.baseMinor > 0 || grants.length === 0);
  });

  test('never spends more than lies here and was just earned', () => {
    expectEach((input, grants) => {
      const earned = grants
        .filter((grant) => isAward(grant) && grant.to === undefined)
        .reduce((sum, grant) => sum + (isAward(grant) ? grant.amount : 0), 0);
      const spent = grants.filter(isExchange).reduce((sum, grant) => sum + grant.spend.amount, 0);
      return spent <= input.holding.here + earned;
    });
  });

  test('never floods the printer', () => {
    expectEach((_, grants) => moving(grants).filter((grant) => !isAward(grant)).length <= mostExchanges);
  });

  test('counts whole, positive amounts of marks, each once, and reaches each thing once', () => {
    expectEach((_, grants) =>
      grants.every((grant) => {
        if (grant.kind !== 'count') return true;
        const marks = grant.marks.map(({ mark }) => mark);
        return (
          OnceKey.safeParse(grant.period).success &&
          marks.length > 0 &&
          new Set(marks).size === marks.length &&
          grant.marks.every(({ amount }) => whole(amount))
        );
      }),
    );
    expectEach((_, grants) => {
      const keys = grants.flatMap((grant) => (grant.kind === 'reach' ? [grant.onceKey] : []));
      return new Set(keys).size === keys.length && keys.every((key) => OnceKey.safeParse(key).success);
    });
  });

  test('speaks of units, reasons and days that the ledger takes', () => {
    expectEach((_, grants) =>
      moving(grants).every((grant) => {
        const expiryDay = grant.kind === 'award' ? grant.expiryDay : grant.voucher.expiryDay;
        const units = [
          grant.kind === 'award' ? grant.unit : grant.voucher.unit,
          ...(grant.kind === 'exchange' ? [grant.spend.unit] : []),
        ];
        return (
          units.every((unit) => Unit.safeParse(unit).success) &&
          Reason.safeParse(grant.reason).success &&
          (expiryDay === null || expiryDay > time.day)
        );
      }),
    );
  });

  test('makes vouchers of money without a label, and of things with one', () => {
    expectEach((_, grants) =>
      moving(grants)
        .flatMap((grant) => (grant.kind === 'award' ? [] : [grant]))
        .every(({ voucher }) =>
          voucher.unit.startsWith('credit:')
            ? voucher.label === ''
            : voucher.unit.startsWith('coupon:') && voucher.label !== '' && voucher.label.length <= 80,
        ),
    );
  });

  test('shows progress towards a reward that can be reached', () => {
    for (const { input } of cases.slice(0, 200)) {
      const progress = program.progress(input.holding, input.setup, input.programId);
      const unit = program.unit(input.programId, input.sale.total.currency);
      if (progress === null) continue;
      expect(progress).toMatchObject({ unit, have: input.holding.total });
      expect(whole(progress.need)).toBe(true);
    }
  });

  test('gives each thing that is counted a key and a name', () => {
    for (const { item, label } of program.countables(program.setup.parse(program.example))) {
      expect(item).toMatch(/^[a-z0-9-]{1,40}$/);
      expect(label.trim()).not.toBe('');
    }
  });
});

test('a program that a newer Tessera set up is carried and not asked', () => {
  expect(configure({ programId: 'tiers', type: 'tiers', revision: 1, setup: '{}' })).toBeUndefined();
});

test('programs stand in alphabetical order, each type once', () => {
  const types = programs.map(({ type }) => type);
  expect(types).toEqual([...new Set(types)].sort());
});
