import { totalOf, type Basket } from '../basket/basket.ts';
import type { LineDiscount } from '../basket/line-discount.ts';
import type { OfferRefusal } from '../basket/offer.ts';
import { bestStack, stack, type Candidate, type Stacked } from '../basket/stack.ts';
import { sumOf, type Lot, type Part, type Unit } from '../ledger/posting.ts';
import type { PayWith } from '../programs/program.ts';
import type { ShopSettings } from '../settings/shop-settings.ts';
import { goodOf } from './ask-programs.ts';
import type { BurnLimit } from './burn-limit.ts';
import { campaignLeft, type CampaignLeft } from './campaign-left.ts';
import type { CounterOffer } from './counter-offers.ts';
import type { CouponUnmet } from './coupons.ts';
import type { Circumstances, HeldLot } from './look-up.ts';
import { isOff } from './risk.ts';
import { takeSoonestExpiring } from './spend-lots.ts';

/** Why an offer is not had: the basket or the other offers say no, or what it costs does not lie here. */
export type NotHad =
  | OfferRefusal
  | CouponUnmet
  | Exclude<CampaignLeft, { code: 'LEFT' }>
  | { code: 'NOT_ENOUGH'; have: number; need: number }
  | { code: 'CARD_NEEDED'; limitMinor: number }
  | { code: 'NOT_WHILE_OFFLINE' }
  | { code: 'RESTRICTED' }
  | { code: 'NOTHING_DUE' };

/** The codes by name, so that a test can demand a sentence for each. The compiler keeps it complete. */
export const notHadCodes = Object.keys({
  BELOW_MINIMUM: 0,
  BOUGHT_BEFORE: 0,
  CARD_NEEDED: 0,
  EXCLUSIVE_WITH: 0,
  GROUP_TAKEN: 0,
  MEMBER_NEEDED: 0,
  NOT_ENOUGH: 0,
  NOT_WHILE_OFFLINE: 0,
  NOTHING_DUE: 0,
  NOTHING_IN_SCOPE: 0,
  NOTHING_LEFT: 0,
  NOT_FOR_THIS_MEMBER: 0,
  OTHER_MEMBER: 0,
  OVER_CAP: 0,
  RESTRICTED: 0,
  SEGMENT_NOT_KNOWN: 0,
  TOO_FEW_PIECES: 0,
  TOO_MANY_OFFERS: 0,
  USED_BEFORE: 0,
  USED_UP: 0,
  USES_ELSEWHERE: 0,
  WORSE_TOGETHER: 0,
} satisfies Record<NotHad['code'], 0>) as NotHad['code'][];

/** An offer that was used: what it took off, and what it used up of the member's value. */
export interface Reduction {
  offer: CounterOffer;
  offMinor: number;
  spends: { unit: Unit; parts: Part[] } | null;
  /** The use of a limited coupon that it took; null when nobody counts. */
  use: { campaignId: string; lot: Lot } | null;
}

/** What offers come to on a basket. `dueMinor` is what is left after all of them, before vouchers of money. */
export interface Reduced {
  used: Reduction[];
  refused: { offer: CounterOffer; because: NotHad }[];
  discounts: LineDiscount[];
  /** What was paid with value of the member's wallet. */
  paidWithValueMinor: number;
  dueMinor: number;
}

/** What one sale may still use up of a member's value, at this till. */
export interface Purse {
  /** What lies in this till's drawer; grows less with what is spent. */
  lots: HeldLot[];
  /** What is owed is paid before anything is had for it. */
  debts: readonly HeldLot[];
  burn: BurnLimit;
  /** How many uses of limited coupons this sale has taken already. */
  uses: Map<string, number>;
  here: Circumstances;
}

/** Says which offers go together on one basket, and remembers what it said. */
export type Choose = (candidates: readonly Candidate[]) => Stacked;

/** Chooses as the shop wants it. The same offers are chosen from once: what is tried beside them often changes nothing for them. */
export function chooseFor(basket: Basket, { stacking }: Pick<ShopSettings, 'stacking'>): Choose {
  const known = new Map<string, Stacked>();
  return (candidates) => {
    const names = candidates.map(({ offerId }) => offerId).join(' ');
    const chosen =
      known.get(names) ?? (stacking.choose === 'best' ? bestStack : stack)(basket, candidates, stacking);
    known.set(names, chosen);
    return chosen;
  };
}

/**
 * Uses the offers that are wanted: what is taken off first, in the shop's order, then what is paid with value, out of the purse.
 * Nothing is risked for a reduction, for there is always the price.
 */
export function reduce(
  basket: Basket,
  offers: readonly CounterOffer[],
  purse: Purse,
  vouchersMinor: number,
  choose: Choose,
): Reduced {
  const wanted = offers.filter((offer) => offer.wanted);
  const used: Reduction[] = [];
  const refused: Reduced['refused'] = [];
  const affordable = wanted.flatMap((offer) => {
    if (offer.does.kind !== 'take-off') return [];
    const because =
      offer.unmet ??
      campaignFault(offer, purse) ??
      (offer.cost && cannotSpend(offer.cost.unit, offer.cost.amount, purse));
    if (!because)
      return [
        { offer, candidate: { offerId: offer.offerId, effect: offer.does.effect, ...offer.does.rules } },
      ];
    refused.push({ offer, because });
    return [];
  });
  const stacked = choose(affordable.map(({ candidate }) => candidate));
  const offerOf = (id: string) => affordable.find(({ offer }) => offer.offerId === id)?.offer;
  for (const { offerId, ...because } of stacked.refused) {
    const offer = offerOf(offerId);
    if (offer) refused.push({ offer, because });
  }
  const discounts: LineDiscount[] = [];
  let dueMinor = totalOf(basket).minor;
  for (const applied of stacked.applied) {
    const offer = offerOf(applied.offerId);
    if (!offer) continue;
    const spends = offer.cost && spend(offer.cost.unit, offer.cost.amount, applied.offMinor, purse);
    if (offer.cost && !spends) {
      refused.push({ offer, because: noMore(offer.cost.unit, offer.cost.amount, purse) });
      continue;
    }
    const use = takeUse(offer, purse);
    if (use && 'because' in use) {
      refused.push({ offer, because: use.because });
      continue;
    }
    discounts.push(...applied.discounts);
    dueMinor -= applied.offMinor;
    used.push({ offer, offMinor: applied.offMinor, spends: spends ?? null, use });
  }
  let paidWithValueMinor = 0;
  for (const offer of wanted) {
    if (offer.does.kind !== 'pay-with') continue;
    const paid = pay(offer, offer.does, dueMinor, Math.max(0, dueMinor - vouchersMinor), purse);
    if ('because' in paid) {
      refused.push(paid);
      continue;
    }
    used.push(paid);
    dueMinor -= paid.offMinor;
    paidWithValueMinor += paid.offMinor;
  }
  return { used, refused, discounts, paidWithValueMinor, dueMinor };
}

/** Pays a part of what is due, as much as is wanted, lies here and comes in whole steps; at least a minor unit. */
function pay(
  offer: CounterOffer,
  { unit, rate, step, leastUnits, mostBp }: PayWith,
  dueMinor: number,
  openMinor: number,
  purse: Purse,
): Reduction | { offer: CounterOffer; because: NotHad } {
  const have = lyingHere(unit, purse);
  const need = Math.max(step, leastUnits, Math.ceil(rate.units / rate.minor));
  if (have < need) return { offer, because: { code: 'NOT_ENOUGH', have, need } };
  const most = Math.min(Math.floor((dueMinor * mostBp) / 10_000), openMinor, offer.wantedMinor ?? openMinor);
  const forMost = Math.floor((most * rate.units) / rate.minor);
  const units = Math.floor(Math.min(have, forMost) / step) * step;
  const offMinor = Math.floor((units * rate.minor) / rate.units);
  if (units < need || offMinor === 0) return { offer, because: { code: 'NOTHING_DUE' } };
  const spends = spend(unit, units, offMinor, purse);
  return spends ? { offer, offMinor, spends, use: null } : { offer, because: noMore(unit, units, purse) };
}

/** Why a limited coupon cannot be used once more; null when it can, or has no limit. */
function campaignFault({ campaign }: CounterOffer, { uses, here }: Purse): NotHad | null {
  if (!campaign) return null;
  if (here.state !== 'sound') return { code: 'RESTRICTED' };
  const left = campaignLeft(campaign, uses.get(campaign.campaignId) ?? 0, here);
  return left.code === 'LEFT' ? null : left;
}

/** Takes one use of a limited coupon out of this till's drawer. Two papers of one coupon take two. */
function takeUse(offer: CounterOffer, purse: Purse): Reduction['use'] | { because: NotHad } {
  const { campaign } = offer;
  if (!campaign) return null;
  const { campaignId } = campaign;
  const taken = purse.uses.get(campaignId) ?? 0;
  const left = campaignLeft(campaign, taken, purse.here);
  if (left.code !== 'LEFT') return { because: left };
  purse.uses.set(campaignId, taken + 1);
  return { campaignId, lot: left.lot };
}

function cannotSpend(unit: Unit, amount: number, purse: Purse): NotHad | null {
  const { here } = purse;
  if (here.state !== 'sound') return { code: 'RESTRICTED' };
  if (isOff(unit, here)) return { code: 'NOT_WHILE_OFFLINE' };
  const have = lyingHere(unit, purse);
  return have < amount ? { code: 'NOT_ENOUGH', have, need: amount } : null;
}

const lyingHere = (unit: Unit, { lots, debts, here }: Purse): number =>
  Math.max(0, sumOf(goodOf(lots, unit, here.time.day)) + sumOf(debts.filter((debt) => debt.unit === unit)));

const noMore = (unit: Unit, amount: number, purse: Purse): NotHad =>
  cannotSpend(unit, amount, purse) ?? {
    code: 'CARD_NEEDED',
    limitMinor: purse.here.settings.burnWithoutCardMinor,
  };

/** Takes value out of the purse, or nothing when it is not there or may not be used. */
function spend(unit: Unit, amount: number, worthMinor: number, purse: Purse): Reduction['spends'] {
  if (cannotSpend(unit, amount, purse) || !purse.burn.take(worthMinor)) return null;
  const parts = takeSoonestExpiring(goodOf(purse.lots, unit, purse.here.time.day), amount);
  for (const { lot, amount: part } of parts) {
    const held = purse.lots.find((one) => one.unit === unit && one.lot === lot);
    if (held) held.amount -= part;
  }
  return { unit, parts };
}
