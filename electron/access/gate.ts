import type { Api } from '#shared/api/api.ts';
import type { ApprovalAnswer, ApprovalAsked } from '#shared/api/access.api.ts';
import { callAccess, heardWhileLocked } from '#shared/api/call-access.ts';
import { ChannelError, type Calls } from '#shared/api/channel.ts';
import type { Gate } from '#shared/api/server.ts';
import { MeasuredAction, type Action } from '#shared/access/action.ts';
import { createApprovals, type PendingApproval } from '#shared/access/approvals.ts';
import type { AccessRefusal } from '#shared/access/refusal.ts';
import { atLeast } from '#shared/access/role.ts';
import { judge, mayApprove, type AccessRules } from '#shared/access/rules.ts';
import { tooOften } from '#shared/access/velocity.ts';
import type { BusinessTime } from '#shared/base/business-time.ts';
import { canonicalJson } from '#shared/base/canonical-json.ts';
import type { Machine } from '#shared/base/machine.ts';
import type { Fact } from '#shared/ledger/events.ts';
import type { WalletId } from '#shared/members/wallet.ts';
import type { Staff } from '#electron/store/staff.ts';
import type { Store } from '#electron/store/store.ts';
import type { Session } from './session.ts';
import { createTodayBook } from './today-book.ts';
import type { About, WhatAbout } from './what-about.ts';

export interface GateOptions {
  store: Store;
  session: Session;
  rules(): AccessRules;
  whatAbout: WhatAbout;
  machine: Pick<Machine, 'newId' | 'sha256'>;
  time(): BusinessTime;
  record(facts: readonly Fact[]): void;
  /** A till of make-believe: the devices that it hears of are the real one's, and are set up there. */
  training: boolean;
}

/** The till's gate, and the yes that opens it. */
export interface TillGate extends Gate<Api> {
  /** What waits for a yes, the latest. */
  waiting(): PendingApproval | undefined;
  /** Whether this one may say yes to it. */
  mayApprove(asked: PendingApproval, staff: Staff): boolean;
  approve(requestId: string, staff: Staff): ApprovalAnswer;
  withdraw(requestId: string): void;
  /** Whether a wallet is that of whoever is in, or of somebody of their household. */
  servesOwn(walletId: WalletId): boolean;
  /** Why a second person has to look at what a register asks for, where nobody knows who stands; undefined when nobody has to. */
  forRegister(about: Pick<About, 'walletId' | 'earns'>): AccessRefusal | undefined;
  /** Somebody came or went: what waited was theirs. */
  clear(): void;
}

/** What stands between somebody and what they want: an action that they may not do alone, and why. */
interface Need {
  action: Action;
  because: AccessRefusal;
}

type Method = keyof Calls<Api>;

const walletsOf = ({ walletId, others }: About): WalletId[] => [
  ...(walletId === null ? [] : [walletId]),
  ...(others?.() ?? []),
];

const nothingSpecial: About = { amount: 0, subject: '', walletId: null };

/** One place for every call: who is in, what they want, whether they may, and whose yes they have. */
export function createGate(options: GateOptions): TillGate {
  const { store, session, rules, machine, time } = options;
  const approvals = createApprovals(machine.newId);
  const today = createTodayBook(store);
  /** The very need behind each question, since one call may need several yeses at once. */
  const needsOf = new Map<string, readonly Need[]>();

  const isOwn = (staff: Staff, walletId: string): boolean => {
    if (staff.walletId === null) return false;
    const [own, other] = [staff.walletId, walletId].map(store.look.mainOf) as [string, string];
    return own === other || store.look.sameContact(own, other);
  };
  const often = ({ walletId, earns }: Pick<About, 'walletId' | 'earns'>): AccessRefusal | undefined => {
    if (walletId === null || !earns) return undefined;
    const { atMs, day } = time();
    return tooOften(today.of(walletId, day), earns(), rules().velocity, atMs);
  };
  const needs = (action: Action, about: About, who: Staff): Need[] => {
    const found: Need[] = [];
    for (const one of about.also ? [action, about.also] : [action]) {
      const judged = judge({ action: one, amount: about.amount }, who.role, rules());
      if (judged.kind === 'refused') throw new ChannelError('NOT_ALLOWED', one);
      if (judged.kind === 'approval') found.push({ action: one, because: judged.because });
    }
    if (walletsOf(about).some((walletId) => isOwn(who, walletId)))
      found.push({ action: 'serve-own-card', because: { code: 'OWN_CARD' } });
    const velocity = often(about);
    if (velocity && judge({ action: 'serve-often', amount: 0 }, who.role, rules()).kind !== 'allowed')
      found.push({ action: 'serve-often', because: velocity });
    return found;
  };
  const canApprove = (
    needed: readonly Need[],
    { amount, wallets }: Pick<PendingApproval, 'amount' | 'wallets'>,
    staff: Staff,
  ): boolean =>
    staff.active &&
    staff.staffId !== session.who()?.staffId &&
    !wallets.some((walletId) => isOwn(staff, walletId)) &&
    needed.every(({ action }) => mayApprove({ action, amount }, staff.role, rules()));

  /** Asks for a yes, in words; whoever asked comes back with the word. */
  const ask = (needed: readonly [Need, ...Need[]], about: About, hash: string, who: Staff): ChannelError => {
    const [{ action, because }] = needed;
    const { amount, subject } = about;
    const wallets = walletsOf(about);
    const bound = { action, hash, amount, session: session.number() };
    const pending = approvals.ask({ ...bound, subject, wallets, because, askedBy: who.staffId }, time().atMs);
    needsOf.set(pending.requestId, needed);
    const approvers = store.staff
      .all()
      .filter((one) => canApprove(needed, { amount, wallets }, one))
      // Whoever is nearest: a manager before an owner.
      .sort((one, other) =>
        one.role === other.role ? one.name.localeCompare(other.name) : atLeast(one.role, other.role) ? 1 : -1,
      )
      .map(({ staffId, name }) => ({ staffId, name }));
    const asked: ApprovalAsked = {
      requestId: pending.requestId,
      action,
      because: { ...because },
      amount: MeasuredAction.safeParse(action).success ? amount : null,
      approvers,
    };
    return new ChannelError('APPROVAL_NEEDED', action, asked);
  };

  /** Lets a call in with the input that is to be answered. */
  const admit = async (method: Method, input: unknown, word: string | undefined): Promise<unknown> => {
    const access = callAccess[method];
    if (options.training && access === 'set-up-devices') throw new ChannelError('NOT_ALLOWED', method);
    if (access === 'anybody' || !session.staffed()) return input;
    const who = session.who();
    if (!who) throw new ChannelError('LOCKED', method);
    // No hand: screens ask by themselves too, at each receipt of a register. Whatever is touched is told by `access.stay`.
    const look = options.whatAbout[method] as ((input: unknown) => About | Promise<About>) | undefined;
    const inside = session.number();
    const about = look ? await look(input) : nothingSpecial;
    // Looking may take a while, and what somebody else comes in for is not theirs.
    if (session.number() !== inside) throw new ChannelError('LOCKED', method);
    const [need, ...more] = needs(access, about, who);
    if (need) {
      const needed = [need, ...more] as const;
      const hash = hashOf(method, input, about, needed);
      const bound = { action: need.action, hash, amount: about.amount, session: session.number() };
      const yes = word === undefined ? undefined : approvals.use(word, bound, time().atMs);
      if (!yes) throw ask(needed, about, hash, who);
      const { action, because, approver: staffId, askedBy, subject, amount } = yes;
      options.record([
        {
          type: 'ActionApproved',
          body: { action, because: because.code, staffId, askedBy, subject, amount },
        },
      ]);
    }
    return signed(input, who);
  };
  /** Of each call that is looked at, the last one under way. */
  const turns = new Map<Method, Promise<unknown>>();

  return {
    pass(method, input, word, answer) {
      const run = async (): Promise<unknown> => answer(await admit(method, input, word));
      if (!(method in options.whatAbout)) return run();
      // One after the other: two refunds at once would each be judged by a ledger that has not heard of the other.
      const before = turns.get(method) ?? Promise.resolve();
      const turn = before.then(run, run);
      turns.set(
        method,
        turn.catch(() => undefined),
      );
      return turn;
    },
    servesOwn(walletId) {
      const who = session.who();
      return who !== null && isOwn(who, walletId);
    },
    forRegister(about) {
      if (!session.staffed()) return undefined;
      const { walletId } = about;
      const isOurs = (one: Staff): boolean => one.active && walletId !== null && isOwn(one, walletId);
      return store.staff.all().some(isOurs) ? { code: 'OWN_CARD' } : often(about);
    },
    hears: (event) => heardWhileLocked[event] || !session.staffed() || session.who() !== null,
    waiting: () => approvals.latest(time().atMs),
    mayApprove: (asked, staff) => canApprove(needsOf.get(asked.requestId) ?? [], asked, staff),
    approve(requestId, staff) {
      const asked = approvals.pending(requestId, time().atMs);
      const needed = needsOf.get(requestId);
      if (!asked || !needed) return { ok: false, refusal: { code: 'APPROVAL_GONE' } };
      if (staff.staffId === asked.askedBy) return { ok: false, refusal: { code: 'SECOND_PERSON' } };
      if (!canApprove(needed, asked, staff)) return { ok: false, refusal: { code: 'MAY_NOT_APPROVE' } };
      const word = approvals.approve(requestId, staff.staffId, time().atMs);
      needsOf.delete(requestId);
      return word === undefined ? { ok: false, refusal: { code: 'APPROVAL_GONE' } } : { ok: true, word };
    },
    withdraw(requestId) {
      approvals.withdraw(requestId);
      needsOf.delete(requestId);
    },
    clear() {
      approvals.clear();
      needsOf.clear();
    },
  };

  function hashOf(method: Method, input: unknown, { context }: About, needed: readonly Need[]): string {
    const said = JSON.parse(JSON.stringify(input ?? null)) as Parameters<typeof canonicalJson>[0];
    const actions = needed.map(({ action }) => action);
    return machine.sha256(canonicalJson([method, said, context?.() ?? '', actions]));
  }
}

/** Whoever is in says who they are, not the screen. */
function signed(input: unknown, { staffId }: Staff): unknown {
  return typeof input === 'object' && input !== null && 'by' in input ? { ...input, by: staffId } : input;
}
