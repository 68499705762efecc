import type { IdentifiedBy } from '../members/identified-by.ts';
import type { ShopSettings } from '../settings/shop-settings.ts';
import type { Refusal } from './refusal.ts';

/** How much of a member's value one sale may still use up. A card may use all of it; a name or a number anybody can say. */
export interface BurnLimit {
  /** Whether this much more may be used, in minor units of the shop's currency; then it counts. */
  take(worthMinor: number): boolean;
}

/** The limit for a member who was recognised in this way. */
export function burnLimit(by: IdentifiedBy, { burnWithoutCardMinor }: ShopSettings): BurnLimit {
  let leftMinor = by === 'card' ? Number.POSITIVE_INFINITY : burnWithoutCardMinor;
  return {
    take(worthMinor) {
      if (worthMinor > leftMinor) return false;
      leftMinor -= worthMinor;
      return true;
    },
  };
}

/** Why a reward that a member has earned is not given now: the card was not shown. */
export const cardNeeded = ({ burnWithoutCardMinor: limitMinor }: ShopSettings): Refusal => ({
  code: 'CARD_NEEDED',
  limitMinor,
});
