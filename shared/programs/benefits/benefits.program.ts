import { z } from 'zod';
import { Effect } from '../../basket/effect.ts';
import { defineProgram } from '../program.ts';
import { holds, When } from '../when.ts';

/** Something off for members without asking: a tier's ten percent, a happy hour, the second one at half price. */
export const benefits = defineProgram({
  type: 'benefits',
  setup: z.object({
    /** What people read: "Gold: 5 % off". */
    name: z.string().min(1).max(60),
    effect: Effect,
    when: When.prefault({}),
    /** What the goods have to come to. */
    minimumMinor: z.int().min(0).max(1_000_000_000).default(0),
    /** Benefits of one group stand for each other. */
    group: z.string().max(40).default(''),
    /** Goes with no other offer. */
    exclusive: z.boolean().default(false),
    /** Lower ones come first. */
    order: z.int().min(0).max(1_000).default(100),
  }),
  example: { name: 'Members: 10 % off', effect: { kind: 'percent', bp: 1_000 } },
  offers({ setup, time, tiers, member }) {
    const { name, effect, when, minimumMinor, group, exclusive, order } = setup;
    if (!holds(when, time, tiers, member)) return [];
    const rules = { cost: null, automatic: true, group, exclusive, order, minimumMinor };
    return [
      { kind: 'take-off', key: 'benefit', title: { code: 'BENEFIT', params: { name } }, effect, ...rules },
    ];
  },
});
