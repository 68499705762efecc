import { totalOf, typedBasket, type Basket } from '../basket/basket.ts';
import { earnBase, type BaseLine } from '../basket/earn-base.ts';
import type { Money } from '../money/money.ts';
import type { SaleToJudge } from '../programs/program.ts';
import { askingFor, type Asking } from './ask-programs.ts';
import { burnLimit } from './burn-limit.ts';
import { giftCardSelling, payWithGiftCards, paidWithGiftCards, type GiftCardPayment } from './gift-cards.ts';
import type { Circumstances } from './look-up.ts';
import { offersOf, type CounterOffer } from './counter-offers.ts';
import { chooseFor, reduce, type Choose, type Purse, type Reduced } from './reductions.ts';
import type { Visit } from './visit.ts';

/** A sale before anything is written: what offers make of it, and what of it may earn. */
export interface JudgedSale {
  reduced: Reduced;
  /** Which of other offers would go together on it. */
  choose: Choose;
  offers: CounterOffer[];
  basket: Basket;
  /** Null without a member. */
  asking: Asking | null;
  /** What is left of the member's value at this till. */
  purse: Purse;
  sale: SaleToJudge;
  /** What gift cards pay, after offers and vouchers. */
  giftCards: GiftCardPayment[];
  earnBase: BaseLine[];
}

/** Works out what a sale of this amount comes to with the offers that are wanted, and what of it may earn, line by line. */
export function judgeSale(visit: Visit, full: Money, here: Circumstances): JudgedSale {
  const { member } = visit;
  const basket = basketOf(visit, full);
  const asking = member && askingFor(member.walletId, here);
  const purse = purseOf(visit, asking, here);
  const vouchersMinor = Math.min(full.minor, moneyPaid(visit, full.currency));
  const offers = offersOf(visit, asking, here);
  const choose = chooseFor(basket, here.settings);
  const reduced = reduce(basket, offers, purse, vouchersMinor, choose);
  const { discounts, paidWithValueMinor, dueMinor } = reduced;
  const takenMinor = Math.min(dueMinor, vouchersMinor);
  const giftCards = payWithGiftCards(visit, { basket, discounts, openMinor: dueMinor - takenMinor }, here);
  const paid = paidWithValueMinor + takenMinor + withoutEarning(giftCards, here);
  const base = earnBase(basket, discounts, paid, here.settings.earn);
  const lines = basket.lines.map((line, index) => ({
    ...line,
    countedMinor: base.lines[index]?.countedMinor ?? 0,
  }));
  const sale = { total: { ...full, minor: dueMinor }, baseMinor: base.baseMinor, lines, items: visit.items };
  return { reduced, choose, offers, basket, asking, purse, sale, giftCards, earnBase: base.lines };
}

/** What gift cards paid that earns nothing now: it earned when they were bought, or the owner wants it never to earn. */
const withoutEarning = (payments: readonly GiftCardPayment[], here: Circumstances): number =>
  payments.length > 0 && (giftCardSelling(here)?.earns ?? 'when-spent') !== 'when-spent'
    ? paidWithGiftCards(payments)
    : 0;

/** The register's lines, if they come to what is sold; the cashier may have changed the amount since. */
function basketOf({ lines }: Visit, full: Money): Basket {
  const told: Basket = { currency: full.currency, lines: lines ?? [] };
  return lines !== null && totalOf(told).minor === full.minor ? told : typedBasket(full);
}

/** What programs are asked with: what is left of the member's value after what the offers of this sale used up. */
export const leftOf = (asking: Asking, { lots, here }: Purse): Asking => ({
  ...asking,
  lots: [...asking.lots.filter(({ drawer }) => drawer !== here.till), ...lots.map((lot) => ({ ...lot }))],
});

/** What a member may use up in this visit at this till. */
export const purseOf = ({ member }: Visit, asking: Asking | null, here: Circumstances): Purse => ({
  lots: asking ? asking.lots.filter(({ drawer }) => drawer === here.till).map((lot) => ({ ...lot })) : [],
  debts: asking?.debts ?? [],
  uses: new Map(),
  burn: burnLimit(member?.by ?? 'card', here.settings),
  here,
});

/** What the vouchers on the counter take off, in minor units of `currency`. */
export const moneyPaid = ({ vouchers }: Visit, currency: string): number =>
  vouchers.filter(({ unit }) => unit === `credit:${currency}`).reduce((sum, { amount }) => sum + amount, 0);
