import type { AccessAnswer, AccessView, ApprovalAnswer } from '#shared/api/access.api.ts';
import type { Events } from '#shared/api/channel.ts';
import type { Api } from '#shared/api/api.ts';
import type { CommandAnswer, RefusalView } from '#shared/api/checkout.api.ts';
import { Action } from '#shared/access/action.ts';
import { freeGuesses } from '#shared/access/badge-guesses.ts';
import type { AccessRefusal } from '#shared/access/refusal.ts';
import { besideUnread, readAccessRules } from '#shared/access/read-rules.ts';
import { gradeOf, type AccessRules } from '#shared/access/rules.ts';
import type { BusinessTime } from '#shared/base/business-time.ts';
import type { Machine } from '#shared/base/machine.ts';
import type { Fact } from '#shared/ledger/events.ts';
import { cardIdOf, type WalletId } from '#shared/members/wallet.ts';
import type { RawScan } from '#shared/scan/raw-scan.ts';
import { recognise } from '#shared/scan/recognise.ts';
import type { Clock } from '#electron/platform/clock.ts';
import type { Log } from '#electron/platform/log.ts';
import type { Staff } from '#electron/store/staff.ts';
import type { Store } from '#electron/store/store.ts';
import type { Link } from '#electron/sync/link.ts';
import type { z } from 'zod';
import { createBadgeTries } from './badge-tries.ts';
import { badgeHashes } from './badges.ts';
import { createGate, type TillGate } from './gate.ts';
import { createSession } from './session.ts';
import { createStaffDesk, type StaffDesk } from './staff-desk.ts';
import type { WhatAbout } from './what-about.ts';

/** The setting under which the ledger knows what the owner chose. */
const rulesSetting = 'access.rules';

export interface AccessOptions {
  store: Store;
  machine: Machine;
  clock: Clock;
  log: Log;
  time(): BusinessTime;
  whatAbout: WhatAbout;
  atCounter(): WalletId | null;
  training: boolean;
  changed(view: AccessView): void;
  approved(news: z.input<Events<Api>['access.approved']['payload']>): void;
  /** Nobody is in any more. */
  locked(): void;
  /** After the commit: the ledger has moved. */
  committed(): void;
  /** Something was said of who works here. */
  staffChanged(): void;
  /** Asks the centre now who works in this shop. */
  hearStaff: Link['hearStaff'];
}

/** Who may do what at this till. Until somebody was added, everybody everything. */
export interface Access {
  gate: TillGate;
  staff: StaffDesk;
  view(): AccessView;
  rules(): AccessRules;
  setRules(rules: AccessRules): AccessAnswer;
  signIn(staffId: string, pin: string): Promise<AccessAnswer>;
  lock(): void;
  stay(): void;
  approve(requestId: string, staffId: string, pin: string): Promise<ApprovalAnswer>;
  /** A scan, before the counter hears of it: what a badge says goes no further, and of a locked till nothing does. */
  heard(scan: RawScan): CommandAnswer | undefined;
  /** Other tills said something of who works here: whoever left goes, and where nobody had to sign in, somebody has to now. */
  staffLearned(): void;
  close(): void;
}

/** Opens the till's access: locked, when anybody works here. */
export function openAccess(options: AccessOptions): Access {
  const { store, machine } = options;
  let serial = 0;
  let refused: RefusalView | null = null;
  let known: { text: string; rules: AccessRules } | undefined;
  /** Another till may have chosen otherwise since: what is known is only kept as long as the text is the same. */
  const rules = (): AccessRules => {
    const text = store.look.choice(rulesSetting)?.value ?? '{}';
    if (known?.text === text) return known.rules;
    const read = readAccessRules(JSON.parse(text));
    if (read.lost.length > 0)
      options.log(`access: not read of who may what, so the strictest holds: ${read.lost.join(', ')}`);
    known = { text, rules: read.rules };
    return known.rules;
  };
  const record = (facts: readonly Fact[]): void => {
    if (facts.length === 0) return;
    store.commit({ facts, time: options.time() });
    options.committed();
  };
  const tell = (): void => {
    serial += 1;
    options.changed(view());
  };
  const session = createSession({
    store,
    time: options.time,
    clock: options.clock,
    idleMinutes: () => rules().idleMinutes,
    committed: options.committed,
    changed() {
      refused = null;
      gate.clear();
      if (session.who() === null) options.locked();
      tell();
    },
  });
  const gate = createGate({
    store,
    session,
    rules,
    machine,
    record,
    time: options.time,
    whatAbout: options.whatAbout,
    training: options.training,
  });
  const staff = createStaffDesk({
    store,
    session,
    machine,
    rules,
    record,
    atCounter: options.atCounter,
    hearStaff: options.hearStaff,
    changed() {
      tell();
      options.staffChanged();
    },
  });
  const view = (): AccessView => {
    const who = session.who();
    return {
      serial,
      staffed: session.staffed(),
      unreadable: store.staff.unreadable(),
      people: store.staff
        .all()
        .filter(({ active }) => active)
        .map(({ staffId, name }) => ({ staffId, name }))
        .sort((one, other) => one.name.localeCompare(other.name)),
      who: who && {
        staffId: who.staffId,
        name: who.name,
        role: who.role,
        grades: Object.fromEntries(
          Action.options.map((action) => [action, gradeOf(action, who.role, rules())]),
        ),
      },
      refused,
    };
  };
  const isMembersCard = (scan: RawScan): boolean => {
    const meaning = recognise(scan);
    if (meaning.kind !== 'member-card') return false;
    return store.look.card(cardIdOf(meaning.code, machine.sha256)) !== undefined;
  };
  const holderOf = (scan: RawScan): Staff | undefined => {
    const hashes = badgeHashes(scan, machine.sha256);
    return store.staff.all().find(({ active, badge }) => active && badge !== null && hashes.includes(badge));
  };
  const taken: CommandAnswer = { ok: true, outcome: null };
  const badgeTries = createBadgeTries(store);
  const enterBy = (holder: Staff): CommandAnswer => {
    badgeTries.right();
    session.enter(holder, 'badge');
    return taken;
  };
  const notTaken = (refusal: AccessRefusal): CommandAnswer => {
    refused = { ...refusal };
    tell();
    return { ok: false, refusal: refused };
  };
  /** Nobody has this badge. Counted before anything is said, and through a restart, as PINs are. */
  const unknownBadge = (): CommandAnswer => {
    const { wrong, untilMs } = badgeTries.wrong(machine.now());
    if (untilMs === 0) return notTaken({ code: 'BADGE_UNKNOWN' });
    if (!store.readOnly && !store.damaged())
      record([{ type: 'StaffLockedOut', body: { staffId: null, wrong, untilMs } }]);
    return notTaken({ code: 'BADGES_LOCKED_OUT', untilAtMs: untilMs });
  };
  /**
   * Somebody is in, and a code came by that is nobody's badge. It goes on to the counter whatever is said here: counted are all codes
   * but those that a customer surely has, so that nobody finds another's badge by trying. What follows is for badges alone.
   */
  const counted = (scan: RawScan): undefined => {
    const { kind } = recognise(scan);
    if (kind === 'voucher' || kind === 'claim' || isMembersCard(scan)) return undefined;
    const [code = ''] = badgeHashes(scan, machine.sha256);
    const before = badgeTries.lockedUntilMs(machine.now());
    const untilMs = badgeTries.guessed(code, machine.now());
    if (before === null && untilMs > machine.now() && !store.readOnly && !store.damaged())
      record([{ type: 'StaffLockedOut', body: { staffId: null, wrong: freeGuesses + 1, untilMs } }]);
    return undefined;
  };
  const heardLocked = (holder: Staff | undefined): CommandAnswer =>
    holder ? enterBy(holder) : unknownBadge();

  return {
    gate,
    staff,
    view,
    rules,
    setRules(next) {
      const by = session.who()?.staffId ?? 'nobody';
      const before = store.look.choice(rulesSetting);
      const revision = (before?.revision ?? 0) + 1;
      const value = JSON.stringify(besideUnread(next, JSON.parse(before?.value ?? '{}')));
      record([{ type: 'SettingsChanged', body: { setting: rulesSetting, revision, value, by } }]);
      session.touch();
      tell();
      return { ok: true };
    },
    signIn: session.signIn,
    lock: () => session.leave('locked'),
    stay: () => session.touch(),
    async approve(requestId, staffId, pin) {
      const checked = await session.check(staffId, pin);
      if (!checked.ok) return { ok: false, refusal: { ...checked.error } };
      return gate.approve(requestId, checked.value);
    },
    heard(scan) {
      if (!session.staffed()) return undefined;
      session.touch();
      // The sheet of actions is nobody's badge, and at a locked till no wrong one either.
      if (recognise(scan).kind === 'action') return session.who() ? undefined : taken;
      const holder = holderOf(scan);
      const who = session.who();
      const waiting = gate.waiting();
      const untilAtMs = badgeTries.lockedUntilMs(machine.now());
      // While somebody's yes is waited for, what nobody knows was meant as a badge.
      const meantAsBadge = !who || (waiting !== undefined && recognise(scan).kind === 'unknown');
      if (untilAtMs !== null && (meantAsBadge || (holder && !isMembersCard(scan))))
        return notTaken({ code: 'BADGES_LOCKED_OUT', untilAtMs });
      if (!who) return heardLocked(holder);
      if (!holder) return meantAsBadge ? unknownBadge() : counted(scan);
      if (waiting && gate.mayApprove(waiting, holder)) {
        const { requestId } = waiting;
        const answer = gate.approve(requestId, holder);
        if (answer.ok) options.approved({ requestId, word: answer.word });
        return taken;
      }
      // A member's card is a member's card while somebody serves.
      if (isMembersCard(scan)) return undefined;
      return holder.staffId === who.staffId ? taken : enterBy(holder);
    },
    staffLearned() {
      if (session.who() === null) {
        session.leave('left');
        options.locked();
      }
      tell();
    },
    close: () => session.close(),
  };
}
