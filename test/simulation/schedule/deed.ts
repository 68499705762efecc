import { chanceOf, happens } from '../world/chance-of.ts';
import type { Feature } from './feature.ts';

/** What somebody does at a till besides buying and bringing back. */
export type DeedKind =
  /** Has the receipt of a sale without a card credited. */
  | 'claim'
  /** Takes a place, gives one up, and comes in with one. */
  | 'book'
  | 'give-up'
  | 'let-in'
  /** Buys a membership, and gives it up. */
  | 'join'
  | 'leave'
  /** Turns out to be the same person as another, and after all not. */
  | 'merge'
  | 'part'
  /** Asks to be forgotten. */
  | 'erase'
  /** Lost the card, and gets another one. */
  | 'block'
  | 'replace';

/** So long after a visit its customer, or another one, does this at a till. */
export interface DeedPlan {
  kind: DeedKind;
  afterMs: number;
  till: number;
  customer: number;
  /** Whom it concerns besides. */
  other: number;
}

const hourMs = 3_600_000;

/** In how many of a hundred visits something begins, and in how many of those each thing after it follows. */
const begins: Partial<Record<Feature, readonly (readonly [kind: DeedKind, percent: number])[]>> = {
  places: [
    ['book', 55],
    ['give-up', 40],
    ['give-up', 30],
    ['let-in', 35],
  ],
  membership: [
    ['join', 15],
    ['leave', 60],
    ['leave', 50],
  ],
  merges: [
    ['merge', 12],
    ['part', 60],
  ],
  erasure: [['erase', 5]],
  cards: [
    ['block', 8],
    ['replace', 80],
  ],
};

/** What follows of one visit. The same thing may be tried twice, at two tills. */
export function deedsOf(
  seed: number,
  visit: { number: number; customer: number; till: number; bare: boolean },
  { tills, customers, features }: { tills: number; customers: number; features: readonly Feature[] },
): DeedPlan[] {
  const ways = features.map((feature) => [feature, begins[feature] ?? []] as const);
  const claims: [DeedKind, number][] = visit.bare
    ? [
        ['claim', 80],
        ['claim', 50],
      ]
    : [];
  return [...ways, ['late-claims', claims] as const].flatMap(([feature, steps]) => {
    const chance = chanceOf(seed, 'deeds', feature, visit.number);
    let atMs = 0;
    return steps.flatMap(([kind, percent], index): DeedPlan[] => {
      const sure = happens(chance, percent);
      atMs += chance.int(60_000, 8 * hourMs);
      const [afterMs, till] = [atMs, happens(chance, 50) ? visit.till : chance.int(0, tills - 1)];
      const [other, someone] = [chance.int(0, customers - 1), chance.int(0, customers - 1)];
      const customer = kind === 'claim' ? someone : visit.customer;
      // What nothing was begun of cannot go on.
      if (!sure) atMs = index === 0 ? Number.POSITIVE_INFINITY : atMs;
      return sure && afterMs < Number.POSITIVE_INFINITY ? [{ kind, afterMs, till, customer, other }] : [];
    });
  });
}
