import { z } from 'zod';
import { call, event } from './channel.ts';

/** Who this till is. Does not change while it runs. */
export const TillInfo = z.object({
  shell: z.enum(['electron', 'browser', 'none']),
  shop: z.string(),
  tillName: z.string(),
  currency: z.string(),
  language: z.enum(['en', 'it', 'hu']),
  /** Whether this is the demo shop: screens then show the virtual scanner and printer. */
  demo: z.boolean(),
  /** Whether this is the shop of make-believe beside the real one: nothing here is ever uploaded or printed. */
  training: z.boolean(),
});
export type TillInfo = z.infer<typeof TillInfo>;

/** How the till is. `pending` events wait for the centre. */
export const TillStatus = z.object({
  link: z.enum(['online', 'offline', 'not-paired', 'forked', 'retired', 'off']),
  pending: z.int().nonnegative(),
  /** `restricted`: it may be a copy, so it awards and does not redeem. `retired`: the owner took it out of use; it sells nothing. */
  standing: z.enum(['sound', 'restricted', 'retired']),
  /** `ready` as far as anybody knows; `trouble` when it would not print now. */
  printer: z.enum(['ready', 'trouble', 'none']),
  /** What the printer has to say: a key under `printer.<says>`, such as `paper-low`, or null. */
  printerSays: z.string().nullable(),
  /** Jobs that need a person: not printed, or unknown. */
  printTrouble: z.int().nonnegative(),
  /** `damaged`: its file cannot be trusted; looked into while the till serves, so it may come up at any moment. */
  ledger: z.enum(['ok', 'read-only', 'damaged']),
  /** `doubted`: the day that the till's clock tells cannot be; nothing ends until somebody looked at it. */
  clock: z.enum(['ok', 'doubted']),
});
export type TillStatus = z.infer<typeof TillStatus>;

/** What screens may ask about the till itself. */
export const tillApi = {
  'till.info': call(z.object({}), TillInfo),
  'till.status': call(z.object({}), TillStatus),
  'till.status-changed': event(TillStatus),
  /** This window belongs to another till now, training or real: it starts anew. */
  'till.moved': event(z.object({})),
} as const;
