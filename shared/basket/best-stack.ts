import {
  apply,
  applyInOrder,
  mayApply,
  startApplying,
  type Applying,
  type Prepared,
  type Wanted,
} from './applying.ts';
import type { Basket } from './basket.ts';
import { minorOf, mostBoughtAndGot } from './effect.ts';
import type { StackRules } from './offer.ts';
import { copyOf, openBasket } from './open-basket.ts';

/** Up to so many offers that are worth something, every selection is tried. Beyond, the search would be felt at the counter. */
export const mostTried = 12;

/**
 * The offers with which the customer pays least, applied. Exact up to `mostTried`; beyond that greedy: what saves most is chosen,
 * then what saves most after it, and the answer is the best of that, of the best single offer, and of all in their order.
 */
export const applyBest = (basket: Basket, useful: readonly Prepared[], rules: StackRules): Applying =>
  useful.length <= mostTried ? tryAll(basket, useful, rules) : greedily(basket, useful, rules);

const offMinorOf = ({ applied }: Applying): number =>
  applied.reduce((sum, { offer }) => sum + offer.offMinor, 0);

/**
 * With and without each offer, in their order. A branch is left when even the most that the rest could take off cannot better
 * what was found, or what a greedy choice finds at once.
 */
function tryAll(basket: Basket, useful: readonly Prepared[], rules: StackRules): Applying {
  let best = startApplying(basket, rules);
  let bestMinor = 0;
  const atLeast = offMinorOf(greedily(basket, useful, rules));
  const rest = mostOfRest(useful.map((offer) => mostMinor(offer, basket)));
  const search = (from: number, found: Applying, foundMinor: number): void => {
    const used = found.applied.length;
    if (foundMinor > bestMinor || (foundMinor === bestMinor && used < best.applied.length))
      [best, bestMinor] = [found, foundMinor];
    const offer = useful[from];
    if (!offer) return;
    const more = rest[from]?.[Math.min(rules.mostOffers - used, useful.length - from)] ?? 0;
    const reachable = foundMinor + Math.min(more, found.leftMinor);
    const fewer = used + 1 < best.applied.length;
    if (reachable < Math.max(atLeast, bestMinor) || (reachable === bestMinor && !fewer)) return;
    const wanted = mayApply(offer, found, rules);
    if (wanted.ok) {
      const after = { ...found, open: copyOf(found.open), applied: [...found.applied] };
      apply(offer.candidate, wanted.value, after);
      search(from + 1, after, foundMinor + wanted.value.offMinor);
    }
    search(from + 1, found, foundMinor);
  };
  search(0, best, 0);
  return best;
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
function greedily(basket: Basket, useful: readonly Prepared[], rules: StackRules): Applying {
  const guesses = [bestAlone(basket, useful, rules), growing(basket, useful, rules), useful];
  const applied = guesses.map((offers) => applyInOrder(basket, offers, rules));
  return applied.reduce((best, one) => {
    const more = offMinorOf(one) - offMinorOf(best);
    return more > 0 || (more === 0 && one.applied.length < best.applied.length) ? one : best;
  });
}

interface Saving {
  offer: Prepared;
  wanted: Wanted;
}

/** The one that saves most alone, the earlier of equals. Exclusive offers stand here. */
function bestAlone(basket: Basket, useful: readonly Prepared[], rules: StackRules): readonly Prepared[] {
  const applying = startApplying(basket, rules);
  let best: Saving | undefined;
  for (const offer of useful) {
    const wanted = mayApply(offer, applying, rules);
    if (wanted.ok && wanted.value.offMinor > (best?.wanted.offMinor ?? 0))
      best = { offer, wanted: wanted.value };
  }
  return best ? [best.offer] : [];
}

/** What saves most, then what saves most after it; in their order. */
function growing(basket: Basket, useful: readonly Prepared[], rules: StackRules): readonly Prepared[] {
  const applying = startApplying(basket, rules);
  const chosen = new Set<Prepared>();
  let waiting = useful
    .filter(({ candidate }) => !candidate.exclusive)
    .map((offer) => ({ offer, offMinor: aloneMinor(offer) }));
  while (chosen.size < rules.mostOffers) {
    // An offer hardly saves more after others than before, so those that saved less are not worked out again.
    waiting.sort((a, b) => b.offMinor - a.offMinor);
    let best: Saving | undefined;
    const next: typeof waiting = [];
    for (const { offer, offMinor } of waiting) {
      const wanted = offMinor > (best?.wanted.offMinor ?? 0) ? mayApply(offer, applying, rules) : undefined;
      if (wanted && !wanted.ok) continue;
      if (wanted && wanted.value.offMinor > (best?.wanted.offMinor ?? 0)) {
        if (best) next.push({ offer: best.offer, offMinor: best.wanted.offMinor });
        best = { offer, wanted: wanted.value };
      } else next.push({ offer, offMinor: wanted?.value.offMinor ?? offMinor });
    }
    if (!best) break;
    apply(best.offer.candidate, best.wanted, applying);
    chosen.add(best.offer);
    waiting = next;
  }
  return useful.filter((offer) => chosen.has(offer));
}
