import { postingsOf, type Envelope } from '../ledger/envelope.ts';
import type { EventType, Fact } from '../ledger/events.ts';
import { debtHolder } from '../ledger/holder.ts';
import type { Unit } from '../ledger/posting.ts';
import type { Reason } from '../ledger/reason.ts';
import { walletHolder, type WalletId } from '../members/wallet.ts';
import type { Money } from '../money/money.ts';

/**
 * The wallet that an event is about, as its text says it: a regular expression with one group, the same for a till's log and for the
 * centre's index, so that both find the same events.
 */
export const walletInBody = '"(?:walletId":"|into":"|holder":"wallet:)([0-9a-f]{32})"';

/** What of a member's history can be asked for alone. */
export const historyKinds = [
  'sale',
  'earned',
  'used',
  'voucher',
  'expired',
  'refund',
  'adjusted',
  'other',
] as const;
export type HistoryKind = (typeof historyKinds)[number];

/** Which events a member's history shows, and where each belongs: all that change what they hold, and what else happened to them. */
export const historyOf = {
  AchievementLost: 'refund',
  AchievementReached: 'earned',
  CardAttached: 'other',
  MemberEnrolled: 'other',
  MemberReferred: 'other',
  MembershipEnded: 'refund',
  MembershipSold: 'sale',
  MembersMerged: 'other',
  MergeUndone: 'other',
  PlaceGivenUp: 'refund',
  ReceiptClaimed: 'earned',
  ReservationReleased: 'used',
  ReversalSettled: 'refund',
  RiskCovered: 'used',
  SaleRecorded: 'sale',
  SaleReversed: 'refund',
  SuspenseWrittenOff: 'adjusted',
  ValueAdjusted: 'adjusted',
  ValueAwarded: 'earned',
  ValueClawedBack: 'refund',
  ValueExpired: 'expired',
  ValueGivenBack: 'refund',
  ValueJoined: 'other',
  ValueReserved: 'used',
  ValueSpent: 'used',
  VoucherIssued: 'voucher',
  VoucherVoided: 'voucher',
} as const satisfies Partial<Record<EventType, HistoryKind>>;
export type HistoryEvent = keyof typeof historyOf;

/** The names of the events that a history shows. */
export const historyEvents = Object.keys(historyOf) as readonly HistoryEvent[];

/** One thing that happened to a member. `moved` is what it changed of what they hold, debts counted, unit by unit. */
export interface HistoryLine {
  what: HistoryEvent;
  kind: HistoryKind;
  moved: { unit: Unit; amount: number }[];
  saleId: string | null;
  voucherId: string | null;
  money: Money | null;
  /** How much of the money was paid with vouchers and gift cards. */
  paidWithMinor: number;
  reason: Reason | null;
  /** What somebody wrote beside it, or what it is called. */
  note: string;
}

/** What an event says in the history of whoever has these wallets; undefined for what is not told there. */
export function historyLine(
  fact: Fact,
  envelope: Envelope,
  wallets: readonly WalletId[],
): HistoryLine | undefined {
  if (!isTold(fact)) return undefined;
  const moved = movedIn(fact, envelope, wallets);
  // Between two wallets of one history nothing changes for their member.
  if (fact.type === 'ValueJoined' && moved.length === 0) return undefined;
  return {
    what: fact.type,
    kind: historyOf[fact.type],
    moved,
    saleId: 'saleId' in fact.body ? fact.body.saleId : null,
    voucherId: 'voucherId' in fact.body ? fact.body.voucherId : null,
    money: moneyIn(fact),
    paidWithMinor:
      fact.type === 'SaleRecorded'
        ? fact.body.paidWithVouchersMinor + (fact.body.paidWithGiftCardsMinor ?? 0)
        : 0,
    reason: 'reason' in fact.body ? fact.body.reason : null,
    note: noteIn(fact),
  };
}

type Told = Extract<Fact, { type: HistoryEvent }>;
const isTold = (fact: Fact): fact is Told => Object.hasOwn(historyOf, fact.type);

function movedIn(fact: Fact, { writer }: Envelope, wallets: readonly WalletId[]): HistoryLine['moved'] {
  const holders = new Set(wallets.flatMap((walletId) => [walletHolder(walletId), debtHolder(walletId)]));
  const sums = new Map<Unit, number>();
  for (const { holder, unit, amount } of postingsOf(fact, writer))
    if (holders.has(holder)) sums.set(unit, (sums.get(unit) ?? 0) + amount);
  return [...sums].flatMap(([unit, amount]) => (amount === 0 ? [] : [{ unit, amount }]));
}

function moneyIn(fact: Told): Money | null {
  switch (fact.type) {
    case 'ReceiptClaimed':
    case 'SaleRecorded':
      return fact.body.total;
    case 'SaleReversed':
      return fact.body.amount;
    case 'MembershipSold':
      return fact.body.price;
    case 'MembershipEnded':
      return fact.body.refunded;
    case 'VoucherIssued':
      return worthOf(fact.body);
    default:
      return null;
  }
}

/** What a voucher of money is worth; a coupon says it in words. */
const worthOf = ({ unit, amount }: { unit: Unit; amount: number }): Money | null =>
  unit.startsWith('credit:') ? { minor: amount, currency: unit.slice('credit:'.length) } : null;

function noteIn(fact: Told): string {
  switch (fact.type) {
    case 'AchievementLost':
    case 'AchievementReached':
      return fact.body.title;
    case 'CardAttached':
      return `…${fact.body.tail}`;
    case 'SaleReversed':
    case 'ValueAdjusted':
      return fact.body.note;
    case 'VoucherIssued':
      return [fact.body.label, fact.body.reason.params['note'] ?? ''].filter(Boolean).join(': ');
    default:
      return '';
  }
}
