import { z } from 'zod';

/**
 * What a line of the printed sheet of actions does: what a key of the counter does too. Codes are made from these names and stay
 * printed for years, so none is called otherwise. The sheet has them in this order.
 */
export const ScannedAction = z.enum([
  'confirm',
  'back',
  'enrol',
  'offer-1',
  'offer-2',
  'offer-3',
  'lock',
  'digit-0',
  'digit-1',
  'digit-2',
  'digit-3',
  'digit-4',
  'digit-5',
  'digit-6',
  'digit-7',
  'digit-8',
  'digit-9',
  'comma',
  'backspace',
]);
export type ScannedAction = z.infer<typeof ScannedAction>;
