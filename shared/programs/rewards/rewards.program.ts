import { z } from 'zod';
import { Effect } from '../../basket/effect.ts';
import { defineProgram, type Offer } from '../program.ts';
import { holds, When } from '../when.ts';

const Key = z.string().regex(/^[a-z0-9-]{1,40}$/);

const Reward = z.object({
  key: Key,
  /** What people read: "A coffee". */
  name: z.string().min(1).max(60),
  /** What it costs, in points. */
  points: z.int().min(1).max(1_000_000_000),
  effect: Effect,
  when: When.prefault({}),
  minimumMinor: z.int().min(0).max(1_000_000_000).default(0),
  group: z.string().max(40).default(''),
  exclusive: z.boolean().default(false),
});

const PayWithPoints = z.object({
  /** So many points are worth so many minor units. */
  points: z.int().min(1).max(1_000_000),
  worthMinor: z.int().min(1).max(1_000_000),
  /** Only multiples of so many points are used, and never fewer than `least`. */
  step: z.int().min(1).max(1_000_000).default(1),
  least: z.int().min(1).max(1_000_000).default(1),
  /** How much of what is due points may pay, in hundredths of a percent. */
  mostBp: z.int().min(1).max(10_000).default(10_000),
});

/** A catalogue of what points buy at the till, and points as money, in any amount. */
export const rewards = defineProgram({
  type: 'rewards',
  setup: z
    .object({
      /** The program whose points pay. */
      pointsProgramId: Key,
      rewards: z.array(Reward).max(100).default([]),
      payWithPoints: PayWithPoints.nullable().default(null),
    })
    .refine(({ rewards: all }) => new Set(all.map(({ key }) => key)).size === all.length, 'KEY_TWICE'),
  example: {
    pointsProgramId: 'points',
    rewards: [{ key: 'coffee', name: 'A coffee', points: 80, effect: { kind: 'fixed', minor: 150 } }],
    payWithPoints: { points: 100, worthMinor: 100, step: 10, least: 50 },
  },
  offers({ setup, time, tiers, member }) {
    const unit = `points:${setup.pointsProgramId}`;
    const catalogue = setup.rewards
      .filter(({ when }) => holds(when, time, tiers, member))
      .map(({ key, name, points, effect, minimumMinor, group, exclusive }): Offer => ({
        kind: 'take-off',
        key,
        title: { code: 'REWARD', params: { name, points } },
        effect,
        cost: { unit, amount: points },
        automatic: false,
        group,
        exclusive,
        order: 500,
        minimumMinor,
      }));
    const { payWithPoints: pay } = setup;
    if (!pay) return catalogue;
    const { points: units, worthMinor: minor, step, least: leastUnits, mostBp } = pay;
    const title = { code: 'PAID_WITH_POINTS', params: {} };
    return [
      ...catalogue,
      { kind: 'pay-with', key: 'pay', title, unit, rate: { units, minor }, step, leastUnits, mostBp },
    ];
  },
});
