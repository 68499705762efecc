import { z } from 'zod';
import { call, event } from './channel.ts';

/** The guided drills, in the order in which they are offered. Each has its texts under `drill.<name>.`. */
export const DrillId = z.enum([
  'sale',
  'voucher',
  'offer',
  'enrol',
  'find',
  'refund-whole',
  'refund-part',
  'paper',
  'offline',
  'lost-card',
]);
export type DrillId = z.infer<typeof DrillId>;

/** A hand for the present step: something to hold under the scanner, or something of the make-believe counter to change. */
export const DrillHelp = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('scan'), text: z.string(), hint: z.string() }),
  z.object({ kind: z.literal('paper'), paper: z.enum(['ok', 'out']) }),
  z.object({ kind: z.literal('cable'), out: z.boolean() }),
]);
export type DrillHelp = z.infer<typeof DrillHelp>;

/** What a shop's own programs may not have, and some drills are about. Each has a text under `drill.lacks.<lack>`. */
export const SchoolLack = z.enum(['voucher', 'reward']);
export type SchoolLack = z.infer<typeof SchoolLack>;

/** What the words of drills speak of, as this shop's programs have it: amounts ready to be read. */
export const DrillWords = z.object({
  /** What a sale has to come to, to make a voucher. */
  voucher: z.string(),
  /** What the cheapest reward costs, and the sale that earns so much. */
  points: z.int().nonnegative(),
  missing: z.string(),
  /** A sale on which that reward may be taken. */
  take: z.string(),
});
export type DrillWords = z.infer<typeof DrillWords>;

/** Whose programs somebody learns with: the shop's own, or samples. A shop without any learns with samples. */
export const SchoolChoice = z.enum(['own', 'sample']);
export type SchoolChoice = z.infer<typeof SchoolChoice>;

/** How far a trainee is. `step` is a key under `drill.<drillId>.`, null when the drill was just finished. */
export const TrainingView = z.object({
  programs: SchoolChoice,
  words: DrillWords,
  drills: z.array(z.object({ drillId: DrillId, finished: z.boolean(), lacks: SchoolLack.nullable() })),
  current: z
    .object({
      drillId: DrillId,
      step: z.string().nullable(),
      done: z.int().nonnegative(),
      steps: z.int().positive(),
      help: DrillHelp.nullable(),
    })
    .nullable(),
});
export type TrainingView = z.infer<typeof TrainingView>;

/** Training: a shop of make-believe beside the real one. Only a till in training has drills; the others answer NOT_FOUND. */
export const trainingApi = {
  /** Goes over to the shop of make-believe, and back. `till.moved` tells every window. */
  'training.enter': call(z.object({ programs: SchoolChoice }), z.object({})),
  'training.leave': call(z.object({}), z.object({})),
  'training.view': call(z.object({}), TrainingView),
  'training.start': call(z.object({ drillId: DrillId }), TrainingView),
  'training.cable': call(z.object({ out: z.boolean() }), TrainingView),
  'training.changed': event(TrainingView),
} as const;
