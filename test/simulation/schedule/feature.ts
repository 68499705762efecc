import type { Chance } from '#test/support/seeded.ts';
import { chanceOf } from '../world/chance-of.ts';
import type { FaultKind } from './fault.ts';

/** What a shop has besides sales, vouchers, gift cards and a coupon with a limit. Each world has one to three of them. */
export const features = [
  'late-claims',
  'places',
  'membership',
  'referral',
  'challenge',
  'caps',
  'merges',
  'erasure',
  'cards',
] as const;
export type Feature = (typeof features)[number];

/** What happens for sure in a world that is asked for: kinds of faults, and things that its shops have. */
export type Focus = FaultKind | Feature;

const isFeature = (focus: Focus): focus is Feature => (features as readonly string[]).includes(focus);

/** The kinds of faults in a focus. */
export const faultsIn = (focus: readonly Focus[]): FaultKind[] =>
  focus.flatMap((one) => (isFeature(one) ? [] : [one]));

/** What the shops of a seed have. */
export function featuresOf(seed: number, focus: readonly Focus[]): Feature[] {
  const chance: Chance = chanceOf(seed, 'features');
  const drawn = chance.shuffled(features).slice(0, chance.int(1, 3));
  return features.filter((one) => drawn.includes(one) || focus.includes(one));
}
