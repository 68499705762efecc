import { z } from 'zod';

/**
 * Everything that somebody may or may not do at a till: a closed list, so that rules, approvals and the log say the same words. Each
 * has a text under `access.action.<action>`. Calls are given theirs in shared/api/call-access.ts.
 */
export const Action = z.enum([
  'adjust',
  'attach-card',
  'block-card',
  'change-members',
  /** Money on a gift card given out once more: a second paper of it, or another card in its place. */
  'reissue-gift-card',
  'erase-member',
  'export-member',
  'find-members',
  'give-coupon',
  'list-members',
  'load',
  'manage-people',
  'merge-members',
  'open-drawer',
  'print-vouchers',
  'refund',
  'see-activity',
  'serve',
  /** Of the two, no call is the action alone: who is served makes a sale one of them. */
  'serve-often',
  'serve-own-card',
  'set-limits',
  'set-up-devices',
  'set-up-programs',
  'take-coupon-back',
  'unblock-card',
  'void-vouchers',
]);
export type Action = z.infer<typeof Action>;

/** Actions that a limit counts, each a whole number: minor units of money, for `adjust` of whatever is adjusted, for `give-coupon` how many somebody gave today. */
export const MeasuredAction = Action.extract(['adjust', 'give-coupon', 'load', 'print-vouchers', 'refund']);
export type MeasuredAction = z.infer<typeof MeasuredAction>;
