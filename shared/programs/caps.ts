import { z } from 'zod';
import { addDays, weekdayOf, type Day } from '../base/business-time.ts';
import { monthOf } from '../base/months.ts';
import { measured } from '../members/progress.ts';
import type { Grant, ProgramInput } from './program.ts';

const most = z.int().min(1).max(1_000_000_000).nullable().default(null);

/** How many points a program gives at most over time; null is no limit. A refund gives room back. */
export const Caps = z.object({
  /** To one member on a business day, in a week from Monday, in a calendar month. */
  perDay: most,
  perWeek: most,
  perMonth: most,
  /** At one till on a business day, to everybody together. */
  perTillDay: most,
  /** To everybody together, for as long as the program runs. */
  inAll: most,
});
export type Caps = z.output<typeof Caps>;

/** The same for money. */
export const CapsMinor = z.object({
  perDayMinor: most,
  perWeekMinor: most,
  perMonthMinor: most,
  perTillDayMinor: most,
  inAllMinor: most,
});

/** Which limit it is. */
export const capKinds = ['day', 'week', 'month', 'till', 'all'] as const;
export type CapKind = (typeof capKinds)[number];

type Limits = readonly (readonly [CapKind, number | null])[];

/** The limits on points. */
export const pointLimits = (caps: Caps): Limits => [
  ['day', caps.perDay],
  ['week', caps.perWeek],
  ['month', caps.perMonth],
  ['till', caps.perTillDay],
  ['all', caps.inAll],
];

/** The limits on money. */
export const moneyLimits = (caps: z.output<typeof CapsMinor>): Limits => [
  ['day', caps.perDayMinor],
  ['week', caps.perWeekMinor],
  ['month', caps.perMonthMinor],
  ['till', caps.perTillDayMinor],
  ['all', caps.inAllMinor],
];

type Award = Extract<Grant, { kind: 'award' }>;
type Count = Extract<Grant, { kind: 'count' }>;

/** What is counted towards a limit, and in front of its number what one kept back. */
const earned = 'earned';
const keptBack = 'kept-back:';

/**
 * Awards as far as the limits leave room, the first ones first, and what of it counts towards them. Each limit is asked for only when it
 * is set, so a program without any asks for nothing.
 */
export function within(
  awards: readonly Award[],
  limits: Limits,
  input: Pick<ProgramInput<unknown>, 'programId' | 'member' | 'countedByAll'> & { time: { day: Day } },
): { awards: Award[]; counts: Count[] } {
  const set = limits.flatMap(([kind, limit]) => (limit === null ? [] : [{ kind, limit }]));
  const wanted = awards.reduce((sum, { amount }) => sum + amount, 0);
  if (set.length === 0 || wanted === 0) return { awards: [...awards], counts: [] };
  const { programId, member, countedByAll, time } = input;
  const rooms = set.map(({ kind, limit }) => {
    const period = capPeriod(kind, time.day);
    const counted =
      kind === 'till' || kind === 'all' ? countedByAll(period, kind) : member().counted(programId, period);
    const used = measured(counted, { of: earned, fromDay: null, measure: 'sum' });
    return { period, limit, room: Math.max(0, limit - used) };
  });
  const tightest = rooms.reduce((least, one) => (one.room < least.room ? one : least));
  const got = Math.min(wanted, tightest.room);
  const counts = rooms.flatMap((one): Count[] => {
    const marks = [
      ...(got > 0 ? [{ mark: earned, amount: got }] : []),
      ...(one === tightest && got < wanted
        ? [{ mark: `${keptBack}${one.limit}`, amount: wanted - got }]
        : []),
    ];
    if (marks.length === 0) return [];
    return [{ kind: 'count', period: one.period, leastMinor: 0, divides: true, marks }];
  });
  return { awards: firstOf(awards, got), counts };
}

/** The name of the period in which a limit counts. */
function capPeriod(kind: CapKind, day: Day): string {
  if (kind === 'all') return 'cap-all';
  if (kind === 'month') return `cap-month-${monthOf(day)}`;
  return `cap-${kind}-${kind === 'week' ? addDays(day, 1 - weekdayOf(day)) : day}`;
}

function firstOf(awards: readonly Award[], got: number): Award[] {
  let left = got;
  return awards.flatMap((award) => {
    const amount = Math.min(left, award.amount);
    left -= amount;
    if (amount === 0) return [];
    const { code, params } = award.reason;
    // Reasons say how much it was.
    const said = Object.entries(params).map(([name, value]) => [
      name,
      ['points', 'worthMinor'].includes(name) ? amount : value,
    ]);
    return [{ ...award, amount, reason: { code, params: Object.fromEntries(said) } }];
  });
}

/** What a limit kept back of a sale: so much was given of so much, for this limit. Read off what was counted. */
export interface KeptBack {
  kind: CapKind;
  limit: number;
  got: number;
  of: number;
}

/** Undefined for what counts towards something else, or was not kept back. */
export function keptBackIn(
  period: string,
  marks: readonly { mark: string; amount: number }[],
): KeptBack | undefined {
  const kind = capKinds.find((one) => period.startsWith(`cap-${one}`));
  const kept = marks.find(({ mark }) => mark.startsWith(keptBack));
  if (!kind || !kept) return undefined;
  const got = marks.find(({ mark }) => mark === earned)?.amount ?? 0;
  return { kind, limit: Number(kept.mark.slice(keptBack.length)), got, of: got + kept.amount };
}
