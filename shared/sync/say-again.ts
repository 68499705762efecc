import { postingsOf } from '../ledger/envelope.ts';
import type { Fact } from '../ledger/events.ts';
import { giftCardHolder, voucherHolder, walletHolder } from '../members/wallet.ts';
import { lotOf, sumOf, type Part, type Unit } from '../ledger/posting.ts';
import { campaignHolder, debtHolder, reservedHolder, type Holder } from '../ledger/holder.ts';
import type { Money } from '../money/money.ts';
import type { Purse } from './purse.ts';
import { saidAlready } from './said-already.ts';
import type { Told, TwoHistories } from './two-histories.ts';

/** Told again, or not. */
export interface SaidAgain {
  kept: Told[];
  dropped: Fact[];
}

type Of<Type extends Fact['type']> = Extract<Fact, { type: Type }>;

/** Goes through what only we know, in its order, and through the purse with it: each fact as it was, lessened, or not at all. */
export function sayAgain(ours: readonly Told[], purse: Purse, histories: TwoHistories): SaidAgain {
  const kept: Told[] = [];
  const dropped: Fact[] = [];
  const isKnown = knownOf(ours, histories);
  // Each is asked about once: what the centre's copy says once answers for one of ours.
  const known = new Set(ours.filter(isKnown));
  const turnedProvisional = new Set<string>();
  // Vouchers that went back with a sale name no refund: they stand right behind theirs.
  let latest = { known: false, turned: false };
  ours.forEach((told, index) => {
    const { fact } = told;
    const reversalId = 'reversalId' in fact.body ? fact.body.reversalId : null;
    if (fact.type === 'SaleReversed') latest = { known: known.has(told), turned: false };
    const goesWithLatest = fact.type === 'VoucherVoided' && fact.body.because === 'sale-reversed';
    const settledByCentre = goesWithLatest
      ? latest.known || latest.turned
      : reversalId !== null && turnedProvisional.has(reversalId);
    if (known.has(told) || settledByCentre) return void dropped.push(fact);
    const covered = purse.covers(postingsOf(fact, histories.writer), histories.writer);
    const again = covered ? onceOnly(fact, purse) : lessen(told, ours[index + 1]?.fact, purse, histories);
    if (again.length === 0) return void dropped.push(fact);
    if (!covered && fact.type === 'SaleReversed') {
      turnedProvisional.add(fact.body.reversalId);
      latest.turned = true;
    }
    for (const one of again) {
      purse.apply(postingsOf(one, histories.writer), histories.writer);
      kept.push({ ...told, fact: one });
    }
  });
  return { kept, dropped };
}

/** Whether a fact stands in the centre's copy already, or is one that starting over says anew. */
function knownOf(
  ours: readonly Told[],
  { before, generation, theirs, heard }: TwoHistories,
): (told: Told) => boolean {
  const already = saidAlready(heard);
  const twice = new Set(
    ours.flatMap(({ fact }) =>
      fact.type === 'SaleRecorded' && before.sale(fact.body.saleId) ? [fact.body.saleId] : [],
    ),
  );
  // Of a refund that only its beginning was uploaded of, the rest is news.
  const refundedTwice = new Set(
    ours.flatMap(({ fact }) =>
      fact.type === 'SaleReversed' && before.reversal(fact.body.reversalId) ? [fact.body.reversalId] : [],
    ),
  );
  return (told) => {
    const { fact } = told;
    switch (fact.type) {
      case 'TillOpened':
        return theirs.seq > 0;
      case 'EpochStarted':
      case 'RightsSuspended':
        return true;
      case 'RightsAccepted':
        return before.grant(fact.body.grantId) || fact.body.generation !== generation;
      case 'RefundOpened':
        return before.refund(fact.body.saleId);
      case 'VoucherIssued':
        return before.voucher(fact.body.voucherId) || isOf(twice, fact);
      case 'ReceiptClaimed':
      case 'VoucherVoided':
        // Apart from its sale, or with a refund of it: what is still there to be claimed, or lies there, tells as well.
        return already(told);
      default:
        if ('reversalId' in fact.body && fact.body.reversalId !== null)
          return refundedTwice.has(fact.body.reversalId);
        return isOf(twice, fact) || (apart(fact) && already(told));
    }
  };
}

/** Whether it names no sale: one that does is known by it. */
const apart = ({ body }: Fact): boolean => !('saleId' in body) || body.saleId === null || 'replaces' in body;

const isOf = (sales: ReadonlySet<string>, { body }: Fact): boolean =>
  'saleId' in body && body.saleId !== null && sales.has(body.saleId);

/** A debt that the other life repaid or handed over is neither repaid nor handed over again: nobody is ever owed by us. */
function onceOnly(fact: Fact, purse: Purse): Fact[] {
  if (fact.type === 'DebtHandedOver') {
    const { walletId, unit } = fact.body;
    const parts = purse.owes(debtHolder(walletId), unit, fact.body.parts);
    return parts.length === 0 ? [] : [{ ...fact, body: { ...fact.body, parts } }];
  }
  if (fact.type === 'ValueJoined') {
    const { from, unit, debts } = fact.body;
    return joined(fact, fact.body.parts, purse.owes(debtHolder(from), unit, debts));
  }
  if (fact.type !== 'DebtRepaid') return [fact];
  const { walletId, unit, debtLot, parts } = fact.body;
  const [owed] = purse.owes(debtHolder(walletId), unit, [{ lot: debtLot, amount: sumOf(parts) }]);
  const paying = purse.find(walletHolder(walletId), unit, parts, false);
  const taken = takeFirst(paying, owed?.amount ?? 0);
  return taken.length === 0 ? [] : [{ ...fact, body: { ...fact.body, parts: taken } }];
}

function takeFirst(parts: readonly Part[], amount: number): Part[] {
  let left = amount;
  return parts.flatMap(({ lot, amount: held }) => {
    const part = Math.min(held, left);
    left -= part;
    return part > 0 ? [{ lot, amount: part }] : [];
  });
}

/** What is left of a fact that takes more than lies there. What a customer carried away becomes a risk; what nobody did, shrinks. */
function lessen(
  { fact, time }: Told,
  next: Fact | undefined,
  purse: Purse,
  { newId }: Pick<TwoHistories, 'newId'>,
): Fact[] {
  const risk = (
    holder: Holder,
    unit: Unit,
    amount: number,
    saleId: string | null,
    worth: Money | null,
  ): Fact[] => {
    if (amount === 0) return [];
    const riskId = newId();
    const lot = lotOf(time.day, null);
    return [
      { type: 'RiskTaken', body: { riskId, holder, unit, amount, lot, saleId: saleId ?? riskId, worth } },
    ];
  };
  switch (fact.type) {
    case 'ValueSpent': {
      const { walletId, unit, parts, reservationId, saleId } = fact.body;
      const wallet = walletHolder(walletId);
      const from = reservationId === null ? wallet : reservedHolder(reservationId);
      const there = purse.find(from, unit, parts, true);
      const missing = sumOf(parts) - sumOf(there);
      const worth = worthByVoucher(fact, missing, next);
      return [...withParts(fact, there), ...risk(wallet, unit, missing, saleId, worth)];
    }
    case 'GiftCardSpent': {
      const { giftCardId, unit, parts, reservationId, saleId } = fact.body;
      const card = giftCardHolder(giftCardId);
      const there = purse.find(
        reservationId === null ? card : reservedHolder(reservationId),
        unit,
        parts,
        true,
      );
      const missing = sumOf(parts) - sumOf(there);
      return [...withParts(fact, there), ...risk(card, unit, missing, saleId, moneyOf(unit, missing))];
    }
    case 'GiftCardVoided': {
      const { giftCardId, unit, parts, saleId } = fact.body;
      const card = giftCardHolder(giftCardId);
      const there = purse.find(card, unit, parts, true);
      const missing = sumOf(parts) - sumOf(there);
      return [...withParts(fact, there), ...risk(card, unit, missing, saleId, moneyOf(unit, missing))];
    }
    case 'CampaignUsed': {
      // It was used: what the limit has not here is owed by the uses that are left elsewhere.
      const { campaignId, uses, lot, saleId } = fact.body;
      const campaign = campaignHolder(campaignId);
      const unit: Unit = `uses:${campaignId}`;
      const there = purse.find(campaign, unit, [{ lot, amount: uses }], true);
      const used = there.map((part): Fact => ({
        ...fact,
        body: { ...fact.body, lot: part.lot, uses: part.amount },
      }));
      return [...used, ...risk(campaign, unit, uses - sumOf(there), saleId, null)];
    }
    case 'VoucherVoided': {
      // With the sale it came from: what had become the voucher went back to the customer.
      const { voucherId, unit, amount, saleId, because } = fact.body;
      if (because !== 'sale-reversed') return [];
      return risk(voucherHolder(voucherId), unit, amount, saleId, moneyOf(unit, amount));
    }
    case 'VoucherRedeemed': {
      const { voucherId, unit, amount, saleId } = fact.body;
      return risk(voucherHolder(voucherId), unit, amount, saleId, moneyOf(unit, amount));
    }
    case 'ValueClawedBack': {
      // It came back with the goods: what lies elsewhere is owed from there.
      const { walletId, unit, parts, debt } = fact.body;
      const there = purse.find(walletHolder(walletId), unit, parts, true);
      return [{ ...fact, body: { ...fact.body, parts: there, debt: debt + sumOf(parts) - sumOf(there) } }];
    }
    case 'SaleReversed':
      return [{ ...fact, body: { ...fact.body, parts: [], provisional: true, whole: undefined } }];
    case 'DebtRepaid':
      return onceOnly(fact, purse);
    case 'ValueJoined': {
      const { from, unit, parts, debts } = fact.body;
      const there = purse.find(walletHolder(from), unit, parts, false);
      return joined(fact, there, purse.owes(debtHolder(from), unit, debts));
    }
    case 'RightsReturned':
    case 'ValueExpired':
    case 'ValueReserved':
      return withParts(fact, purse.find(fact.body.holder, fact.body.unit, fact.body.parts, false));
    default:
      return [];
  }
}

/** What of one wallet is used under another, as far as it is still there. */
const joined = (fact: Of<'ValueJoined'>, parts: Part[], debts: Part[]): Fact[] =>
  parts.length + debts.length === 0 ? [] : [{ ...fact, body: { ...fact.body, parts, debts } }];

type WithParts = Of<
  'ValueSpent' | 'GiftCardSpent' | 'GiftCardVoided' | 'RightsReturned' | 'ValueExpired' | 'ValueReserved'
>;

/** The same fact about fewer or other lots; nothing when none are left. */
function withParts(fact: WithParts, parts: Part[]): Fact[] {
  return parts.length === 0 ? [] : [{ ...fact, body: { ...fact.body, parts } } as Fact];
}

/** Points have no price; but the voucher that they became, written right behind, has one. Rounded up: a loss is not talked small. */
function worthByVoucher(spent: Of<'ValueSpent'>, missing: number, next: Fact | undefined): Money | null {
  if (next?.type !== 'VoucherIssued' || next.body.programId !== spent.body.programId) return null;
  return moneyOf(next.body.unit, Math.ceil((missing * next.body.amount) / sumOf(spent.body.parts)));
}

/** What value of this unit is in money, when it is money. */
function moneyOf(unit: Unit, minor: number): Money | null {
  const [kind, currency = ''] = unit.split(':');
  return kind === 'credit' || kind === 'gift' ? { minor, currency } : null;
}
