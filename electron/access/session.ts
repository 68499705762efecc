import type { AccessAnswer } from '#shared/api/access.api.ts';
import { afterWrong, isLockedOut, noTries, type Tries } from '#shared/access/lockout.ts';
import type { AccessRefusal } from '#shared/access/refusal.ts';
import type { BusinessTime } from '#shared/base/business-time.ts';
import { ok, refuse, type Result } from '#shared/base/result.ts';
import type { Fact } from '#shared/ledger/events.ts';
import type { Clock } from '#electron/platform/clock.ts';
import type { Staff } from '#electron/store/staff.ts';
import type { Store } from '#electron/store/store.ts';
import { isPin } from './pin-hash.ts';

export interface SessionOptions {
  store: Store;
  time(): BusinessTime;
  clock: Clock;
  /** After how many minutes without a touch the till locks itself; 0 for never. */
  idleMinutes(): number;
  /** Somebody is in now, or nobody. */
  changed(): void;
  /** After the commit: the ledger has moved. */
  committed(): void;
}

/** Who is in at this till. One at a time: the order of the log says what each of them did. */
export interface Session {
  /** Whether anybody has to sign in at all. */
  staffed(): boolean;
  /** Who is in; null while it is locked, and in a shop without staff. */
  who(): Staff | null;
  /** Rises whenever somebody comes or goes. */
  number(): number;
  /** Whether this is their PIN. Counts what was wrong, also when the plug is pulled meanwhile. */
  check(staffId: string, pin: string): Promise<Result<Staff, AccessRefusal>>;
  signIn(staffId: string, pin: string): Promise<AccessAnswer>;
  /** Lets somebody in who proved who they are. `beside` is written in the same transaction. */
  enter(staff: Staff, how: 'pin' | 'badge' | 'first', beside?: () => readonly Fact[]): void;
  leave(why: 'locked' | 'idle' | 'left'): void;
  touch(): void;
  close(): void;
}

/** Nobody is in when a till starts. Whoever was, when it ended, is written down to have left. */
export function createSession(options: SessionOptions): Session {
  const { store, clock } = options;
  const { staff } = store;
  let inside: string | null = null;
  let count = 0;
  let touchedMs = clock.now();
  let stopWaiting = (): void => {};
  /** Tries where nothing can be written: they count until the till ends. */
  const unkept = new Map<string, Tries>();

  const active = (staffId: string): Staff | undefined =>
    staff.all().find((one) => one.staffId === staffId && one.active);
  const mayWrite = (): boolean => !store.readOnly && !store.damaged();
  /** Where nothing new can be written nothing is sold either; people are let in to see what is wrong. */
  const record = (facts: readonly Fact[]): void => {
    if (facts.length === 0 || !mayWrite()) return;
    store.commit({ facts, time: options.time() });
    options.committed();
  };
  const keepTries = (person: Staff, tries: Tries): void => {
    if (store.readOnly) unkept.set(person.staffId, tries);
    else staff.keepTries(person.staffId, tries);
  };
  const waitForIdle = (): void => {
    stopWaiting();
    const idleMs = options.idleMinutes() * 60_000;
    if (inside === null || idleMs === 0) return;
    const leftMs = touchedMs + idleMs - clock.now();
    if (leftMs <= 0) session.leave('idle');
    else stopWaiting = clock.after(leftMs, waitForIdle);
  };
  const become = (next: string | null): void => {
    inside = next;
    count += 1;
    touchedMs = clock.now();
    waitForIdle();
    options.changed();
  };

  const session: Session = {
    staffed: () => staff.all().length > 0 || staff.unreadable() > 0,
    who: () => (inside === null ? null : (active(inside) ?? null)),
    number: () => count,
    async check(staffId, pin) {
      const person = active(staffId);
      if (!person) return refuse({ code: 'STAFF_UNKNOWN' });
      const nowMs = clock.now();
      const before = unkept.get(staffId) ?? person;
      if (isLockedOut(before, nowMs)) return refuse({ code: 'LOCKED_OUT', untilAtMs: before.untilMs });
      const tries = afterWrong(before, nowMs);
      keepTries(person, tries);
      if (await isPin(pin, person.pin)) {
        keepTries(person, noTries);
        return ok(active(staffId) ?? person);
      }
      if (tries.untilMs === 0) return refuse({ code: 'PIN_WRONG' });
      record([{ type: 'StaffLockedOut', body: { staffId, wrong: tries.wrong, untilMs: tries.untilMs } }]);
      return refuse({ code: 'LOCKED_OUT', untilAtMs: tries.untilMs });
    },
    async signIn(staffId, pin) {
      const checked = await session.check(staffId, pin);
      if (!checked.ok) return { ok: false, refusal: { ...checked.error } };
      session.enter(checked.value, 'pin');
      return { ok: true };
    },
    enter({ staffId }, how, beside = () => []) {
      store.atOnce(() => record([...beside(), { type: 'StaffSignedIn', body: { staffId, how } }]));
      become(staffId);
    },
    leave(why) {
      if (inside === null) return;
      const staffId = inside;
      // Locked first: a disk that says no must not keep the till open.
      become(null);
      record([{ type: 'StaffSignedOut', body: { staffId, why } }]);
    },
    touch() {
      touchedMs = clock.now();
    },
    close: () => stopWaiting(),
  };
  const before = store.look.whoAt(store.head().seq);
  if (before !== null) record([{ type: 'StaffSignedOut', body: { staffId: before, why: 'ended' } }]);
  return session;
}
