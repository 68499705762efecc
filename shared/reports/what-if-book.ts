import type { Day } from '../base/business-time.ts';
import { monthOf } from '../base/months.ts';
import { postingsOf } from '../ledger/envelope.ts';
import type { Fact } from '../ledger/events.ts';
import { debtHolder, holderKind, type Holder } from '../ledger/holder.ts';
import { lotExpiry, sumOf } from '../ledger/posting.ts';
import { onceKeyOf, unknownMember, type MemberFacts, type MonthOfMember } from '../members/member-facts.ts';
import type { PaidTerm } from '../members/membership.ts';
import { friendKey } from '../members/referral.ts';
import type { Counted, Reached } from '../members/progress.ts';
import { giftCardHolder, voucherHolder, walletHolder, type WalletId } from '../members/wallet.ts';
import type { ConfiguredProgram } from '../programs/programs.ts';
import { mainWallet } from '../visit/main-wallet.ts';
import type { HeldLot, KnownGiftCard, KnownVoucher, LookUp } from '../visit/look-up.ts';

/** A fact with its moment, as one stands in a till's log. */
export interface DatedFact {
  fact: Fact;
  at: number;
  day: Day;
}

/** What a till would know after the facts it was told, all in memory: what old sales are asked over again. */
export interface Book {
  look: LookUp;
  tell(dated: DatedFact): void;
  /** The money vouchers that a member could still lay on the counter, oldest first. */
  vouchersOf(walletId: WalletId): readonly KnownVoucher[];
}

interface Given {
  key: string;
  day: Day;
  saleId: string | null;
  voucherId: string | null;
}

interface Member {
  enrolledDay: Day | null;
  lastSeenDay: Day | null;
  months: MonthOfMember[];
  given: Given[];
  reached: Reached[];
  counted: Map<string, Counted[]>;
  memberships: PaidTerm[];
  vouchers: KnownVoucher[];
}

/** What a book needs of elsewhere: the till whose drawer counts, the programs of the moment, and what no ledger knows. */
export interface BookOptions {
  till: string;
  programs: () => ConfiguredProgram[];
  /** `MM-DD`, if the member told it. */
  birthday: (walletId: WalletId) => string | null;
}

/** An empty book. It never takes more from anybody than is there: under another set-up less may be. */
export function createBook({ till, programs, birthday }: BookOptions): Book {
  const members = new Map<WalletId, Member>();
  const held = new Map<Holder, HeldLot[]>();
  const vouchers = new Map<string, KnownVoucher>();
  const giftCards = new Map<string, Pick<KnownGiftCard, 'tail' | 'vat'>>();
  const reversed = new Map<string, { minor: number; whole: boolean }>();
  const counted = new Map<string, Counted[]>();
  const sent = new Map<WalletId, { referrer: WalletId; programId: string; month: string }>();
  const merged = new Map<WalletId, WalletId>();
  const campaigns = new Map<string, { opened: number; used: number }>();

  const memberOf = (walletId: WalletId): Member => {
    const known = members.get(walletId);
    if (known) return known;
    const made: Member = {
      ...{ enrolledDay: null, lastSeenDay: null, months: [], given: [], reached: [] },
      ...{ counted: new Map(), memberships: [], vouchers: [] },
    };
    members.set(walletId, made);
    return made;
  };
  const monthIn = (walletId: WalletId, day: Day): MonthOfMember => {
    const { months } = memberOf(walletId);
    const last = months.at(-1);
    if (last?.month === monthOf(day)) return last;
    const made = { month: monthOf(day), visits: 0, spentMinor: 0, points: 0 };
    months.push(made);
    return made;
  };
  const move = (fact: Fact): void => {
    for (const { holder, unit, drawer, lot, amount } of postingsOf(fact, till)) {
      const kind = holderKind(holder);
      if (kind === 'house' || kind === 'sale' || kind === 'reserved' || drawer.includes(':')) continue;
      const lots = held.get(holder) ?? [];
      const at = lots.findIndex((one) => one.unit === unit && one.lot === lot && one.drawer === drawer);
      const after = (lots[at]?.amount ?? 0) + amount;
      const left = kind === 'debt' ? Math.min(0, after) : Math.max(0, after);
      if (at >= 0) lots.splice(at, 1);
      if (left !== 0) lots.push({ unit, lot, drawer, amount: left });
      held.set(holder, lots);
    }
  };
  const isOver = ({ saleId, voucherId }: Given): boolean =>
    saleId !== null &&
    reversed.get(saleId)?.whole === true &&
    (voucherId === null || (vouchers.get(voucherId)?.voidedAtMs ?? null) !== null);
  const givenTo = (walletId: WalletId): Map<string, Day> =>
    new Map(
      (members.get(walletId)?.given ?? []).filter((one) => !isOver(one)).map(({ key, day }) => [key, day]),
    );
  const withReversals = (some: readonly Counted[]): Counted[] =>
    some.map((one) => ({ ...one, reversedMinor: reversed.get(one.saleId)?.minor ?? 0 }));
  const mainOf = (walletId: WalletId): WalletId => {
    if (merged.size === 0) return walletId;
    return mainWallet(
      walletId,
      [...merged].map(([from, into]) => ({ from, into })),
    );
  };
  const memberFacts = (walletId: WalletId): MemberFacts => {
    const member = members.get(walletId);
    const from = sent.get(walletId);
    return {
      ...unknownMember,
      enrolledDay: member?.enrolledDay ?? null,
      lastSeenDay: member?.lastSeenDay ?? null,
      months: member?.months ?? [],
      get birthday() {
        return birthday(walletId);
      },
      get given() {
        return givenTo(walletId);
      },
      get referral() {
        if (!from) return null;
        const key = onceKeyOf(from.programId, friendKey(walletId));
        const rewarded = givenTo(from.referrer).has(key);
        return { friend: walletId, referrer: mainOf(from.referrer), programId: from.programId, rewarded };
      },
      reached: member?.reached ?? [],
      counted: (programId, period) => withReversals(member?.counted.get(`${programId} ${period}`) ?? []),
      memberships: member?.memberships ?? [],
    };
  };
  const remember = (
    walletId: WalletId | null,
    { programId, onceKey }: { programId: string; onceKey?: string | undefined },
    rest: Omit<Given, 'key'>,
  ): void => {
    if (onceKey === undefined || walletId === null) return;
    memberOf(walletId).given.push({ key: onceKeyOf(programId, onceKey), ...rest });
  };
  const tellOf = ({ fact, at, day }: DatedFact): void => {
    switch (fact.type) {
      case 'MemberEnrolled':
        memberOf(fact.body.walletId).enrolledDay ??= day;
        break;
      case 'MemberReferred': {
        const { walletId, referrer, programId } = fact.body;
        if (!sent.has(walletId)) sent.set(walletId, { referrer, programId, month: monthOf(day) });
        break;
      }
      case 'MembersMerged':
        merged.set(fact.body.from, fact.body.into);
        break;
      case 'MergeUndone':
        merged.delete(fact.body.from);
        break;
      case 'MembershipSold': {
        const { walletId, membershipId, programId, fromDay, months, price } = fact.body;
        const term = { membershipId, programId, fromDay, months, priceMinor: price.minor, writer: till };
        memberOf(walletId).memberships.push({ ...term, endedDay: null });
        break;
      }
      case 'MembershipEnded': {
        const member = memberOf(fact.body.walletId);
        const { membershipId, endedDay } = fact.body;
        member.memberships = member.memberships.map((one) =>
          one.membershipId === membershipId ? { ...one, endedDay } : one,
        );
        break;
      }
      case 'CampaignOpened':
      case 'CampaignUsed': {
        const { campaignId } = fact.body;
        const known = campaigns.get(campaignId) ?? { opened: 0, used: 0 };
        if (fact.type === 'CampaignOpened') known.opened += fact.body.limit;
        else known.used += fact.body.uses;
        campaigns.set(campaignId, known);
        break;
      }
      case 'GiftCardLoaded':
        if (!giftCards.has(fact.body.giftCardId)) giftCards.set(fact.body.giftCardId, fact.body);
        break;
      case 'SaleRecorded': {
        const { walletId, total, giftCardsSoldMinor, reductions = [], saleId } = fact.body;
        if (walletId === null || giftCardsSoldMinor !== undefined) break;
        const month = monthIn(walletId, day);
        month.visits += 1;
        month.spentMinor += total.minor;
        memberOf(walletId).lastSeenDay = day;
        for (const used of reductions) remember(walletId, used, { day, saleId, voucherId: null });
        break;
      }
      case 'SaleReversed': {
        const { walletId, saleId, kind, amount, whole, giftCardsBackMinor } = fact.body;
        const before = reversed.get(saleId);
        const minor = (before?.minor ?? 0) + amount.minor;
        reversed.set(saleId, { minor, whole: whole === true || before?.whole === true });
        if (walletId === null || giftCardsBackMinor !== undefined) break;
        const month = monthIn(walletId, day);
        if (kind === 'void') month.visits -= 1;
        month.spentMinor -= amount.minor;
        break;
      }
      case 'ValueAwarded': {
        const { walletId, unit, amount, saleId } = fact.body;
        if (unit.startsWith('points:')) monthIn(walletId, day).points += amount;
        remember(walletId, fact.body, { day, saleId, voucherId: null });
        break;
      }
      case 'ValueClawedBack': {
        const { walletId, unit, parts, debt, forgiven } = fact.body;
        if (unit.startsWith('points:')) monthIn(walletId, day).points -= sumOf(parts) + debt + forgiven;
        break;
      }
      case 'ProgressCounted': {
        const { walletId, saleId, totalMinor, baseMinor, counts } = fact.body;
        for (const { programId, period, leastMinor, divides, marks } of counts) {
          const key = `${programId} ${period}`;
          const ofMember = memberOf(walletId).counted;
          const rows = marks.map(({ mark, amount }) => ({
            ...{ saleId, day, mark, amount, divides, leastMinor, baseMinor, totalMinor, reversedMinor: 0 },
          }));
          for (const map of [ofMember, counted]) {
            const known = map.get(key);
            if (known) known.push(...rows);
            else map.set(key, [...rows]);
          }
        }
        break;
      }
      case 'AchievementReached': {
        const { walletId, onceKey: key, programId, saleId, title, badge, needs, prize } = fact.body;
        memberOf(walletId).reached.push({ programId, key, saleId, day, title, badge, needs, prize });
        break;
      }
      case 'AchievementLost': {
        const { walletId, programId, onceKey, reachedWith } = fact.body;
        const member = memberOf(walletId);
        member.reached = member.reached.filter(
          (one) => one.programId !== programId || one.key !== onceKey || one.saleId !== reachedWith,
        );
        break;
      }
      case 'VoucherIssued': {
        const { voucherId, walletId, unit, amount, lot, label, saleId } = fact.body;
        const voucher = { voucherId, unit, amount, lot, label, drawer: till, redeemedAtMs: null, walletId };
        vouchers.set(voucherId, voucher);
        if (walletId !== null) memberOf(walletId).vouchers.push(voucher);
        remember(walletId, fact.body, { day, saleId, voucherId });
        break;
      }
      case 'VoucherRedeemed':
        change(fact.body.voucherId, { redeemedAtMs: at });
        break;
      case 'VoucherRestored':
        change(fact.body.voucherId, { redeemedAtMs: null });
        break;
      case 'VoucherVoided':
        change(fact.body.voucherId, { voidedAtMs: at });
        break;
      default:
    }
  };
  const change = (voucherId: string, now: Partial<KnownVoucher>): void => {
    const voucher = vouchers.get(voucherId);
    if (voucher) Object.assign(voucher, now);
  };
  const forgetOver = (holder: Holder, unit: string, day: Day): void => {
    const lots = held.get(holder)?.filter((one) => one.unit !== unit || (lotExpiry(one.lot) ?? day) >= day);
    if (lots) held.set(holder, lots);
  };
  const copies = (holder: Holder): HeldLot[] => (held.get(holder) ?? []).map((lot) => ({ ...lot }));
  return {
    look: {
      card: () => undefined,
      voucher: (voucherId) => vouchers.get(voucherId),
      giftCard: (id) => ({ tail: null, vat: null, ...giftCards.get(id), lots: copies(giftCardHolder(id)) }),
      lots: (walletId) => copies(walletHolder(walletId)),
      debts: (walletId) => copies(debtHolder(walletId)),
      memberFacts,
      heldBy: copies,
      campaign: (campaignId) => campaigns.get(campaignId) ?? { opened: 0, used: 0 },
      mainOf,
      countsAs: mainOf,
      countedByAll: (programId, period) => withReversals(counted.get(`${programId} ${period}`) ?? []),
      programs,
      tills: () => [],
      riskTaken: () => ({ holderMinor: 0, tillMinor: 0 }),
      sentBy: (walletId) => sent.get(walletId)?.referrer ?? null,
      sentIn: (walletId, month) =>
        [...sent.values()].filter((one) => one.referrer === walletId && one.month === month).length,
      walletsStarting: () => [],
      sameContact: () => false,
    },
    tell(dated) {
      const { fact, day } = dated;
      // What is set aside for a basket stays where it was: the sale takes it from there.
      if (fact.type === 'ValueReserved' || fact.type === 'ReservationReleased') return;
      if (fact.type === 'ValueExpired') forgetOver(fact.body.holder, fact.body.unit, day);
      else move(fact);
      tellOf(dated);
    },
    vouchersOf(walletId) {
      const isThere = ({ voucherId, redeemedAtMs, voidedAtMs }: KnownVoucher) =>
        redeemedAtMs === null && (voidedAtMs ?? null) === null && held.has(voucherHolder(voucherId));
      return (members.get(walletId)?.vouchers ?? []).filter(isThere);
    },
  };
}
