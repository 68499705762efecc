import { z } from 'zod';
import { call } from './channel.ts';
import { CommandAnswer } from './checkout.api.ts';
import { PrintJobView } from './print.api.ts';

/** Members who send friends. What comes of it is seen on the visit. */
export const referralApi = {
  /** The next card or code is that of whoever sent the customer; or no longer. */
  'referral.ask': call(z.object({ on: z.boolean() }), CommandAnswer),
  /** What somebody typed who was told a code, or the number of a card. */
  'referral.name': call(z.object({ text: z.string().max(40) }), CommandAnswer),
  /** Prints the code of the member at the counter, to be given to friends; null when nobody is there. */
  'referral.invite': call(z.object({}), PrintJobView.nullable()),
} as const;
