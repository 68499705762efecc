import { z } from 'zod';
import { Role } from '../access/role.ts';
import { hybridNext, hybridZero, type HybridTime } from '../base/hybrid-clock.ts';
import { laterSaid, said, type Said } from '../base/said.ts';
import { WalletId } from './wallet.ts';

/** What is known of somebody who works in a shop, and may be changed at each of its tills. */
const fields = {
  name: z.string().max(80),
  role: Role,
  active: z.boolean(),
  /** What a PIN is compared with, never the PIN. */
  pin: z.string().min(1).max(300),
  /** A hash of the code that lets them in, or null. */
  badge: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
  /** Their own wallet as a member, which they do not serve, or null. */
  walletId: WalletId.nullable(),
} as const;
export type StaffFields = { [Name in keyof typeof fields]: z.infer<(typeof fields)[Name]> };
const names = Object.keys(fields) as (keyof StaffFields)[];

/** What may be done to somebody's entry. Each has a text under `staff.what.<what>`. */
export const StaffWhat = z.enum([
  'added',
  'called',
  'role',
  'pin',
  'badge',
  'card-linked',
  'card-unlinked',
  'deactivated',
  'activated',
]);
export type StaffWhat = z.infer<typeof StaffWhat>;

/** What was done to somebody's entry: what, when, at which till, by whom, and what they were after it. Never to which name, PIN or badge. */
export const StaffChange = z.object({
  at: z.string().regex(/^[0-9a-f]{12}-[0-9a-f]{4}$/),
  till: z.string().max(64),
  by: z.string().max(64),
  what: StaffWhat,
  role: Role,
  active: z.boolean(),
});
export type StaffChange = z.infer<typeof StaffChange>;

/** So many changes are remembered of each, the latest. */
const mostChanges = 40;

/**
 * Somebody who works in a shop, as state: each field by itself with the moment it was said, and who changed what. Records that were
 * changed apart come together the same way in whatever order they meet. Never in the ledger, since it cannot forget a name.
 */
export const StaffRecord = z.object({
  staffId: z.string().regex(/^[A-Za-z0-9-]{1,64}$/),
  name: said(fields.name),
  role: said(fields.role),
  active: said(fields.active),
  pin: said(fields.pin),
  badge: said(fields.badge),
  walletId: said(fields.walletId),
  changes: z.array(StaffChange).max(mostChanges),
});
export type StaffRecord = z.infer<typeof StaffRecord>;

/** Who says something of somebody: at which till, who was in, and by which clock. */
export interface StaffSayer {
  till: string;
  by: string;
  nowMs: number;
}

/** Two records of one person as one: commutative, associative, idempotent. */
export function mergeStaffRecords(one: StaffRecord, other: StaffRecord): StaffRecord {
  const merged: Record<string, Said> = {};
  for (const name of names) merged[name] = laterSaid<unknown>(one[name], other[name]);
  return {
    ...(merged as Omit<StaffRecord, 'staffId' | 'changes'>),
    staffId: one.staffId,
    changes: together(one.changes, other.changes),
  };
}

const placeOf = ({ at, till, what, by, role, active }: StaffChange): string =>
  [at, till, what, by, role, active].join('|');

function together(one: readonly StaffChange[], other: readonly StaffChange[]): StaffChange[] {
  const all = new Map([...one, ...other].map((change) => [placeOf(change), change]));
  return [...all]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, change]) => change)
    .slice(-mostChanges);
}

/** Whether two records say the same, in whatever order their fields stand. */
export const sameStaffRecord = (one: StaffRecord, other: StaffRecord): boolean =>
  JSON.stringify(mergeStaffRecords(one, one)) === JSON.stringify(mergeStaffRecords(other, other));

/** The latest moment at which anything was said of these. */
export const latestSaid = (records: readonly StaffRecord[]): HybridTime =>
  records.reduce((latest, record) => {
    const moments = [...names.map((name) => record[name].at), ...record.changes.map(({ at }) => at)];
    return moments.reduce((last, at) => (at > last ? at : last), latest);
  }, hybridZero);

/**
 * A record after somebody said something new of the person, behind everything that was said `after`. Without a record it is the first
 * that is known of them. `whats` is what is remembered as done.
 */
export function sayOfStaff(
  before: StaffRecord | undefined,
  next: StaffFields & { staffId: string },
  whats: readonly StaffWhat[],
  { till, by, nowMs, after }: StaffSayer & { after: HybridTime },
): StaffRecord {
  const at = hybridNext(after, nowMs);
  const field = <N extends keyof StaffFields>(name: N): Said<StaffFields[N]> => {
    const known: Said<unknown> | undefined = before?.[name];
    return known && known.value === next[name]
      ? (known as Said<StaffFields[N]>)
      : { value: next[name], at, by: till };
  };
  const { staffId, role, active } = next;
  const changes = whats.map((what): StaffChange => ({ at, till, by, what, role, active }));
  return {
    staffId,
    name: field('name'),
    role: field('role'),
    active: field('active'),
    pin: field('pin'),
    badge: field('badge'),
    walletId: field('walletId'),
    changes: together(before?.changes ?? [], changes),
  };
}

/**
 * What counts of everybody's records together. Of a badge that two tills gave to two people, whoever was given it last has it. If
 * owners took each other's place away at two tills apart, whoever lost it last has it still: as one till would have refused. Where the
 * records are not `complete` the owner may be among those that lack, and nobody is made one.
 */
export function staffInForce(
  records: readonly StaffRecord[],
  complete = true,
): (StaffFields & { staffId: string })[] {
  const isOwned = records.some((record) => isOwner(record.role.value, record.active.value));
  const rescued = isOwned || !complete ? undefined : lastOwner(records);
  const badges = new Map<string, StaffRecord>();
  for (const record of records) {
    const { badge, active } = record;
    if (badge.value === null || !active.value) continue;
    const held = badges.get(badge.value);
    if (!held || isAfter(record, held)) badges.set(badge.value, record);
  }
  return records.map((record) => {
    const badge = record.badge.value;
    const role = record === rescued ? 'owner' : record.role.value;
    const active = record === rescued || record.active.value;
    return {
      staffId: record.staffId,
      name: record.name.value,
      role,
      active,
      pin: record.pin.value,
      badge: badge !== null && (badges.get(badge) ?? record) === record ? badge : null,
      walletId: record.walletId.value,
    };
  });
}

const isOwner = (role: Role, active: boolean): boolean => active && role === 'owner';

/** Whether one was given their badge after another, by the order in which fields count. */
const isAfter = (one: StaffRecord, other: StaffRecord): boolean =>
  `${one.badge.at}|${one.staffId}` > `${other.badge.at}|${other.staffId}`;

/** Whoever was the owner last, by what was done to them. */
function lastOwner(records: readonly StaffRecord[]): StaffRecord | undefined {
  let last: { at: string; record: StaffRecord } | undefined;
  for (const record of records) {
    const { changes } = record;
    changes.forEach((change, index) => {
      const before = changes[index - 1];
      if (!before || !isOwner(before.role, before.active) || isOwner(change.role, change.active)) return;
      const at = `${change.at}|${record.staffId}`;
      if (!last || at > last.at) last = { at, record };
    });
  }
  return last?.record;
}
