import { dayMonthsAfter } from '../base/months.ts';
import { ok, refuse, type Result } from '../base/result.ts';
import { typedBasket } from '../basket/basket.ts';
import { centre } from '../ledger/drawer.ts';
import type { Fact } from '../ledger/events.ts';
import { lotOf } from '../ledger/posting.ts';
import { parseAmount, type Money } from '../money/money.ts';
import { askingFor } from './ask-programs.ts';
import { award } from './award.ts';
import { giftCardSelling, giftUnit, type GiftCardSelling } from './gift-cards.ts';
import { purseOf } from './judge-sale.ts';
import type { Circumstances } from './look-up.ts';
import type { Refusal } from './refusal.ts';
import { riskBudget } from './risk.ts';
import type { Visit } from './visit.ts';

/** A gift card that lies on the counter is to be loaded, by a sale of its own whose id was chosen by whoever asks. */
export interface LoadWanted {
  saleId: string;
  giftCardId: string;
  amountText: string;
}

/**
 * Decides a load: a sale of nothing but this money, which waits for nobody, since anyone may put value into a drawer. What else lies
 * on the counter stays there for the sale of the goods.
 */
export function loadGiftCard(
  visit: Visit,
  { saleId, giftCardId, amountText }: LoadWanted,
  here: Circumstances,
): Result<{ visit: Visit; facts: Fact[] }, Refusal> {
  const selling = giftCardSelling(here);
  if (!selling) return refuse({ code: 'GIFT_CARDS_NOT_SOLD' });
  const card = visit.giftCards.find((shown) => shown.giftCardId === giftCardId);
  if (!card) return refuse({ code: 'NO_GIFT_CARD' });
  const total = amountOf(amountText, selling, here);
  if (!total.ok) return total;
  const { minor: amount } = total.value;
  const { programId, revision, validMonths } = selling;
  const { day } = here.time;
  const lot = lotOf(day, validMonths === null ? null : dayMonthsAfter(day, validMonths));
  const vat = here.look.giftCard(giftCardId).vat ?? selling.vat;
  // A till that may be a copy puts it where starting over does not suspend it.
  const drawer = here.state === 'sound' ? here.till : centre;
  const value = { unit: giftUnit(here), drawer, lot, amount };
  const walletId = visit.member?.walletId ?? null;
  const identifiedBy = visit.member && visit.member.by !== 'card' ? { identifiedBy: visit.member.by } : {};
  const facts: Fact[] = [
    {
      type: 'SaleRecorded',
      body: {
        saleId,
        walletId,
        ...identifiedBy,
        total: total.value,
        paidWithVouchersMinor: 0,
        giftCardsSoldMinor: amount,
        items: [],
      },
    },
    {
      type: 'GiftCardLoaded',
      body: { giftCardId, tail: card.tail, ...value, vat, saleId, programId, revision },
    },
    ...(selling.earns === 'when-loaded' ? earnings(visit, saleId, total.value, here) : []),
  ];
  return ok({ visit: { ...visit, giftCards: visit.giftCards.filter((shown) => shown !== card) }, facts });
}

/** The amount as typed, if cards of this shop are sold for it. */
function amountOf(
  amountText: string,
  { amountsMinor, freeAmount }: GiftCardSelling,
  { settings: { currency, maxSaleMinor } }: Circumstances,
): Result<Money, Refusal> {
  const amount = parseAmount(amountText.trim(), currency, maxSaleMinor);
  if (!amount.ok) return amountText.trim() === '' ? refuse({ code: 'AMOUNT_NOT_A_NUMBER' }) : amount;
  const { minor } = amount.value;
  if (amountsMinor.includes(minor)) return amount;
  if (!freeAmount) return refuse({ code: 'GIFT_CARD_AMOUNT_FIXED' });
  const { leastMinor, mostMinor } = freeAmount;
  return minor < leastMinor || minor > mostMinor
    ? refuse({ code: 'GIFT_CARD_AMOUNT_RANGE', leastMinor, mostMinor })
    : amount;
}

/** What buying a card earns, where the owner wants that: all of it, as if it were goods. */
function earnings(visit: Visit, saleId: string, total: Money, here: Circumstances): Fact[] {
  if (!visit.member) return [];
  const asking = askingFor(visit.member.walletId, here);
  const lines = typedBasket(total).lines.map((line) => ({ ...line, countedMinor: total.minor }));
  const sale = { total, baseMinor: total.minor, lines, items: {} };
  const purse = purseOf(visit, asking, here);
  return award(sale, saleId, visit.member.walletId, asking, purse, riskBudget(here));
}
