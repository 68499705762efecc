import { z } from 'zod';
import { Day } from '../../base/business-time.ts';
import { defineProgram } from '../program.ts';
import { When } from '../when.ts';

/** What money does not buy: a tasting with twenty places, an early look at the sale, free parking. Members take a place in it. */
export const experiences = defineProgram({
  type: 'experiences',
  setup: z
    .object({
      /** What people read: "Wine tasting". */
      name: z.string().min(1).max(60),
      /** The day it takes place, on which alone a place is good; null for what is good from the booking on. */
      eventDay: Day.nullable().default(null),
      /** How many places there are at all tills together; null for no end. */
      quota: z.int().min(1).max(1_000_000).nullable().default(null),
      /** How many of them one member may have, and over which time. */
      perMember: z.int().min(1).max(1_000).default(1),
      period: z.enum(['in-all', 'day', 'calendar-month', 'calendar-year']).default('in-all'),
      /** What a place costs in points, and of which program; 0 is nothing. */
      costPoints: z.int().min(0).max(1_000_000_000).default(0),
      pointsProgramId: z
        .string()
        .regex(/^[a-z0-9-]{1,40}$/)
        .default('points'),
      /** Without a day of its own: good for so many days after the booking, 0 is the day itself; null without end. */
      goodDays: z.int().min(0).max(3_650).nullable().default(30),
      /** A ticket with a signed code is printed; else the place stays on the card. */
      ticket: z.boolean().default(true),
      /** When places are given, and to whom. */
      when: When.prefault({}),
      smallPrint: z.string().max(200).default(''),
    })
    .refine(({ eventDay, when }) => eventDay === null || when.toDay === null || when.toDay <= eventDay, {
      error: 'PLACES_AFTER_EVENT',
      path: ['eventDay'],
    }),
  example: { name: 'Wine tasting', quota: 20 },
  places: ({ costPoints, pointsProgramId, ...terms }) => ({
    ...terms,
    cost: costPoints > 0 ? { unit: `points:${pointsProgramId}`, amount: costPoints } : null,
  }),
});
