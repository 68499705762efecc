import { dayNumber } from '../base/business-time.ts';
import { decimalsOf, type Currency } from '../money/money.ts';
import type { ConfiguredProgram } from './programs.ts';
import { meet, When } from './when.ts';

/** What is odd about programs taken together; each has a sentence under `program.odd.<code>`. Nothing is refused for it. */
export type OddSetUp =
  /** It names the points of a program that is not there, or not a program of points. */
  | { code: 'POINTS_PROGRAM_MISSING'; programId: string; names: string }
  /** It asks for a segment that the shop has not. */
  | { code: 'SEGMENT_MISSING'; programId: string; names: string }
  /** It asks for a tier that no program has. */
  | { code: 'TIER_MISSING'; programId: string; names: string }
  /** A reward costs more points, those of the unit `pointsOf`, than a member may ever have before they become a voucher. */
  | {
      code: 'REWARD_OUT_OF_REACH';
      programId: string;
      names: string;
      points: number;
      voucherAt: number;
      pointsOf: string;
    }
  /** Two programs bring store credit: what one gives the other pays. */
  | { code: 'CREDIT_TWICE'; programId: string; names: string }
  /** A challenge asks for more days or weeks than its round has. */
  | { code: 'GOAL_OUT_OF_REACH'; programId: string; names: string; need: number; most: number }
  /** Two that go with nothing else hold at the same time: only the first is ever used. */
  | { code: 'EXCLUSIVE_TWICE'; programId: string; names: string }
  /** Two sell gift cards: the counter goes by the first. */
  | { code: 'GIFT_CARDS_TWICE'; programId: string; names: string }
  /** Two give points and call them alike: at the counter and on paper nobody tells them apart. */
  | { code: 'POINTS_TWICE'; programId: string; names: string }
  /** Its voucher or credit is more than half of the money that earned it, where it counts best. */
  | { code: 'VOUCHER_WORTH_MUCH'; programId: string; names: string; percent: number }
  /** Programs that give money back feed each other: together more than half of what is paid, though none does alone. */
  | { code: 'TOGETHER_WORTH_MUCH'; programId: string; names: string; percent: number }
  /** Two coupons are had by one code: only the first is. */
  | { code: 'CODE_TWICE'; programId: string; names: string };

/** The codes by name, so that a test can demand a sentence for each. The compiler keeps it complete. */
export const oddSetUpCodes = Object.keys({
  CODE_TWICE: 0,
  CREDIT_TWICE: 0,
  EXCLUSIVE_TWICE: 0,
  GOAL_OUT_OF_REACH: 0,
  GIFT_CARDS_TWICE: 0,
  POINTS_PROGRAM_MISSING: 0,
  POINTS_TWICE: 0,
  REWARD_OUT_OF_REACH: 0,
  SEGMENT_MISSING: 0,
  TIER_MISSING: 0,
  TOGETHER_WORTH_MUCH: 0,
  VOUCHER_WORTH_MUCH: 0,
} satisfies Record<OddSetUp['code'], 0>) as OddSetUp['code'][];

/**
 * Looks at all programs that run beside the names of all `segments` there are, in a shop of this currency, as a manager would who knew
 * them all by heart.
 */
export function checkTogether(
  programs: readonly ConfiguredProgram[],
  segments: readonly string[],
  currency: Currency,
): OddSetUp[] {
  const of = (type: string) => programs.filter(({ program }) => program.type === type);
  const tiers = new Set([
    ...of('tiers').flatMap(({ setup }) => namesIn(setup, 'tiers')),
    ...of('membership').map(({ setup }) => String(field(setup, 'name'))),
  ]);
  return [
    ...programs.flatMap((one) => pointsOf(one, of('points'))),
    ...programs.flatMap(({ programId, program, setup }) =>
      program.type === 'tiers'
        ? []
        : [...tierNames(setup), ...badgeTiers(setup)]
            .filter((name) => !tiers.has(name))
            .map((names): OddSetUp => ({ code: 'TIER_MISSING', programId, names })),
    ),
    ...programs.flatMap(({ programId, setup }) =>
      segmentNames(setup)
        .filter((name) => !segments.includes(name))
        .map((names): OddSetUp => ({ code: 'SEGMENT_MISSING', programId, names })),
    ),
    ...of('challenges').flatMap(goalOf),
    ...codesTwice(of('coupons')),
    ...worthMuch([...of('points'), ...of('cashback')], currency),
    ...pairs(of('cashback')).map(([one, other]): OddSetUp => ({
      code: 'CREDIT_TWICE',
      programId: other,
      names: one,
    })),
    ...pointsTwice(of('points')),
    ...pairs(of('gift-cards')).map(([one, other]): OddSetUp => ({
      code: 'GIFT_CARDS_TWICE',
      programId: other,
      names: one,
    })),
    ...exclusivesTwice(of('benefits')),
  ];
}

function pointsOf(
  { programId, program, setup }: ConfiguredProgram,
  points: readonly ConfiguredProgram[],
): OddSetUp[] {
  const named =
    program.type === 'rewards' || paysForPlaces(setup)
      ? field(setup, 'pointsProgramId')
      : field(field(setup, 'gift'), 'programId');
  if (typeof named !== 'string') return [];
  const found = points.find((one) => one.programId === named);
  if (!found) return [{ code: 'POINTS_PROGRAM_MISSING', programId, names: named }];
  const voucherAt = Number(field(found.setup, 'voucherAt'));
  const rewards = paysForPlaces(setup)
    ? [{ name: field(setup, 'name'), points: field(setup, 'costPoints') }]
    : field(setup, 'rewards');
  return (Array.isArray(rewards) ? rewards : []).flatMap((reward): OddSetUp[] => {
    const [names, cost] = [String(field(reward, 'name')), Number(field(reward, 'points'))];
    // Points become a voucher at the threshold, so nobody keeps as many, but for what the next sale earns.
    return cost > 2 * voucherAt
      ? [
          {
            code: 'REWARD_OUT_OF_REACH',
            programId,
            names,
            points: cost,
            voucherAt,
            pointsOf: `points:${named}`,
          },
        ]
      : [];
  });
}

const much = 1 / 2;

/**
 * A slip in a digit, or a set-up for another currency, pays out most of what comes in. What one gives pays for what the next counts, so
 * they are taken together as well: the last of them says so, with the names of the others.
 */
function worthMuch(givers: readonly ConfiguredProgram[], currency: Currency): OddSetUp[] {
  const shares = givers.map((one) => ({ programId: one.programId, share: shareOf(one, currency) }));
  const percentOf = (share: number): number => Math.round(share * 100);
  const alone = shares.filter(({ share }) => share > much);
  if (alone.length > 0)
    return alone.map(({ programId, share }): OddSetUp => ({
      code: 'VOUCHER_WORTH_MUCH',
      ...{ programId, names: programId, percent: percentOf(share) },
    }));
  const giving = shares.filter(({ share }) => share > 0);
  const all = giving.reduce((sum, { share }) => sum + share, 0);
  const last = giving.at(-1);
  if (!last || all <= much) return [];
  const names = giving.slice(0, -1).map(({ programId }) => programId);
  return [
    {
      code: 'TOGETHER_WORTH_MUCH',
      programId: last.programId,
      names: names.join(', '),
      percent: percentOf(all),
    },
  ];
}

/** How much of what earns it a program gives back in money at its best: twice the points are twice as much. */
function shareOf({ program, setup }: ConfiguredProgram, currency: Currency): number {
  const number = (name: string) => Number(field(setup, name));
  if (program.type === 'cashback') return number('bp') / 10_000;
  const rates = field(setup, 'rates');
  const times = (Array.isArray(rates) ? rates : []).map((rate) => Number(field(rate, 'bp')) / 10_000);
  const pointsEach = number('pointsPerUnit') * Math.max(1, ...times);
  // A visit earns alike whatever it comes to: the least that may earn. Nobody knows what a piece costs.
  const eachMinor: Record<string, number> = {
    amount: 10 ** decimalsOf(currency),
    visit: number('minimumMinor'),
  };
  const earnedByMinor = (number('voucherAt') / pointsEach) * (eachMinor[String(field(setup, 'earnBy'))] ?? 0);
  return earnedByMinor > 0 ? number('voucherWorthMinor') / earnedByMinor : 0;
}

/** So many days there are in a round that has an end. */
const daysIn: Readonly<Record<string, number>> = { week: 7, 'calendar-month': 31, 'calendar-year': 366 };

/** Whether places are had for points. */
const paysForPlaces = (setup: unknown): boolean => Number(field(setup, 'costPoints') ?? 0) > 0;

function goalOf({ programId, setup }: ConfiguredProgram): OddSetUp[] {
  const [goal, round] = [field(setup, 'goal'), field(setup, 'round')];
  const [kind, need] = [field(goal, 'kind'), Number(field(goal, 'count'))];
  const [first, last] = [field(round, 'fromDay'), field(round, 'toDay')];
  const days =
    typeof first === 'string' && typeof last === 'string'
      ? dayNumber(last) - dayNumber(first) + 1
      : (daysIn[String(field(round, 'kind'))] ?? Number(field(round, 'days') ?? Number.MAX_SAFE_INTEGER));
  // Days of a few weeks touch one week more than they fill.
  const most = kind === 'weeks' ? Math.ceil((days + 6) / 7) : days;
  const names = String(field(setup, 'name'));
  return (kind === 'days' || kind === 'weeks') && need > most
    ? [{ code: 'GOAL_OUT_OF_REACH', programId, names, need, most }]
    : [];
}

/** The tiers for which there are badges. */
const badgeTiers = (setup: unknown): string[] => {
  const badges = field(setup, 'badges');
  return (Array.isArray(badges) ? badges : []).flatMap((badge): string[] => {
    const tier = field(field(badge, 'earned'), 'tier');
    return typeof tier === 'string' ? [tier] : [];
  });
};

/** Each later program of points, with the first that calls them alike in some language. */
const pointsTwice = (points: readonly ConfiguredProgram[]): OddSetUp[] =>
  points.flatMap(({ programId, setup }, place) => {
    const names = field(setup, 'pointsName');
    const isAlike = (other: unknown) =>
      ['en', 'it', 'hu'].some(
        (language) => JSON.stringify(field(names, language)) === JSON.stringify(field(other, language)),
      );
    const first = points.slice(0, place).find((one) => isAlike(field(one.setup, 'pointsName')));
    return first ? [{ code: 'POINTS_TWICE', programId, names: first.programId }] : [];
  });

/** Each later coupon of a code, with the one that is had by it. */
const codesTwice = (coupons: readonly ConfiguredProgram[]): OddSetUp[] => {
  const codeOf = ({ setup }: ConfiguredProgram) => field(setup, 'code');
  return coupons.flatMap((coupon, place) => {
    const first = coupons.slice(0, place).find((one) => codeOf(one) === codeOf(coupon));
    return first && codeOf(coupon) !== ''
      ? [{ code: 'CODE_TWICE', programId: coupon.programId, names: first.programId }]
      : [];
  });
};

/** Each later benefit that goes with nothing else, with the first such that may hold at the same time. */
const exclusivesTwice = (benefits: readonly ConfiguredProgram[]): OddSetUp[] => {
  const exclusives = benefits
    .filter(({ setup }) => field(setup, 'exclusive') === true)
    .map(({ programId, setup }) => ({ programId, when: When.parse(field(setup, 'when') ?? {}) }));
  return exclusives.flatMap(({ programId, when }, place) => {
    const first = exclusives.slice(0, place).find((one) => meet(one.when, when));
    return first ? [{ code: 'EXCLUSIVE_TWICE', programId, names: first.programId }] : [];
  });
};

/** Every tier, or segment, that a set-up asks for anywhere inside. */
const tierNames = (setup: unknown): string[] => namesUnder('tiers', setup);
const segmentNames = (setup: unknown): string[] => namesUnder('segments', setup);

function namesUnder(list: string, setup: unknown): string[] {
  if (Array.isArray(setup)) return setup.flatMap((one) => namesUnder(list, one));
  if (typeof setup !== 'object' || setup === null) return [];
  return Object.entries(setup).flatMap(([name, value]) =>
    name === list && Array.isArray(value) && value.every((one) => typeof one === 'string')
      ? (value as string[])
      : namesUnder(list, value),
  );
}

const namesIn = (setup: unknown, list: string): string[] => {
  const items = field(setup, list);
  return Array.isArray(items) ? items.map((item) => String(field(item, 'name'))) : [];
};

const field = (of: unknown, name: string): unknown =>
  typeof of === 'object' && of !== null ? (of as Record<string, unknown>)[name] : undefined;

/** Each later program with the first of its kind. */
const pairs = (programs: readonly ConfiguredProgram[]): [string, string][] =>
  programs.slice(1).map((one) => [programs[0]?.programId ?? '', one.programId]);
