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

/** How far a trainee is. `step` is a key under `drill.<drillId>.`, null when the drill was just finished. */
export const TrainingView = z.object({
  drills: z.array(z.object({ drillId: DrillId, finished: z.boolean() })),
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
  'training.enter': call(z.object({}), z.object({})),
  'training.leave': call(z.object({}), z.object({})),
  'training.view': call(z.object({}), TrainingView),
  'training.start': call(z.object({ drillId: DrillId }), TrainingView),
  'training.cable': call(z.object({ out: z.boolean() }), TrainingView),
  'training.changed': event(TrainingView),
} as const;
