import { z } from 'zod';
import { assertNever } from '../base/assert.ts';
import { Action, MeasuredAction } from './action.ts';
import type { AccessRefusal } from './refusal.ts';
import type { Role } from './role.ts';

/** Whether a role may do something by itself, with somebody else's approval, or not at all. */
export const Grade = z.enum(['allowed', 'approval', 'refused']);
export type Grade = z.infer<typeof Grade>;

/** Up to how much, or null for any amount. */
const Limit = z.int().nonnegative().nullable();

/** What one role may: an action that is not named is allowed; above its limit a measured one needs approval. */
const roleRules = (grades: Partial<Record<Action, Grade>>, limits: Record<MeasuredAction, number>) =>
  z
    .object({
      grades: z
        .partialRecord(Action, Grade)
        .default({})
        .transform((chosen) => ({ ...grades, ...chosen })),
      limits: z
        .partialRecord(MeasuredAction, Limit)
        .default({})
        .transform((chosen) => ({ ...limits, ...chosen })),
    })
    .prefault({});

/** When the same member is served so often or so much that somebody else has to look; null asks nobody. */
export const Velocity = z.object({
  /** Visits of one member at this till on one business day. */
  visitsPerDay: Limit.default(10),
  /** Points that one member earns at this till on one business day. */
  earnedPerDay: Limit.default(10_000),
  /** Minutes between two sales to one member; 0 for none. */
  minutesBetween: z.int().min(0).max(1_440).default(1),
});
export type Velocity = z.infer<typeof Velocity>;

/** What the owner chose about who may do what. Every field has a sensible default. The owner's own role has no limits. */
export const AccessRules = z.object({
  cashier: roleRules(
    {
      adjust: 'approval',
      'attach-card': 'approval',
      'reissue-gift-card': 'approval',
      'erase-member': 'approval',
      'export-member': 'approval',
      'list-members': 'refused',
      'manage-people': 'refused',
      'merge-members': 'approval',
      'open-drawer': 'approval',
      'print-vouchers': 'approval',
      'see-activity': 'refused',
      'serve-often': 'approval',
      'serve-own-card': 'approval',
      'set-limits': 'refused',
      'set-up-devices': 'refused',
      'set-up-programs': 'refused',
      'take-coupon-back': 'approval',
      'unblock-card': 'approval',
      'void-vouchers': 'approval',
    },
    { adjust: 0, 'give-coupon': 3, load: 10_000, 'print-vouchers': 0, refund: 2_000 },
  ),
  manager: roleRules(
    { 'reissue-gift-card': 'approval', 'serve-own-card': 'approval', 'set-limits': 'refused' },
    { adjust: 5_000, 'give-coupon': 50, load: 50_000, 'print-vouchers': 100_000, refund: 50_000 },
  ),
  velocity: Velocity.prefault({}),
  /** After so many minutes without anybody touching it, the till locks itself; 0 for never. */
  idleMinutes: z.int().min(0).max(480).default(10),
});
export type AccessRules = z.output<typeof AccessRules>;

/** What becomes of an action, and why not at once. */
export type Judgement = { kind: 'allowed' } | { kind: 'approval' | 'refused'; because: AccessRefusal };

/** How a role stands to an action, whatever its amount. One's own card needs a second person whoever one is. */
export function gradeOf(action: Action, role: Role, rules: AccessRules): Grade {
  if (role === 'owner') return action === 'serve-own-card' ? 'approval' : 'allowed';
  return rules[role].grades[action] ?? 'allowed';
}

/** Judges an action of somebody; `amount` is null when nobody can tell how much it is, and then somebody else has to look. */
export function judge(
  { action, amount }: { action: Action; amount: number | null },
  role: Role,
  rules: AccessRules,
): Judgement {
  const grade = gradeOf(action, role, rules);
  switch (grade) {
    case 'refused':
      return { kind: grade, because: { code: 'ROLE_MAY_NOT' } };
    case 'approval':
      return { kind: grade, because: { code: 'ROLE_NOT_ALONE' } };
    case 'allowed':
      return judgeAmount(action, amount, role, rules);
    default:
      return assertNever(grade);
  }
}

function judgeAmount(action: Action, amount: number | null, role: Role, rules: AccessRules): Judgement {
  const measured = MeasuredAction.safeParse(action);
  const limit = role === 'owner' || !measured.success ? null : (rules[role].limits[measured.data] ?? null);
  if (limit === null) return { kind: 'allowed' };
  if (amount === null) return { kind: 'approval', because: { code: 'AMOUNT_NOT_KNOWN' } };
  if (amount <= limit) return { kind: 'allowed' };
  return { kind: 'approval', because: aboveLimit(action, amount, limit) };
}

function aboveLimit(action: Action, amount: number, limit: number): AccessRefusal {
  if (action === 'adjust') return { code: 'ADJUSTS_MUCH', amount, limit };
  if (action === 'give-coupon') return { code: 'GIVES_MANY', amount, limit };
  return { code: 'ABOVE_LIMIT', amountMinor: amount, limitMinor: limit };
}

/** Whether somebody of this role may let another do it. What only needs a second person, a manager is enough for. */
export function mayApprove(
  asked: { action: Action; amount: number | null },
  role: Role,
  rules: AccessRules,
): boolean {
  if (asked.action === 'serve-own-card' || asked.action === 'reissue-gift-card') return role !== 'cashier';
  return judge(asked, role, rules).kind === 'allowed';
}
