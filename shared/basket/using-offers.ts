import { ok, refuse, type Result } from '../base/result.ts';
import { apportion, proportionDown } from './apportion.ts';
import type { Basket } from './basket.ts';
import { discountsOf, minorOf, mostOff, reachOf, takenBy, type EffectRefusal, type Reach } from './effect.ts';
import type { AppliedOffer, Candidate, OfferRefusal, Stacked, StackRules } from './offer.ts';
import { openBasket, take, type OpenBasket, type Taken } from './open-basket.ts';

/** A candidate with what can be said of it before any other is used. */
export interface Prepared {
  candidate: Candidate;
  reach: Reach;
  /** What it takes off the basket as it was rung up, or why it never can. */
  alone: Result<Taken[], EffectRefusal | Extract<OfferRefusal, { code: 'BELOW_MINIMUM' }>>;
  /** What it could take off at most, after whatever others took. */
  mostMinor: number;
}

/** Sorts the candidates and looks at each alone. */
export function prepare(basket: Basket, candidates: readonly Candidate[]): Prepared[] {
  const goodsMinor = goodsOf(basket);
  const open = openBasket(basket);
  return [...candidates].sort(byOrder).map((candidate) => {
    const reach = reachOf(candidate.effect, basket);
    const { minimumMinor } = candidate;
    const alone =
      goodsMinor < minimumMinor
        ? refuse({ code: 'BELOW_MINIMUM' as const, minimumMinor, goodsMinor })
        : takenBy(candidate.effect, reach, open);
    return { candidate, reach, alone, mostMinor: mostOff(candidate.effect, reach, open) };
  });
}

/** What stands on the counter while offers are used one after the other. */
export interface Using {
  open: OpenBasket;
  applied: { candidate: Candidate; offer: AppliedOffer }[];
  refused: Stacked['refused'];
  /** How much may still be taken off. */
  leftMinor: number;
}

/** Nothing is used yet. */
export const startUsing = (basket: Basket, { mostOffBp }: StackRules): Using => ({
  open: openBasket(basket),
  applied: [],
  refused: [],
  leftMinor: proportionDown(goodsOf(basket), mostOffBp, 10_000),
});

/** Asks one after the other; who comes first stands in the way of the others. */
export function useInOrder(basket: Basket, prepared: readonly Prepared[], rules: StackRules): Using {
  const using = startUsing(basket, rules);
  for (const offer of prepared) {
    const wanted = mayUse(offer, using, rules);
    if (wanted.ok) use(offer.candidate, wanted.value, using);
    else using.refused.push({ offerId: offer.candidate.offerId, ...wanted.error });
  }
  return using;
}

/** What an offer takes off after those that are used, before it is cut to what the shop allows; or why it cannot be used. */
export interface Wanted {
  taken: Taken[];
  offMinor: number;
  cutMinor: number;
}

/** Whether an offer may be used after those that are. */
export function mayUse(offer: Prepared, using: Using, rules: StackRules): Result<Wanted, OfferRefusal> {
  if (!offer.alone.ok) return offer.alone;
  const inTheWay = whoStandsInTheWay(offer.candidate, using, rules);
  if (inTheWay) return refuse(inTheWay);
  const { effect } = offer.candidate;
  const taken = using.applied.length === 0 ? offer.alone : takenBy(effect, offer.reach, using.open);
  return taken.ok ? withinLimit(taken.value, using.leftMinor, effect.kind) : taken;
}

/** Uses it: `using` is another afterwards. */
export function use(candidate: Candidate, { taken, offMinor, cutMinor }: Wanted, using: Using): void {
  take(using.open, taken);
  using.leftMinor -= offMinor;
  const discounts = discountsOf(taken, using.open);
  using.applied.push({ candidate, offer: { offerId: candidate.offerId, discounts, offMinor, cutMinor } });
}

function whoStandsInTheWay(
  { exclusive, group }: Candidate,
  { applied }: Using,
  { mostOffers, onePerGroup }: StackRules,
): OfferRefusal | undefined {
  const alone = applied.find(({ candidate }) => exclusive || candidate.exclusive);
  if (alone) return { code: 'EXCLUSIVE_WITH', with: alone.offer.offerId };
  const same = onePerGroup && group !== '' && applied.find(({ candidate }) => candidate.group === group);
  if (same) return { code: 'GROUP_TAKEN', with: same.offer.offerId, group };
  return applied.length >= mostOffers ? { code: 'TOO_MANY_OFFERS', most: mostOffers } : undefined;
}

/** Money is cut to what may still be taken off; a thing is given whole or not at all, and stays for another day. */
function withinLimit(
  taken: Taken[],
  leftMinor: number,
  kind: Candidate['effect']['kind'],
): Result<Wanted, OfferRefusal> {
  const offMinor = minorOf(taken);
  if (offMinor <= leftMinor) return ok({ taken, offMinor, cutMinor: 0 });
  const isMoney = kind === 'percent' || kind === 'fixed';
  if (!isMoney || leftMinor === 0) return refuse({ code: 'OVER_CAP', offMinor, leftMinor });
  const shares = apportion(
    leftMinor,
    taken.map(({ minor }) => minor),
  );
  const cut = taken.map((one, place) => ({ ...one, minor: shares[place] ?? 0 }));
  return ok({
    taken: cut.filter(({ minor }) => minor > 0),
    offMinor: leftMinor,
    cutMinor: offMinor - leftMinor,
  });
}

const byOrder = (a: Candidate, b: Candidate): number =>
  a.order - b.order || (a.offerId < b.offerId ? -1 : a.offerId > b.offerId ? 1 : 0);

/** What the goods come to before any offer. Gift cards, tips and fees help nobody over a minimum. */
const goodsOf = ({ lines }: Basket): number =>
  lines.reduce((sum, { kind, totalMinor }) => (kind === 'goods' ? sum + totalMinor : sum), 0);
