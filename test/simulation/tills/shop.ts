import type { z } from 'zod';
import { checkCharacters } from '#shared/scan/check-characters.ts';
import { ShopSettings } from '#shared/settings/shop-settings.ts';

/** What an owner chose about drawers, as it stands in a settings file. */
export type DrawerChoices = z.input<typeof ShopSettings>['drawers'];

/** The choices of every shop in a simulated chain. Small rewards, so that a short schedule has many. */
export const shopSettings = (till: number, limit: number, drawers: DrawerChoices = {}): ShopSettings =>
  ShopSettings.parse({
    drawers,
    shop: 'Café Aurora',
    tillName: `Till ${till + 1}`,
    programs: [
      {
        programId: 'points',
        type: 'points',
        setup: {
          pointsPerUnit: 1,
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
    ],
  });

/** The coupon that has only so many uses, and what people say to have it. */
export const campaignId = 'summer';
export const campaignCode = 'SUMMER10';

const letters = 'BCDEFGHJKLNPRSTUVX';

/** The card in the pocket of the customer with this number. */
export function cardOf(customer: number): string {
  const name = `${letters[Math.floor(customer / 18) % 18]}${letters[customer % 18]}`.repeat(5);
  return `TC${name}${checkCharacters(`TC${name}`)}`;
}

/** The gift card with this number. */
export function giftCodeOf(card: number): string {
  const code = `GC${`${letters[card % 18]}BFV`.repeat(4)}`;
  return code + checkCharacters(code);
}
