import type { Day } from '../base/business-time.ts';
import { monthOf } from '../base/months.ts';
import type { Fact } from '../ledger/events.ts';
import { sumOf } from '../ledger/posting.ts';
import { onceKeyOf, unknownMember, type MemberFacts, type MonthOfMember } from '../members/member-facts.ts';
import type { PaidTerm } from '../members/membership.ts';
import type { Counted, Reached } from '../members/progress.ts';
import { friendKey, type Referral } from '../members/referral.ts';
import type { WalletId } from '../members/wallet.ts';
import { mainWallet } from '../visit/main-wallet.ts';
import type { KnownVoucher, LookUp } from '../visit/look-up.ts';

/** What is known of members, beside what they hold, after the facts that were told. */
export interface Members extends Pick<LookUp, 'mainOf' | 'countedByAll' | 'sentBy' | 'sentIn'> {
  facts(walletId: WalletId): MemberFacts;
  tell(fact: Fact, day: Day): void;
}

/** Something given once: it counts until the sale or the voucher that brought it is gone. */
interface Given {
  key: string;
  day: Day;
  saleId: string | null;
  voucherId: string | null;
}

/** A member as programs ask about them, with what stands behind the answers. */
interface Member extends MemberFacts {
  enrolledDay: Day | null;
  lastSeenDay: Day | null;
  months: MonthOfMember[];
  had: Given[];
  reached: readonly Reached[];
  counts: Map<string, Counted[]>;
  memberships: readonly PaidTerm[];
}

/** Nobody is known yet. `voucher` tells whether one that was given once is void. */
export function createMembers({
  till,
  birthday,
  voucher,
}: {
  till: string;
  birthday: (walletId: WalletId) => string | null;
  voucher: (voucherId: string) => KnownVoucher | undefined;
}): Members {
  const members = new Map<WalletId, Member>();
  const reversed = new Map<string, { minor: number; whole: boolean }>();
  const counted = new Map<string, Counted[]>();
  const sent = new Map<WalletId, { referrer: WalletId; programId: string; month: string }>();
  const merged = new Map<WalletId, WalletId>();

  const isOver = ({ saleId, voucherId }: Given): boolean =>
    saleId !== null &&
    reversed.get(saleId)?.whole === true &&
    (voucherId === null || (voucher(voucherId)?.voidedAtMs ?? null) !== null);
  const givenTo = (member: Member | undefined): Map<string, Day> =>
    new Map((member?.had ?? []).filter((one) => !isOver(one)).map(({ key, day }) => [key, day]));
  const withReversals = (some: readonly Counted[] = []): Counted[] =>
    some.map((one) => ({ ...one, reversedMinor: reversed.get(one.saleId)?.minor ?? 0 }));
  const mainOf = (walletId: WalletId): WalletId => {
    if (merged.size === 0) return walletId;
    return mainWallet(
      walletId,
      [...merged].map(([from, into]) => ({ from, into })),
    );
  };
  const referralOf = (walletId: WalletId): Referral | null => {
    const from = sent.get(walletId);
    if (!from) return null;
    const key = onceKeyOf(from.programId, friendKey(walletId));
    const rewarded = givenTo(members.get(from.referrer)).has(key);
    return { friend: walletId, referrer: mainOf(from.referrer), programId: from.programId, rewarded };
  };
  const newMember = (walletId: WalletId): Member => {
    const member: Member = {
      ...unknownMember,
      ...{ months: [], had: [], counts: new Map() },
      get birthday() {
        return birthday(walletId);
      },
      get given() {
        return givenTo(member);
      },
      get referral() {
        return referralOf(walletId);
      },
      counted: (programId, period) => withReversals(member.counts.get(`${programId} ${period}`)),
    };
    return member;
  };
  const memberOf = (walletId: WalletId): Member => {
    let member = members.get(walletId);
    if (!member) members.set(walletId, (member = newMember(walletId)));
    return member;
  };
  const monthIn = (walletId: WalletId, day: Day): MonthOfMember => {
    const { months } = memberOf(walletId);
    const last = months.at(-1);
    const month = monthOf(day);
    if (last?.month === month) return last;
    // A clock that was put back, or a log that went on from a copy, may come to an earlier month again.
    const known = months.find((one) => one.month === month);
    if (known) return known;
    const made = { month, visits: 0, bought: 0, spentMinor: 0, points: 0 };
    months.push(made);
    if (last && last.month > month) months.sort((a, b) => (a.month < b.month ? -1 : 1));
    return made;
  };
  const remember = (
    walletId: WalletId | null,
    { programId, onceKey }: { programId: string; onceKey?: string | undefined },
    rest: Omit<Given, 'key'>,
  ): void => {
    if (onceKey === undefined || walletId === null) return;
    memberOf(walletId).had.push({ key: onceKeyOf(programId, onceKey), ...rest });
  };
  const count = ({ body }: Extract<Fact, { type: 'ProgressCounted' }>, day: Day): void => {
    const { walletId, saleId, totalMinor, baseMinor } = body;
    for (const { programId, period, leastMinor, divides, marks } of body.counts) {
      const rows = marks.map(({ mark, amount }) => ({
        ...{ saleId, day, mark, amount, divides, leastMinor, baseMinor, totalMinor, reversedMinor: 0 },
      }));
      const key = `${programId} ${period}`;
      for (const map of [memberOf(walletId).counts, counted]) {
        const known = map.get(key);
        if (known) known.push(...rows);
        else map.set(key, [...rows]);
      }
    }
  };
  const tellSale = (fact: Extract<Fact, { type: 'SaleRecorded' | 'SaleReversed' }>, day: Day): void => {
    if (fact.type === 'SaleRecorded') {
      const { walletId, total, giftCardsSoldMinor, reductions = [], saleId } = fact.body;
      if (walletId === null || giftCardsSoldMinor !== undefined) return;
      const month = monthIn(walletId, day);
      month.visits += 1;
      month.bought += 1;
      month.spentMinor += total.minor;
      memberOf(walletId).lastSeenDay = day;
      for (const used of reductions) remember(walletId, used, { day, saleId, voucherId: null });
      return;
    }
    const { walletId, saleId, kind, amount, whole, giftCardsBackMinor } = fact.body;
    const before = reversed.get(saleId);
    const minor = (before?.minor ?? 0) + amount.minor;
    reversed.set(saleId, { minor, whole: whole === true || before?.whole === true });
    if (walletId === null || giftCardsBackMinor !== undefined) return;
    const month = monthIn(walletId, day);
    if (kind === 'void') month.visits -= 1;
    if (kind === 'void' || whole) month.bought -= 1;
    month.spentMinor -= amount.minor;
  };
  const tell = (fact: Fact, day: Day): void => {
    switch (fact.type) {
      case 'SaleRecorded':
      case 'SaleReversed':
        tellSale(fact, day);
        break;
      case 'ValueAwarded': {
        const { walletId, unit, amount, saleId } = fact.body;
        if (unit.startsWith('points:')) monthIn(walletId, day).points += amount;
        remember(walletId, fact.body, { day, saleId, voucherId: null });
        break;
      }
      case 'ReceiptClaimed': {
        const points = fact.body.value.filter(({ unit }) => unit.startsWith('points:'));
        monthIn(fact.body.walletId, day).points += sumOf(points);
        break;
      }
      case 'ValueClawedBack': {
        const { walletId, unit, parts, debt, forgiven } = fact.body;
        if (unit.startsWith('points:')) monthIn(walletId, day).points -= sumOf(parts) + debt + forgiven;
        break;
      }
      case 'VoucherIssued': {
        const { voucherId, walletId, saleId } = fact.body;
        remember(walletId, fact.body, { day, saleId, voucherId });
        break;
      }
      case 'ProgressCounted':
        count(fact, day);
        break;
      case 'AchievementReached': {
        const { walletId, onceKey: key, programId, saleId, title, badge, needs, prize } = fact.body;
        const member = memberOf(walletId);
        member.reached = [...member.reached, { programId, key, saleId, day, title, badge, needs, prize }];
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
      case 'MembershipSold': {
        const { walletId, membershipId, programId, fromDay, months, price } = fact.body;
        const member = memberOf(walletId);
        const term = { membershipId, programId, fromDay, months, priceMinor: price.minor, writer: till };
        member.memberships = [...member.memberships, { ...term, endedDay: null }];
        break;
      }
      case 'MembershipEnded': {
        const { walletId, membershipId, endedDay } = fact.body;
        const member = memberOf(walletId);
        member.memberships = member.memberships.map((one) =>
          one.membershipId === membershipId ? { ...one, endedDay } : one,
        );
        break;
      }
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
      default:
    }
  };
  return {
    facts: memberOf,
    mainOf,
    countedByAll: (programId, period) => withReversals(counted.get(`${programId} ${period}`)),
    sentBy: (walletId) => sent.get(walletId)?.referrer ?? null,
    sentIn: (walletId, month) =>
      [...sent.values()].filter((one) => one.referrer === walletId && one.month === month).length,
    tell,
  };
}
