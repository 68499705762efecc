import { ok, refuse, type Result } from '../base/result.ts';
import type { Fact } from '../ledger/events.ts';
import { parseAmount, type Money } from '../money/money.ts';
import { award } from './award.ts';
import { claimOf, opensClaim } from './claims.ts';
import { judgeSale, leftOf, moneyPaid, type JudgedSale } from './judge-sale.ts';
import { giftCardFault, giftUnit, paidWithGiftCards, type GiftCardPayment } from './gift-cards.ts';
import type { Circumstances } from './look-up.ts';
import { faultOf, riskOf } from './present.ts';
import type { Reduced } from './reductions.ts';
import type { Refusal } from './refusal.ts';
import { riskBudget, type RiskBudget } from './risk.ts';
import type { ChosenOffer, Visit } from './visit.ts';

/** Decides a sale: the facts to write down in one transaction, `SaleRecorded` first. `saleId` is chosen by whoever asks. */
export function recordSale(
  visit: Visit,
  { saleId, amountText, claim = false }: { saleId: string; amountText: string; claim?: boolean | undefined },
  here: Circumstances,
): Result<Fact[], Refusal> {
  const opens = opensClaim(visit, claim, here);
  const isBare =
    !visit.member && visit.vouchers.length === 0 && visit.giftCards.length === 0 && visit.chosen.length === 0;
  if (isBare && visit.newCard && !claim) return refuse({ code: 'NOT_ENROLLED', tail: visit.newCard.tail });
  if (isBare && !opens) return refuse({ code: 'NO_CUSTOMER' });
  if (visit.claim) return refuse({ code: 'CLAIM_WAITS' });
  const budget = riskBudget(here);
  const taken = takeVouchers(saleId, visit, here, budget);
  if (!taken.ok) return taken;
  const amount = readTotal(visit, amountText, here);
  if (!amount.ok) return amount;
  const judged = judgeSale(visit, amount.value, here);
  const { reduced } = judged;
  const isThere = ({ offerId }: ChosenOffer) => judged.offers.some((offer) => offer.offerId === offerId);
  if (!visit.chosen.every(isThere) || reduced.refused.some(({ offer }) => !offer.automatic))
    return refuse({ code: 'OFFER_NOT_NOW' });
  const paid = moneyPaid(visit, amount.value.currency);
  const total = { ...amount.value, minor: reduced.dueMinor };
  if (paid > total.minor)
    return refuse({ code: 'VOUCHERS_EXCEED_SALE', vouchersMinor: paid, totalMinor: total.minor });

  for (const card of visit.giftCards) {
    const fault = giftCardFault(card, here);
    if (fault) return refuse(fault);
  }

  const facts: Fact[] = [
    saleFact(saleId, visit, total, paid, judged),
    ...giftCardFacts(saleId, judged.giftCards, here),
    ...spentFacts(saleId, visit, reduced),
    ...usedFacts(saleId, reduced),
    ...taken.value,
  ];
  if (visit.member && judged.asking) {
    const { sale, purse } = judged;
    facts.push(...award(sale, saleId, visit.member.walletId, leftOf(judged.asking, purse), purse, budget));
  }
  const opened = opens ? claimOf(judged.sale, saleId, here) : undefined;
  if (opened) facts.push(opened);
  else if (isBare) return refuse({ code: 'CLAIM_NOTHING' });
  return ok(facts);
}

/** What offers used up of the member's value, right behind the sale. */
const spentFacts = (saleId: string, { member }: Visit, { used }: Reduced): Fact[] =>
  used.flatMap(({ offer, spends }): Fact[] => {
    if (!spends || !member) return [];
    const { programId, revision, title: reason } = offer;
    const origin = { saleId, reservationId: null, programId, revision, reason };
    return [{ type: 'ValueSpent', body: { walletId: member.walletId, ...spends, ...origin } }];
  });

/** The uses of limited coupons, one by one. */
const usedFacts = (saleId: string, { used }: Reduced): Fact[] =>
  used.flatMap(({ use }): Fact[] =>
    use ? [{ type: 'CampaignUsed', body: { ...use, uses: 1, saleId } }] : [],
  );

/** What gift cards paid, part by part. */
const giftCardFacts = (saleId: string, payments: readonly GiftCardPayment[], here: Circumstances): Fact[] =>
  payments.map(({ card: { giftCardId }, parts, vat }) => ({
    type: 'GiftCardSpent',
    body: { giftCardId, unit: giftUnit(here), parts, vat, saleId, reservationId: null },
  }));

/**
 * What lies on the counter may have changed while it lay there: midnight passed, or another till blocked the card. Vouchers of
 * this drawer are redeemed; another is a risk, if the owner takes it.
 */
function takeVouchers(
  saleId: string,
  { member, vouchers }: Visit,
  here: Circumstances,
  budget: RiskBudget,
): Result<Fact[], Refusal> {
  if (member?.cardId && here.look.card(member.cardId)?.blocked)
    return refuse({ code: 'CARD_BLOCKED', tail: member.tail });
  const facts: Fact[] = [];
  for (const { voucherId } of vouchers) {
    const voucher = here.look.voucher(voucherId);
    if (!voucher) return refuse({ code: 'VOUCHER_UNKNOWN' });
    const fault = faultOf(voucher, here, budget);
    if (fault) return refuse(fault);
    const { unit, amount, lot } = voucher;
    const risk = voucher.drawer === here.till ? undefined : budget.take(riskOf(voucher, saleId, here));
    facts.push(risk ?? { type: 'VoucherRedeemed', body: { voucherId, unit, amount, lot, saleId } });
  }
  return ok(facts);
}

/** The amount as typed; nothing or zero is fine for somebody who only takes what a coupon gives. */
export function readTotal(visit: Visit, amountText: string, here: Circumstances): Result<Money, Refusal> {
  const { currency, maxSaleMinor } = here.settings;
  const amount = parseAmount(amountText.trim() || '0', currency, maxSaleMinor);
  const onlyCoupons =
    visit.vouchers.length > 0 && visit.vouchers.every(({ unit }) => unit.startsWith('coupon:'));
  if (!amount.ok && amount.error.code === 'AMOUNT_ZERO' && onlyCoupons) return ok({ minor: 0, currency });
  if (!amount.ok && amountText.trim() === '') return refuse({ code: 'AMOUNT_NOT_A_NUMBER' });
  return amount;
}

function saleFact(
  saleId: string,
  visit: Visit,
  total: Money,
  paidWithVouchersMinor: number,
  { reduced: { used }, giftCards }: Pick<JudgedSale, 'reduced' | 'giftCards'>,
): Fact {
  const walletId = visit.member?.walletId ?? null;
  const items = Object.entries(visit.items).map(([item, quantity]) => ({ item, quantity }));
  const by = visit.member?.by ?? 'card';
  const identified = by === 'card' ? {} : { identifiedBy: by };
  const reductions = used.map(({ offer: { offerId, programId, title: reason, onceKey }, offMinor }) => {
    return { offerId, programId, offMinor, reason, ...(onceKey === null ? {} : { onceKey }) };
  });
  const reduced = reductions.length > 0 ? { reductions } : {};
  const gifts = giftCards.length > 0 ? { paidWithGiftCardsMinor: paidWithGiftCards(giftCards) } : {};
  return {
    type: 'SaleRecorded',
    body: { saleId, walletId, ...identified, total, ...reduced, paidWithVouchersMinor, ...gifts, items },
  };
}
