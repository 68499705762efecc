import type { AccessAnswer } from '#shared/api/access.api.ts';
import type { ChangeOfStaff, PeopleView } from '#shared/api/people.api.ts';
import { isLockedOut, noTries } from '#shared/access/lockout.ts';
import { mayGive, mayManage } from '#shared/access/may-manage.ts';
import { readPin } from '#shared/access/pin.ts';
import type { AccessRefusal } from '#shared/access/refusal.ts';
import type { Role } from '#shared/access/role.ts';
import type { AccessRules } from '#shared/access/rules.ts';
import { hybridMs } from '#shared/base/hybrid-clock.ts';
import type { Machine } from '#shared/base/machine.ts';
import type { Fact } from '#shared/ledger/events.ts';
import type { StaffWhat } from '#shared/members/staff-record.ts';
import type { WalletId } from '#shared/members/wallet.ts';
import type { Staff } from '#electron/store/staff.ts';
import type { Store } from '#electron/store/store.ts';
import { hasHeardOfStaff } from '#electron/store/staff-heard.ts';
import { plainTillName } from '#electron/store/till-name.ts';
import { badgeHashes } from './badges.ts';
import { hashPin } from './pin-hash.ts';
import type { Link } from '#electron/sync/link.ts';
import type { Session } from './session.ts';

export interface StaffDeskOptions {
  store: Store;
  session: Session;
  machine: Pick<Machine, 'now' | 'randomBytes' | 'sha256'>;
  rules(): AccessRules;
  /** The wallet of the member now at the counter. */
  atCounter(): WalletId | null;
  record(facts: readonly Fact[]): void;
  /** Somebody else works here now, or is called otherwise. */
  changed(): void;
  /** Asks the centre now who works in this shop. */
  hearStaff: Link['hearStaff'];
}

/** What may be said of somebody: what is absent stays as it is. */
export interface StaffWanted {
  staffId: string;
  name?: string | undefined;
  role?: Role | undefined;
  pin?: string | undefined;
  badge?: string | undefined;
  active?: boolean | undefined;
}

/** Where people are added and changed. What it answers is on disk before it answers. */
export interface StaffDesk {
  list(): PeopleView;
  add(wanted: { name: string; role: Role; pin: string; badge: string }): Promise<AccessAnswer>;
  change(wanted: StaffWanted): Promise<AccessAnswer>;
  linkCard(staffId: string, linked: boolean): AccessAnswer;
  ownPin(pin: string, next: string): Promise<AccessAnswer>;
}

/** So many of the latest changes of each are shown. */
const shownChanges = 10;

const refused = (refusal: AccessRefusal): AccessAnswer => ({ ok: false, refusal: { ...refusal } });

/** The desk of one till. */
export function createStaffDesk(options: StaffDeskOptions): StaffDesk {
  const { store, session, machine } = options;
  const { staff } = store;
  const saltedHash = (pin: string) => hashPin(pin, machine.randomBytes(16));
  const find = (staffId: string): Staff | undefined => staff.all().find((one) => one.staffId === staffId);
  const changesOf = (staffId: string): ChangeOfStaff[] => {
    const tills = store.look.tills();
    const record = staff.records().find((one) => one.staffId === staffId);
    return (record?.changes ?? [])
      .slice(-shownChanges)
      .reverse()
      .map(({ at, till, by, what }) => ({
        atMs: hybridMs(at),
        what,
        by: find(by)?.name ?? '',
        till: till === store.writer ? null : plainTillName(till, tills),
      }));
  };
  const badgeOf = (text: string, self: string): { badge: string | null } | AccessRefusal => {
    if (text.trim() === '') return { badge: null };
    const [badge = null] = badgeHashes({ text }, machine.sha256);
    const taken = staff.all().some((one) => one.badge === badge && one.staffId !== self);
    return taken ? { code: 'BADGE_TAKEN' } : { badge };
  };
  const fact = ({ staffId, role }: Staff, what: StaffWhat, by: string): Fact => {
    return { type: 'StaffChanged', body: { staffId, what, role, by } };
  };
  /** Somebody who looks after people; the first one has nobody before them and answers for themselves. */
  const keep = (person: Staff, whats: readonly StaffWhat[]): void => {
    const by = session.who()?.staffId ?? person.staffId;
    store.atOnce(() => {
      staff.keep(person, whats, { by, nowMs: machine.now() });
      options.record(whats.map((what) => fact(person, what, by)));
    });
    options.changed();
  };
  const leavesNoOwner = (person: Staff): boolean =>
    !staff.all().some((one) => one.staffId !== person.staffId && one.active && one.role === 'owner') &&
    !(person.active && person.role === 'owner');

  return {
    list: () => ({
      rules: options.rules(),
      people: staff
        .all()
        .map(({ staffId, name, role, active, badge, walletId, ...tries }) => ({
          staffId,
          name,
          role,
          active,
          hasBadge: badge !== null,
          hasOwnCard: walletId !== null,
          lockedUntilAtMs: isLockedOut(tries, machine.now()) ? tries.untilMs : null,
          changes: changesOf(staffId),
        }))
        .sort(
          (one, other) => Number(other.active) - Number(one.active) || one.name.localeCompare(other.name),
        ),
    }),
    async add({ name, role: wantedRole, pin, badge: badgeText }) {
      const called = name.trim();
      if (called === '') return refused({ code: 'NAME_MISSING' });
      const first = !session.staffed();
      if (first && (await mayNotBeFirst(options))) return refused({ code: 'STAFF_NOT_HEARD' });
      const role = first ? 'owner' : wantedRole;
      const actor = session.who();
      if (first && session.staffed()) return refused({ code: 'NOT_ABOVE_YOURSELF' });
      if (actor && !mayGive(actor, role, null)) return refused({ code: 'NOT_ABOVE_YOURSELF' });
      const read = readPin(pin);
      if (!read.ok) return refused(read.error);
      const hash = await saltedHash(read.value);
      // Looked at only now: two may have been added while that was worked out.
      if (first && session.staffed()) return refused({ code: 'NOT_ABOVE_YOURSELF' });
      const badge = badgeOf(badgeText, '');
      if ('code' in badge) return refused(badge);
      const staffId = `staff-${Buffer.from(machine.randomBytes(6)).toString('hex')}`;
      const who = { staffId, name: called, role, active: true, walletId: null };
      const person: Staff = { ...who, ...noTries, pin: hash, ...badge };
      if (first)
        session.enter(person, 'first', () => {
          staff.keep(person, ['added'], { by: staffId, nowMs: machine.now() });
          return [fact(person, 'added', staffId)];
        });
      else keep(person, ['added']);
      options.changed();
      return { ok: true };
    },
    async change({ staffId, name, role, pin, badge: badgeText, active }) {
      const actor = session.who();
      const before = find(staffId);
      if (!actor || !before) return refused({ code: 'STAFF_UNKNOWN' });
      if (!mayManage(actor, before) || (role && !mayGive(actor, role, before.role)))
        return refused({ code: 'NOT_ABOVE_YOURSELF' });
      if (name !== undefined && name.trim() === '') return refused({ code: 'NAME_MISSING' });
      const read = pin === undefined ? undefined : readPin(pin);
      if (read && !read.ok) return refused(read.error);
      const secret = read ? { pin: await saltedHash(read.value), ...noTries } : {};
      const badge = badgeOf(badgeText ?? '', staffId);
      if ('code' in badge) return refused(badge);
      const next: Staff = {
        ...(find(staffId) ?? before),
        ...secret,
        ...(badgeText === undefined ? {} : badge),
        ...(name === undefined ? {} : { name: name.trim() }),
        ...(role === undefined ? {} : { role }),
        ...(active === undefined ? {} : { active }),
      };
      if (leavesNoOwner(next)) return refused({ code: 'LAST_OWNER' });
      keep(next, whatChanged(before, next));
      if (!next.active && session.who() === null) session.leave('left');
      return { ok: true };
    },
    linkCard(staffId, linked) {
      const actor = session.who();
      const before = find(staffId);
      if (!actor || !before) return refused({ code: 'STAFF_UNKNOWN' });
      // Whoever takes their own card off the list would serve it alone from then on.
      const alone = !linked && actor.staffId === staffId && actor.role !== 'owner';
      if (alone || !mayManage(actor, before)) return refused({ code: 'NOT_ABOVE_YOURSELF' });
      const walletId = linked ? options.atCounter() : null;
      if (linked && walletId === null) return refused({ code: 'NOBODY_AT_COUNTER' });
      keep({ ...before, walletId }, [linked ? 'card-linked' : 'card-unlinked']);
      return { ok: true };
    },
    async ownPin(pin, next) {
      const who = session.who();
      if (!who) return refused({ code: 'STAFF_UNKNOWN' });
      const read = readPin(next);
      if (!read.ok) return refused(read.error);
      const checked = await session.check(who.staffId, pin);
      if (!checked.ok) return refused(checked.error);
      const hash = await saltedHash(read.value);
      keep({ ...(find(who.staffId) ?? checked.value), pin: hash }, ['pin']);
      return { ok: true };
    },
  };
}

/**
 * Whoever is first is owner at every till. So a till that a centre knows asks it at that moment: what it heard before may be old, and
 * another till may have its owner since. One that works alone, or was told of no centre and met none, has nobody to ask.
 */
async function mayNotBeFirst({ store, hearStaff }: StaffDeskOptions): Promise<boolean> {
  const heard = await hearStaff();
  if (heard === 'off') return store.standing.generation() > 0 && !hasHeardOfStaff(store);
  return heard !== 'heard';
}

function whatChanged(before: Staff, next: Staff): StaffWhat[] {
  return [
    ...(before.name === next.name ? [] : (['called'] as const)),
    ...(before.role === next.role ? [] : (['role'] as const)),
    ...(before.pin === next.pin ? [] : (['pin'] as const)),
    ...(before.badge === next.badge ? [] : (['badge'] as const)),
    ...(before.active === next.active
      ? []
      : [next.active ? ('activated' as const) : ('deactivated' as const)]),
  ];
}
