import { ok, refuse, type Result } from '../base/result.ts';
import type { Basket } from '../basket/basket.ts';
import { offOf, type LineDiscount } from '../basket/line-discount.ts';
import { centre, suspenseOf, transitTo } from '../ledger/drawer.ts';
import { lotExpiry, sumOf, type Part, type Unit } from '../ledger/posting.ts';
import type { VatClass } from '../ledger/vat-class.ts';
import { giftCardIdOf } from '../members/wallet.ts';
import type { GiftCardRules } from '../programs/program.ts';
import { newGiftCardCode } from '../scan/formats/gift-card.format.ts';
import type { Scan } from '../scan/scan.ts';
import { goodOf } from './ask-programs.ts';
import { tillName } from './till-name.ts';
import type { Circumstances, HeldLot } from './look-up.ts';
import type { Refusal } from './refusal.ts';
import { isOff } from './risk.ts';
import { takeSoonestExpiring } from './spend-lots.ts';
import type { Visit, VisitGiftCard } from './visit.ts';

/** How this shop sells gift cards, and which program says so: the first one, if there are several. */
export interface GiftCardSelling extends GiftCardRules {
  programId: string;
  revision: number;
}

/** How this shop sells gift cards now; undefined when it does not. */
export function giftCardSelling(here: Pick<Circumstances, 'look'>): GiftCardSelling | undefined {
  for (const { programId, revision, program, setup } of here.look.programs()) {
    const rules = program.giftCards(setup);
    if (rules) return { ...rules, programId, revision };
  }
  return undefined;
}

/** The unit in which this shop's gift cards hold money. */
export const giftUnit = ({ settings }: Pick<Circumstances, 'settings'>): Unit => `gift:${settings.currency}`;

/** A gift card was shown: it lies on the counter now, to pay with or to be loaded. Whether it may pay is asked with the sale. */
export function presentGiftCard(
  visit: Visit,
  { code }: Extract<Scan, { kind: 'gift-card' }>,
  here: Circumstances,
): Result<Visit, Refusal> {
  const giftCardId = giftCardIdOf(code, here.machine.sha256);
  if (visit.giftCards.some((shown) => shown.giftCardId === giftCardId))
    return refuse({ code: 'GIFT_CARD_ALREADY_PRESENTED' });
  const { vat, lots } = here.look.giftCard(giftCardId);
  if (vat === null && lots.length === 0 && !giftCardSelling(here))
    return refuse({ code: 'GIFT_CARD_UNKNOWN' });
  const card = { giftCardId, tail: code.slice(-4), newCode: null };
  return ok({ ...visit, giftCards: [...visit.giftCards, card] });
}

/** Lays a gift card on the counter that comes into being when it is paid: it will be printed. */
export function newGiftCard(visit: Visit, here: Circumstances): Result<Visit, Refusal> {
  if (!giftCardSelling(here)) return refuse({ code: 'GIFT_CARDS_NOT_SOLD' });
  if (visit.giftCards.some(({ newCode }) => newCode !== null)) return ok(visit);
  const newCode = newGiftCardCode(here.machine.randomBytes(64));
  const giftCardId = giftCardIdOf(newCode, here.machine.sha256);
  return ok({ ...visit, giftCards: [...visit.giftCards, { giftCardId, tail: newCode.slice(-4), newCode }] });
}

/** What a gift card holds: good money at this till and everywhere, in minor units, and the day on which the first of it ends. */
export interface GiftCardHolding {
  hereMinor: number;
  totalMinor: number;
  expiryDay: string | null;
  vat: VatClass;
}

/** What a gift card holds now. Of one whose load was not heard of yet, tax falls on what it pays for: nobody owes less for it. */
export function giftCardHolding(
  { giftCardId }: Pick<VisitGiftCard, 'giftCardId'>,
  here: Circumstances,
): GiftCardHolding {
  const { vat, lots } = here.look.giftCard(giftCardId);
  const good = goodOf(lots, giftUnit(here), here.time.day);
  const ends = good.flatMap(({ lot }) => lotExpiry(lot) ?? []).sort();
  return {
    hereMinor: sumOf(good.filter(({ drawer }) => drawer === here.till)),
    totalMinor: sumOf(good),
    expiryDay: ends[0] ?? null,
    vat: vat ?? { kind: 'mpv' },
  };
}

/** Why a gift card pays nothing at this till now; undefined when it can pay something. */
export function giftCardFault(card: VisitGiftCard, here: Circumstances): Refusal | undefined {
  const { tail } = card;
  const unit = giftUnit(here);
  const lots = here.look.giftCard(card.giftCardId).lots.filter(({ amount }) => amount > 0);
  const own = lots.filter((lot) => lot.unit === unit);
  const good = goodOf(own, unit, here.time.day);
  if (good.length === 0) {
    if (own.length > 0) return { code: 'GIFT_CARD_EXPIRED', tail, expiryDay: lastDayOf(own) };
    if (lots.length > 0)
      return { code: 'GIFT_CARD_OTHER_CURRENCY', tail, shopCurrency: here.settings.currency };
    return { code: 'GIFT_CARD_EMPTY', tail };
  }
  if (here.state !== 'sound') return { code: 'RESTRICTED' };
  if (isOff(unit, here)) return { code: 'NOT_WHILE_OFFLINE' };
  if (good.some(({ drawer }) => drawer === here.till)) return undefined;
  return elsewhere(good, here);
}

const lastDayOf = (lots: readonly HeldLot[]): string =>
  lots.reduce((last, { lot }) => ((lotExpiry(lot) ?? '') > last ? (lotExpiry(lot) ?? '') : last), '');

function elsewhere(good: readonly HeldLot[], here: Circumstances): Refusal {
  const amountMinor = sumOf(good);
  const [largest] = [...good].sort((a, b) => b.amount - a.amount);
  const drawer = largest?.drawer ?? centre;
  const till = here.look
    .tills()
    .find(({ writer }) => [writer, transitTo(writer), suspenseOf(writer)].includes(drawer));
  return till
    ? { code: 'GIFT_CARD_ELSEWHERE', tillName: tillName(till.writer, here.look.tills()), amountMinor }
    : { code: 'GIFT_CARD_AT_CENTRE', amountMinor };
}

/** What one gift card pays of a sale, out of which lots. */
export interface GiftCardPayment {
  card: VisitGiftCard;
  amountMinor: number;
  parts: Part[];
  vat: VatClass;
}

/** What is due after offers and vouchers, and the lines it is due for. */
export interface GiftCardDue {
  basket: Basket;
  discounts: readonly LineDiscount[];
  /** What is left to pay before gift cards, in minor units. */
  openMinor: number;
}

/**
 * What the gift cards on the counter pay, in the order in which they were laid there, each as much as it can out of this till's
 * drawer. Money is no change for money: they never pay for a gift card; and a single-purpose one only for goods of its rate.
 */
export function payWithGiftCards(
  { giftCards }: Visit,
  { basket, discounts, openMinor }: GiftCardDue,
  here: Circumstances,
): GiftCardPayment[] {
  if (giftCards.length === 0 || here.state !== 'sound' || isOff(giftUnit(here), here)) return [];
  const off = offOf(discounts);
  const dues = basket.lines
    .filter(({ kind }) => kind !== 'gift-card')
    .map(({ lineId, taxBp, totalMinor }) => ({ taxBp, minor: totalMinor - (off.get(lineId) ?? 0) }));
  const dueOf = (some: typeof dues) => some.reduce((sum, { minor }) => sum + minor, 0);
  let left = Math.min(openMinor, dueOf(dues));
  const paidAtRate = new Map<number, number>();
  return giftCards.flatMap((card): GiftCardPayment[] => {
    const { vat, hereMinor } = giftCardHolding(card, here);
    const atRate = (rate: number) =>
      dueOf(dues.filter(({ taxBp }) => taxBp === null || taxBp === rate)) - (paidAtRate.get(rate) ?? 0);
    const most = vat.kind === 'spv' ? Math.min(left, Math.max(0, atRate(vat.taxBp))) : left;
    const amountMinor = Math.min(most, hereMinor);
    if (amountMinor <= 0) return [];
    left -= amountMinor;
    if (vat.kind === 'spv') paidAtRate.set(vat.taxBp, (paidAtRate.get(vat.taxBp) ?? 0) + amountMinor);
    const lots = here.look.giftCard(card.giftCardId).lots.filter(({ drawer }) => drawer === here.till);
    const parts = takeSoonestExpiring(goodOf(lots, giftUnit(here), here.time.day), amountMinor);
    return [{ card, amountMinor, parts: parts.map(({ lot, amount }) => ({ lot, amount })), vat }];
  });
}

/** How much these payments come to, in minor units. */
export const paidWithGiftCards = (payments: readonly GiftCardPayment[]): number =>
  payments.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
