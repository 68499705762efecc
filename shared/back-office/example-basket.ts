import { totalOf, type Line } from '../basket/basket.ts';
import { earnBase, type BaseLine } from '../basket/earn-base.ts';
import type { Candidate, OfferRefusal } from '../basket/offer.ts';
import { bestStack, stack } from '../basket/stack.ts';
import { decimalsOf } from '../money/money.ts';
import type { ShopSettings } from '../settings/shop-settings.ts';

/** A basket that shows what the rules do: worked out with the very arithmetic of a sale. Labels are names of texts. */
export interface ExampleSale {
  offers: { offerId: string; offMinor: number; because: OfferRefusal | null }[];
  lines: BaseLine[];
  totalMinor: number;
  dueMinor: number;
  paidWithValueMinor: number;
  baseMinor: number;
}

/** The rules that an example shows. */
export type ShownRules = Pick<ShopSettings, 'earn' | 'stacking' | 'currency'>;

/**
 * A coffee, a cake at half price, a gift card and a tip, with ten percent off, two off, and three paid with points; in a currency without
 * small money a hundred times as much. One line stands for whatever the shop excluded first.
 */
export function exampleSale({ earn, stacking, currency }: ShownRules): ExampleSale {
  const [one] = [decimalsOf(currency) === 0 ? 100 : 10 ** decimalsOf(currency)];
  const basket = { currency, lines: linesOf(one, earn) };
  const candidates: Candidate[] = [
    candidate('ten-percent', { kind: 'percent', bp: 1_000, mostMinor: null, scope: everything }, 'example'),
    candidate('two-off', { kind: 'fixed', minor: 2 * one, scope: everything }, 'example'),
    candidate(
      'free-coffee',
      { kind: 'fixed', minor: 3 * one, scope: { ...everything, items: ['coffee'] } },
      '',
    ),
  ];
  const { applied, refused } = (stacking.choose === 'best' ? bestStack : stack)(basket, candidates, stacking);
  const totalMinor = totalOf(basket).minor;
  const dueMinor = totalMinor - applied.reduce((sum, { offMinor }) => sum + offMinor, 0);
  const paidWithValueMinor = Math.min(dueMinor, 3 * one);
  const { lines, baseMinor } = earnBase(
    basket,
    applied.flatMap(({ discounts }) => discounts),
    paidWithValueMinor,
    earn,
  );
  const offers = candidates.map(({ offerId }) => {
    const offMinor = applied.find((offer) => offer.offerId === offerId)?.offMinor ?? 0;
    const { offerId: _, ...because } = refused.find((offer) => offer.offerId === offerId) ?? { offerId };
    return { offerId, offMinor, because: 'code' in because ? because : null };
  });
  return { offers, lines, totalMinor, dueMinor, paidWithValueMinor, baseMinor };
}

const everything = { items: [], categories: [], notItems: [], notCategories: [], alsoDiscounted: true };

const candidate = (offerId: string, effect: Candidate['effect'], group: string): Candidate => ({
  offerId,
  effect,
  group,
  exclusive: false,
  order: 0,
  minimumMinor: 0,
});

function linesOf(one: number, { notCategories, notItems }: ShopSettings['earn']): Line[] {
  const line = (label: string, totalMinor: number, more: Partial<Line> = {}): Line => ({
    lineId: label,
    item: label,
    label,
    category: '',
    quantity: 1,
    totalMinor,
    taxBp: 1_000,
    discounted: false,
    kind: 'goods',
    ...more,
  });
  const [category, item] = [notCategories[0], notItems[0]];
  const excluded = category !== undefined ? { category } : item !== undefined ? { item } : undefined;
  return [
    line('coffee', 3 * one),
    line('cake', 5 * one, { discounted: true, taxBp: 400 }),
    ...(excluded ? [line('excluded', 6 * one, excluded)] : []),
    line('gift-card', 20 * one, { kind: 'gift-card', taxBp: 0 }),
    line('tip', one, { kind: 'tip', taxBp: 0 }),
  ];
}
