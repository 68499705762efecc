import { apply, applyInOrder, mayApply, startApplying, type Applying, type Prepared } from './applying.ts';
import type { Basket } from './basket.ts';
import { minorOf, mostBoughtAndGot } from './effect.ts';
import type { StackRules } from './offer.ts';
import { copyOf, openBasket } from './open-basket.ts';

/** Up to so many offers that are worth something, every selection is tried. Beyond, the search would be felt at the counter. */
export const mostTried = 12;

/**
 * Those of the offers with which the customer pays least. Exact up to `mostTried`; beyond that greedy: what saves most is chosen,
 * then what saves most after it, and the answer is the best of that, of the best single offer, and of all in their order.
 */
export const bestOf = (
  basket: Basket,
  useful: readonly Prepared[],
  rules: StackRules,
): readonly Prepared[] =>
  useful.length <= mostTried ? tryAll(basket, useful, rules) : greedily(basket, useful, rules).offers;

interface Selection {
  offMinor: number;
  offers: readonly Prepared[];
}

const isBetter = (one: Selection, than: Selection): boolean =>
  one.offMinor > than.offMinor || (one.offMinor === than.offMinor && one.offers.length < than.offers.length);

/**
 * With and without each offer, in their order. A branch is left when even the most that the rest could take off cannot better
 * what was found, or what a greedy choice finds at once.
 */
function tryAll(basket: Basket, useful: readonly Prepared[], rules: StackRules): readonly Prepared[] {
  let best: Selection = { offMinor: 0, offers: [] };
  const atLeast = greedily(basket, useful, rules).offMinor;
  const rest = mostOfRest(useful.map((offer) => mostMinor(offer, basket)));
  const search = (from: number, applying: Applying, found: Selection): void => {
    if (isBetter(found, best)) best = found;
    const offer = useful[from];
    if (!offer) return;
    const more = rest[from]?.[Math.min(rules.mostOffers - found.offers.length, useful.length - from)] ?? 0;
    const reachable = found.offMinor + Math.min(more, applying.leftMinor);
    const fewer = found.offers.length + 1 < best.offers.length;
    if (reachable < Math.max(atLeast, best.offMinor) || (reachable === best.offMinor && !fewer)) return;
    const wanted = mayApply(offer, applying, rules);
    if (wanted.ok) {
      const after = { ...applying, open: copyOf(applying.open), applied: [...applying.applied] };
      apply(offer.candidate, wanted.value, after);
      const offers = [...found.offers, offer];
      search(from + 1, after, { offMinor: found.offMinor + wanted.value.offMinor, offers });
    }
    search(from + 1, applying, found);
  };
  search(0, startApplying(basket, rules), best);
  return best.offers;
}

const aloneMinor = ({ alone }: Prepared): number => (alone.ok ? minorOf(alone.value) : 0);

/** What an offer could take off at most, after whatever others took. */
function mostMinor(offer: Prepared, basket: Basket): number {
  const { effect } = offer.candidate;
  if (effect.kind !== 'buy-x-get-y') return aloneMinor(offer);
  return mostBoughtAndGot(effect, offer.reach, openBasket(basket));
}

/** For each place, what the best so many from there on could take off at most: `[from][howMany]`. */
function mostOfRest(most: readonly number[]): number[][] {
  return most.map((_, from) => {
    const rest = most.slice(from);
    let sum = 0;
    return [0, ...rest.sort((a, b) => b - a).map((minor) => (sum += minor))];
  });
}

/** The best of three guesses: one offer alone, one after the other by what they save, and all in their order. */
function greedily(basket: Basket, useful: readonly Prepared[], rules: StackRules): Selection {
  const guesses = [bestAlone(basket, useful, rules), growing(basket, useful, rules), useful];
  return guesses
    .map((offers): Selection => {
      const { applied } = applyInOrder(basket, offers, rules);
      const used = new Set(applied.map(({ candidate }) => candidate));
      const offMinor = applied.reduce((sum, { offer }) => sum + offer.offMinor, 0);
      return { offMinor, offers: offers.filter(({ candidate }) => used.has(candidate)) };
    })
    .reduce((best, one) => (isBetter(one, best) ? one : best));
}

/** The one that saves most alone, the earlier of equals. Exclusive offers stand here. */
function bestAlone(basket: Basket, useful: readonly Prepared[], rules: StackRules): readonly Prepared[] {
  const applying = startApplying(basket, rules);
  let best: { offer: Prepared; offMinor: number } | undefined;
  for (const offer of useful) {
    const wanted = mayApply(offer, applying, rules);
    if (wanted.ok && wanted.value.offMinor > (best?.offMinor ?? 0))
      best = { offer, offMinor: wanted.value.offMinor };
  }
  return best ? [best.offer] : [];
}

/** What saves most, then what saves most after it. An offer saves less the more are used, so few have to be looked at again. */
function growing(basket: Basket, useful: readonly Prepared[], rules: StackRules): readonly Prepared[] {
  const applying = startApplying(basket, rules);
  const chosen = new Set<Prepared>();
  let waiting = useful
    .filter(({ candidate }) => !candidate.exclusive)
    .map((offer) => ({ offer, offMinor: aloneMinor(offer) }))
    .sort((a, b) => b.offMinor - a.offMinor);
  while (chosen.size < rules.mostOffers && waiting.length > 0) {
    let best: { offer: Prepared; offMinor: number } | undefined;
    const next: typeof waiting = [];
    for (const one of waiting) {
      if (best && best.offMinor >= one.offMinor) {
        next.push(one);
        continue;
      }
      const wanted = mayApply(one.offer, applying, rules);
      if (!wanted.ok) continue;
      const now = { offer: one.offer, offMinor: wanted.value.offMinor };
      if (!best || now.offMinor > best.offMinor) {
        if (best) next.push(best);
        best = now;
      } else next.push(now);
    }
    if (!best) break;
    const wanted = mayApply(best.offer, applying, rules);
    if (wanted.ok) apply(best.offer.candidate, wanted.value, applying);
    chosen.add(best.offer);
    waiting = next.sort((a, b) => b.offMinor - a.offMinor);
  }
  return useful.filter((offer) => chosen.has(offer));
}
