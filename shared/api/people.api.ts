import { z } from 'zod';
import { Role } from '../access/role.ts';
import { AccessRules } from '../access/rules.ts';
import { StaffWhat } from '../members/staff-record.ts';
import { AccessAnswer } from './access.api.ts';
import { call } from './channel.ts';

/** What was done to somebody's entry; `by` is a name, `''` for somebody no longer known. */
export const ChangeOfStaff = z.object({
  atMs: z.int(),
  what: StaffWhat,
  by: z.string(),
  /** At which till: null for this very one; `name` is empty before it was heard, and then its last digits tell it. */
  till: z.object({ name: z.string(), number: z.string() }).nullable(),
});
export type ChangeOfStaff = z.infer<typeof ChangeOfStaff>;

/** Somebody who works here, as those see them who look after people. */
export const PersonOfStaff = z.object({
  staffId: z.string(),
  name: z.string(),
  role: Role,
  active: z.boolean(),
  hasBadge: z.boolean(),
  /** Whether a member's card is known to be theirs, which they do not serve themselves. */
  hasOwnCard: z.boolean(),
  /** Until when no PIN of theirs is looked at; null when they may sign in. */
  lockedUntilAtMs: z.int().nullable(),
  /** The latest first, of every till of the shop. */
  changes: z.array(ChangeOfStaff),
});
export type PersonOfStaff = z.infer<typeof PersonOfStaff>;

/** Everybody who works here or did, and what the owner chose about who may do what. */
export const PeopleView = z.object({ people: z.array(PersonOfStaff), rules: AccessRules });
export type PeopleView = z.infer<typeof PeopleView>;

/** The kinds of act that the activity shows. Each has a text under `activity.<kind>`. */
export const ActKind = z.enum([
  'adjusted',
  'approved',
  'attached',
  'badges-locked-out',
  'blocked',
  'coupon-given',
  'coupon-taken-back',
  'card-replaced',
  'booked',
  'enrolled',
  'erased',
  'given-up',
  'loaded',
  'claimed',
  'locked-out',
  'merged',
  'program',
  'refund',
  'rules',
  'sale',
  'signed-in',
  'signed-out',
  'staff',
  'unblocked',
  'unmerged',
  'void',
]);
export type ActKind = z.infer<typeof ActKind>;

/** One act: who was in when it was written down, and who said yes to it. Null for nobody, `''` for somebody no longer known. */
export const Act = z.object({
  seq: z.int(),
  atMs: z.int(),
  kind: ActKind,
  who: z.string().nullable(),
  approvedBy: z.string().nullable(),
  /** Money in minor units with its currency, or a count of `unit`; null when the act has no amount. */
  amount: z.object({ minor: z.int(), unit: z.string() }).nullable(),
  /** What it was about: a program's id, an action, somebody's name; empty when the kind says it all. */
  about: z.string(),
});
export type Act = z.infer<typeof Act>;

const staffId = z.string().max(64);
const name = z.string().max(80);
const pin = z.string().max(16);
const badge = z.string().max(200);

/** Who works here, what they may do, and what they did. */
export const peopleApi = {
  'people.list': call(z.object({}), PeopleView),
  /** The first one is the owner. An empty badge is none. */
  'people.add': call(z.object({ name, role: Role, pin, badge }), AccessAnswer),
  /** What is absent stays as it is; an empty badge takes it away. A new PIN also ends a lockout. */
  'people.change': call(
    z.object({
      staffId,
      name: name.optional(),
      role: Role.optional(),
      pin: pin.optional(),
      badge: badge.optional(),
      active: z.boolean().optional(),
    }),
    AccessAnswer,
  ),
  /** The member now at the counter is this person, or, with `linked` false, nobody is known to be. */
  'people.link-card': call(z.object({ staffId, linked: z.boolean() }), AccessAnswer),
  'people.set-rules': call(z.object({ rules: AccessRules }), AccessAnswer),
  /** The latest acts at this till, newest first. */
  'people.activity': call(z.object({ limit: z.int().min(1).max(200) }), z.array(Act)),
  /** Whoever is in changes their own PIN. */
  'people.own-pin': call(z.object({ pin, next: pin }), AccessAnswer),
} as const;
