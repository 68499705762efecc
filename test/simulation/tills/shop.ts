import type { z } from 'zod';
import { checkCharacters } from '#shared/scan/check-characters.ts';
import { ShopSettings } from '#shared/settings/shop-settings.ts';
import type { Feature } from '../schedule/feature.ts';

/** What an owner chose about drawers, as it stands in a settings file. */
export type DrawerChoices = z.input<typeof ShopSettings>['drawers'];

/** What differs between simulated chains, and between their shops. */
export interface Chosen {
  /** How often the coupon with a code may be used by everybody together. */
  limit: number;
  features: readonly Feature[];
  drawers: DrawerChoices;
  /** In which shop each till stands. */
  shops: readonly string[];
}

/** The choices of a till in a simulated chain. Small rewards, so that a short schedule has many. */
export const shopSettings = (till: number, { limit, features, drawers, shops }: Chosen): ShopSettings =>
  ShopSettings.parse({
    drawers,
    shop: shops[till],
    tillName: `Till ${till + 1}`,
    programs: [
      {
        programId: 'points',
        type: 'points',
        setup: {
          pointsPerUnit: 1,
          caps: features.includes('caps') ? pointCaps : {},
          voucherAt: 100,
          voucherWorthMinor: 200,
          pointsLifeDays: 365,
          voucherLifeDays: 180,
        },
      },
      {
        programId: 'coffee',
        type: 'stamps',
        setup: {
          item: 'coffee',
          itemLabel: 'Coffee',
          stampsNeeded: 10,
          reward: 'Free coffee',
          couponLifeDays: 90,
        },
      },
      {
        programId: 'gift',
        type: 'gift-cards',
        setup: { name: 'Gift card', freeAmount: { leastMinor: 100, mostMinor: 25_000 }, validMonths: 36 },
      },
      {
        programId: campaignId,
        type: 'coupons',
        setup: { name: 'Ten percent', effect: { kind: 'percent', bp: 1_000 }, code: campaignCode, limit },
      },
      ...features.flatMap((feature) => alsoSold[feature] ?? []),
    ],
  });

/** So many points a member has of a till on a day, and all of them together. */
export const pointCaps = { perDay: 120, perTillDay: 300 };
/** The tasting that members take places in: so few that they run out. */
export const tastingId = 'tasting';
export const tasting = { name: 'Wine tasting', quota: 4, perMember: 20, costPoints: 10, goodDays: 30 };
export const club = { programId: 'club', priceMinor: 2_900 };
export const challengeId = 'three-visits';
/** What reaching it brings, in points. */
export const challengePoints = 20;

const alsoSold: Partial<Record<Feature, { programId: string; type: string; setup: object }>> = {
  places: { programId: tastingId, type: 'experiences', setup: tasting },
  membership: {
    programId: club.programId,
    type: 'membership',
    setup: { name: 'Club', priceMinor: club.priceMinor, off: { kind: 'percent', bp: 500 } },
  },
  referral: {
    programId: 'friends',
    type: 'referral',
    setup: {
      name: 'Bring a friend',
      forReferrer: { kind: 'points', programId: 'points', amount: 50 },
      forFriend: { kind: 'credit', worthMinor: 300 },
      waitingDays: 1,
      lifeDays: 90,
    },
  },
  challenge: {
    programId: challengeId,
    type: 'challenges',
    setup: {
      name: 'Three visits',
      goal: { kind: 'visits', count: 3 },
      round: { kind: 'open' },
      gift: { kind: 'points', programId: 'points', amount: challengePoints },
      badge: { picture: 'trophy' },
    },
  },
};

/** The coupon that has only so many uses, and what people say to have it. */
export const campaignId = 'summer';
export const campaignCode = 'SUMMER10';

const letters = 'BCDEFGHJKLNPRSTUVX';

/** The card in the pocket of the customer with this number; another one for each time that they lost theirs. */
export function cardOf(customer: number, lost = 0): string {
  const name = `${letters[lost % 18]}${letters[customer % 18]}`.repeat(5);
  return `TC${name}${checkCharacters(`TC${name}`)}`;
}

/** The gift card with this number. */
export function giftCodeOf(card: number): string {
  const code = `GC${`${letters[card % 18]}BFV`.repeat(4)}`;
  return code + checkCharacters(code);
}
