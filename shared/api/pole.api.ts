import { z } from 'zod';
import { PoleSetup } from '../settings/pole-setup.ts';
import { call } from './channel.ts';

/** The pole display as the Devices screen shows it. */
export const PoleView = z.object({
  setup: PoleSetup.nullable(),
  /** Said by whoever started the till, so that nobody can choose another here. */
  fixed: z.boolean(),
  /** Whether its port is open now: more nobody can know of a display. */
  open: z.boolean(),
});
export type PoleView = z.infer<typeof PoleView>;

/** Choosing the pole display, and seeing whether it reads well. */
export const poleApi = {
  'pole.view': call(z.object({}), PoleView),
  'pole.set-up': call(z.object({ setup: PoleSetup.nullable() }), PoleView),
  /** Shows two lines of test text for a few seconds, then what was there before. */
  'pole.test': call(z.object({}), PoleView),
} as const;
