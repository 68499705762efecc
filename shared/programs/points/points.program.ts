import { z } from 'zod';
import { addDays } from '../../base/business-time.ts';
import { isIn, Scope } from '../../basket/scope.ts';
import { decimalsOf } from '../../money/money.ts';
import { PointsName } from '../../base/points-name.ts';
import { Caps, pointLimits, within } from '../caps.ts';
import { defineProgram, mostExchanges, type Grant, type JudgedLine, type ProgramInput } from '../program.ts';
import { holds, When } from '../when.ts';

const unit = (programId: string) => `points:${programId}` as const;

/** What counts for more, or less: so many hundredths of a percent of the ordinary points, for some things at some times. */
const Rate = z.object({
  /** What people read: "Happy hour". */
  name: z.string().min(1).max(40),
  /** 20000 is twice the points, 0 is none. */
  bp: z.int().min(0).max(1_000_000),
  scope: Scope.prefault({}),
  when: When.prefault({}),
});

const ownName = PointsName.nullable().default(null);

const Setup = z.object({
  /** What is counted: money spent, each visit, or pieces bought. */
  earnBy: z.enum(['amount', 'visit', 'piece']).default('amount'),
  /** Points for each whole unit of the currency (1.00), for a visit, or for a piece. */
  pointsPerUnit: z.int().min(1).max(10_000),
  /** Of the rates that hold for a line the best counts; a line without one earns the ordinary points. */
  rates: z.array(Rate).max(50).default([]),
  /** A sale whose goods come to less earns nothing. */
  minimumMinor: z.int().min(0).max(1_000_000_000).default(0),
  /** No sale earns more than this; null is no limit. */
  mostPerSale: z.int().min(1).max(1_000_000_000).nullable().default(null),
  /** Limits over time. */
  caps: Caps.prefault({}),
  /** For so many days points are pending: seen, and not spent. A refund takes them first. */
  pendingDays: z.int().min(0).max(90).default(0),
  /** How many days points live after the day they were earned; null for ever. */
  pointsLifeDays: z.int().min(1).max(3_660).nullable(),
  /** So many points become a voucher. */
  voucherAt: z.int().min(1).max(1_000_000),
  voucherWorthMinor: z.int().min(1).max(10_000_000),
  voucherLifeDays: z.int().min(1).max(3_660).nullable(),
  /** What these points are called, where it is not what the shop calls points: two programs side by side are told apart by it. */
  pointsName: z.object({ en: ownName, it: ownName, hu: ownName }).prefault({}),
});
type Input = ProgramInput<z.output<typeof Setup>>;

/**
 * Points for what a sale costs, for coming, or for what was bought; at a threshold they become a money voucher. They are rounded down
 * once, for the whole sale: nothing is made by splitting it, and nobody gets a point that was not paid for.
 */
export const points = defineProgram({
  type: 'points',
  setup: Setup,
  example: {
    pointsPerUnit: 1,
    voucherAt: 100,
    voucherWorthMinor: 200,
    pointsLifeDays: 365,
    voucherLifeDays: 180,
  },
  unit,
  evaluate(input) {
    if (input.sale.baseMinor === 0) return [];
    const awarded = input.sale.baseMinor < input.setup.minimumMinor ? [] : awardsOf(input);
    const { awards, counts } = within(awarded, pointLimits(input.setup.caps), input);
    // What is pending cannot be exchanged yet.
    const earned = input.setup.pendingDays > 0 ? 0 : awards.reduce((sum, { amount }) => sum + amount, 0);
    return [...counts, ...awards, ...exchangesOf(input, earned)];
  },
  progress: (holding, setup, programId) => ({
    unit: unit(programId),
    have: holding.total,
    need: setup.voucherAt,
  }),
});

type Award = Extract<Grant, { kind: 'award' }>;

/** The ordinary points first, then what each rate adds; together what the sale earns in one go, up to the owner's limit. */
function awardsOf(input: Input): Award[] {
  const { setup, sale, programId, time } = input;
  const rated = sale.lines.map((line) => ({ line, rate: bestRate(line, input) }));
  const withRates = (count: number): number => {
    const lines = rated.map(({ line, rate }) => {
      const counts = rate && setup.rates.indexOf(rate) < count;
      return { line, bp: counts ? rate.bp : Math.min(rate?.bp ?? whole, whole) };
    });
    return Math.min(worth(lines, input), setup.mostPerSale ?? Number.MAX_SAFE_INTEGER);
  };
  const reasons = [ordinaryReason(input), ...setup.rates.map(rateReason)];
  let before = 0;
  return reasons.flatMap((reason, count): Award[] => {
    const amount = withRates(count) - before;
    before += amount;
    if (amount <= 0) return [];
    const pending = setup.pendingDays > 0 ? { opensDay: addDays(time.day, setup.pendingDays) } : {};
    const expiryDay = lifeEnd(time.day, setup.pointsLifeDays);
    const { code, params } = reason;
    return [
      {
        kind: 'award',
        unit: unit(programId),
        amount,
        ...pending,
        expiryDay,
        reason: { code, params: { points: amount, ...params } },
      },
    ];
  });
}

const whole = 10_000;

function bestRate(line: JudgedLine, { setup, time, tiers, member }: Input) {
  return setup.rates
    .filter(({ scope, when }) => isIn(scope, line) && holds(when, time, tiers, member))
    .reduce<z.output<typeof Rate> | undefined>(
      (best, one) => (best && best.bp >= one.bp ? best : one),
      undefined,
    );
}

interface RatedLine {
  line: JudgedLine;
  bp: number;
}

/** Points of lines, each at its rate: exact, and rounded down once. */
function worth(lines: readonly RatedLine[], { setup, sale }: Input): number {
  const { earnBy, pointsPerUnit } = setup;
  if (earnBy === 'visit') {
    const best = lines.reduce((most, { line, bp }) => (line.countedMinor > 0 ? Math.max(most, bp) : most), 0);
    return Math.floor((pointsPerUnit * best) / whole);
  }
  const countOf = ({ countedMinor, quantity }: JudgedLine): number => {
    if (earnBy === 'amount') return countedMinor;
    return countedMinor > 0 ? quantity : 0;
  };
  const sum = lines.reduce((total, { line, bp }) => total + BigInt(countOf(line)) * BigInt(bp), 0n);
  const one = earnBy === 'amount' ? BigInt(10 ** decimalsOf(sale.total.currency)) : 1n;
  return Number((sum * BigInt(pointsPerUnit)) / (BigInt(whole) * one));
}

function ordinaryReason({ setup, sale }: Input): Award['reason'] {
  const { earnBy, pointsPerUnit: perUnit } = setup;
  if (earnBy === 'visit') return { code: 'POINTS_PER_VISIT', params: {} };
  if (earnBy === 'piece') return { code: 'POINTS_PER_PIECE', params: { perUnit } };
  return {
    code: 'POINTS_PER_UNIT',
    params: { perUnit, baseMinor: sale.baseMinor, currency: sale.total.currency },
  };
}

const rateReason = ({ name, bp }: z.output<typeof Rate>): Award['reason'] => ({
  code: 'POINTS_RATE',
  params: { name, timesBp: bp },
});

function exchangesOf({ setup, sale, holding, programId, time }: Input, earned: number): Grant[] {
  const { currency } = sale.total;
  const { voucherAt, voucherWorthMinor, voucherLifeDays } = setup;
  const vouchers = Math.max(0, Math.min(mostExchanges, Math.floor((holding.here + earned) / voucherAt)));
  return Array.from({ length: vouchers }, () => ({
    kind: 'exchange' as const,
    spend: { unit: unit(programId), amount: voucherAt },
    voucher: {
      unit: `credit:${currency}`,
      amount: voucherWorthMinor,
      label: '',
      expiryDay: lifeEnd(time.day, voucherLifeDays),
    },
    reason: {
      code: 'POINTS_BECOME_VOUCHER',
      params: { points: voucherAt, worthMinor: voucherWorthMinor, currency },
    },
  }));
}

const lifeEnd = (day: string, life: number | null) => (life === null ? null : addDays(day, life));
