import { assert } from '../base/assert.ts';
import type { Fact } from '../ledger/events.ts';
import { holderKind } from '../ledger/holder.ts';
import { sumOf, type Lot, type Unit } from '../ledger/posting.ts';
import type { VatClass } from '../ledger/vat-class.ts';
import type { Reason } from '../ledger/reason.ts';
import type { IdentifiedBy } from '../members/identified-by.ts';
import type { GiftCardId, WalletId } from '../members/wallet.ts';
import type { Money } from '../money/money.ts';
import { keptBackIn, type KeptBack } from '../programs/caps.ts';
import type { LookUp } from './look-up.ts';
import type { VisitVoucher } from './visit.ts';

/** What a confirmed sale brought about, for the screen, the printer and the answer to a repeated command. */
export interface SaleOutcome {
  saleId: string;
  walletId: WalletId | null;
  /** How the member was recognised, without the card. */
  identifiedBy: IdentifiedBy | null;
  total: Money;
  /** What offers and value took off before; `total` is what was left. `pointsOf` is the unit of the points that were spent for it. */
  reductions: readonly { offMinor: number; reason: Reason; pointsOf?: Unit }[];
  /** What the customer still pays after vouchers and gift cards. */
  dueMinor: number;
  redeemed: readonly VisitVoucher[];
  /** What gift cards paid. */
  giftCards: readonly { giftCardId: GiftCardId; amount: number; vat: VatClass }[];
  /** What was put on gift cards. */
  loaded: readonly { giftCardId: GiftCardId; tail: string; amount: number; lot: Lot }[];
  awards: readonly { programId: string; unit: Unit; amount: number; reason: Reason }[];
  /** Challenges and badges that it brought the member. */
  reached: readonly { programId: string; title: string; badge: string | null }[];
  issued: readonly IssuedVoucher[];
  /** What a sale without a card left on its receipt. */
  claim: OpenedClaim | null;
  /** What limits over time kept back, program by program. */
  keptBack: readonly (KeptBack & { programId: string })[];
  /** What others have of it: whoever sent this customer. It can be used from `opensDay` on. */
  forOthers: readonly { unit: Unit; amount: number; opensDay: string; reason: Reason }[];
}

/** A receipt that can be claimed from now on. */
export type OpenedClaim = Extract<Fact, { type: 'ClaimOpened' }>['body'];

/** A voucher that has just come into being. */
export interface IssuedVoucher extends VisitVoucher {
  token: string;
  reason: Reason;
  /** The unit of the points that became it. */
  pointsOf?: Unit;
}

/**
 * Reads the outcome of a sale off its facts, `SaleRecorded` first and whatever else stands in the log behind it. What people are
 * told follows from what was written down, so asked again, on another day, it is the same.
 */
export function outcomeOf(facts: readonly Fact[], look: Pick<LookUp, 'voucher'>): SaleOutcome {
  const [sale, ...behind] = facts;
  assert(sale?.type === 'SaleRecorded', 'the facts of a sale begin with the sale');
  const { saleId, walletId, identifiedBy = null, total, reductions = [] } = sale.body;
  const { paidWithVouchersMinor, paidWithGiftCardsMinor = 0 } = sale.body;
  const redeemed: VisitVoucher[] = [];
  const awards: SaleOutcome['awards'][number][] = [];
  const reached: SaleOutcome['reached'][number][] = [];
  const issued: IssuedVoucher[] = [];
  let claim: OpenedClaim | null = null;
  const keptBack: SaleOutcome['keptBack'][number][] = [];
  const forOthers: SaleOutcome['forOthers'][number][] = [];
  const giftCards: SaleOutcome['giftCards'][number][] = [];
  const loaded: SaleOutcome['loaded'][number][] = [];
  const spent = behind.filter((fact) => fact.type === 'ValueSpent' && fact.body.saleId === saleId);
  for (const fact of behind) {
    if (!('saleId' in fact.body) || fact.body.saleId !== saleId) break;
    if (fact.type === 'VoucherRedeemed') {
      const { voucherId, unit, amount, lot } = fact.body;
      redeemed.push({ voucherId, unit, amount, lot, label: look.voucher(voucherId)?.label ?? '' });
    } else if (fact.type === 'RiskTaken' && holderKind(fact.body.holder) === 'voucher') {
      const voucherId = fact.body.holder.slice('voucher:'.length);
      const { unit, amount } = fact.body;
      const known = look.voucher(voucherId);
      redeemed.push({ voucherId, unit, amount, lot: known?.lot ?? fact.body.lot, label: known?.label ?? '' });
    } else if (fact.type === 'ProgressCounted') {
      for (const { programId, period, marks } of fact.body.counts) {
        const kept = keptBackIn(period, marks);
        if (kept) keptBack.push({ programId, ...kept });
      }
    } else if (fact.type === 'ValueAwarded' && fact.body.walletId !== walletId) {
      const { unit, amount, lot, reason } = fact.body;
      forOthers.push({ unit, amount, opensDay: lot.slice(0, 10), reason });
    } else if (fact.type === 'ValueAwarded') {
      addAward(awards, fact.body);
    } else if (fact.type === 'GiftCardSpent') {
      const { giftCardId, parts, vat } = fact.body;
      giftCards.push({ giftCardId, amount: sumOf(parts), vat });
    } else if (fact.type === 'GiftCardLoaded') {
      const { giftCardId, tail, amount, lot } = fact.body;
      loaded.push({ giftCardId, tail, amount, lot });
    } else if (fact.type === 'ClaimOpened') {
      claim = fact.body;
    } else if (fact.type === 'AchievementReached') {
      const { programId, title, badge } = fact.body;
      reached.push({ programId, title, badge });
    } else if (fact.type === 'VoucherIssued') {
      const { voucherId, unit, amount, lot, label, token, reason } = fact.body;
      issued.push({ voucherId, unit, amount, lot, label, token, reason, ...pointsFor(fact.body, spent) });
    }
  }
  return {
    saleId,
    walletId,
    identifiedBy,
    total,
    reductions: reductions.map((one) => ({
      offMinor: one.offMinor,
      reason: one.reason,
      ...pointsFor(one, spent),
    })),
    dueMinor: total.minor - paidWithVouchersMinor - paidWithGiftCardsMinor,
    redeemed,
    giftCards,
    loaded,
    awards,
    reached,
    issued,
    claim,
    forOthers,
    keptBack,
  };
}

/** The unit of the points that a program took for something, found by its reason. */
function pointsFor(
  { programId, reason }: { programId: string; reason: Reason },
  spent: readonly Fact[],
): { pointsOf?: Unit } {
  const said = JSON.stringify(reason);
  for (const { type, body } of spent)
    if (
      type === 'ValueSpent' &&
      body.unit.startsWith('points:') &&
      body.programId === programId &&
      JSON.stringify(body.reason) === said
    )
      return { pointsOf: body.unit };
  return {};
}

/** Rates of one program add to each other under reasons of their own. */
const sameReason = (one: Reason, other: Reason): boolean =>
  one.code === other.code && one.params['name'] === other.params['name'];

/** One award may have been credited to two drawers; people see one. */
function addAward(
  awards: SaleOutcome['awards'][number][],
  { programId, unit, amount, reason }: SaleOutcome['awards'][number],
): void {
  const last = awards.at(-1);
  if (last?.programId === programId && last.unit === unit && sameReason(last.reason, reason))
    awards.splice(-1, 1, { ...last, amount: last.amount + amount });
  else awards.push({ programId, unit, amount, reason });
}
