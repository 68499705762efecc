import { z } from 'zod';
import { Action } from '../access/action.ts';
import { Role } from '../access/role.ts';
import { Grade } from '../access/rules.ts';
import { call, event } from './channel.ts';
import { RefusalView } from './checkout.api.ts';

/** Somebody who works here, as the page to sign in shows them. */
export const StaffName = z.object({ staffId: z.string(), name: z.string() });
export type StaffName = z.infer<typeof StaffName>;

/** Who is in at this till. Until somebody was added it is open to everybody. */
export const AccessView = z.object({
  /** Rises with each change. */
  serial: z.int(),
  /** Whether anybody has to sign in here. */
  staffed: z.boolean(),
  /** How many work here whose entries this till cannot read. It stays locked for them. */
  unreadable: z.int().nonnegative(),
  /** Those who may sign in, in the order of their names. */
  people: z.array(StaffName),
  /** Who is in; null while it is locked, and in a shop without staff. */
  who: StaffName.extend({ role: Role, grades: z.partialRecord(Action, Grade) }).nullable(),
  /** Why the last badge was not taken; null after anything else. */
  refused: RefusalView.nullable(),
});
export type AccessView = z.infer<typeof AccessView>;

/** What a call needs before it is answered: somebody's yes. Travels with the error APPROVAL_NEEDED. */
export const ApprovalAsked = z.object({
  requestId: z.string().max(64),
  action: Action,
  because: RefusalView,
  /** How much, in what the action is measured in; null when it has no amount, or nobody can tell. */
  amount: z.int().nullable(),
  /** Who may say yes. Empty when nobody here may. */
  approvers: z.array(StaffName),
});
export type ApprovalAsked = z.infer<typeof ApprovalAsked>;

/** In, or not and why. */
export const AccessAnswer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true) }),
  z.object({ ok: z.literal(false), refusal: RefusalView }),
]);
export type AccessAnswer = z.infer<typeof AccessAnswer>;

/** A yes: the word to say with the very call that asked for it, once, within a minute; or no. */
export const ApprovalAnswer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), word: z.string() }),
  z.object({ ok: z.literal(false), refusal: RefusalView }),
]);
export type ApprovalAnswer = z.infer<typeof ApprovalAnswer>;

const staffId = z.string().max(64);
const pin = z.string().max(16);

/** Signing in, locking and approving. A badge needs no call: it is heard as what any scanner says. */
export const accessApi = {
  'access.view': call(z.object({}), AccessView),
  'access.sign-in': call(z.object({ staffId, pin }), AccessAnswer),
  'access.lock': call(z.object({}), z.object({})),
  /** Somebody touched the screen. */
  'access.stay': call(z.object({}), z.object({})),
  'access.approve': call(z.object({ requestId: z.string().max(64), staffId, pin }), ApprovalAnswer),
  /** Who asked thought better of it. */
  'access.withdraw': call(z.object({ requestId: z.string().max(64) }), z.object({})),
  'access.changed': event(AccessView),
  /** A badge said yes. */
  'access.approved': event(z.object({ requestId: z.string(), word: z.string() })),
} as const;
