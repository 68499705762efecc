import { z } from 'zod';
import { VatClass } from '../../ledger/vat-class.ts';
import { defineProgram } from '../program.ts';

const minor = z.int().min(1).max(1_000_000_000);

/** Gift cards that the shop sells: money paid in now, for whoever holds the card later. Members hold nothing under it. */
export const giftCards = defineProgram({
  type: 'gift-cards',
  setup: z
    .object({
      /** What people read on the card: "Gift card of Café Aurora". */
      name: z.string().min(1).max(60),
      /** The amounts that are offered with one key. */
      amounts: z.array(z.object({ minor })).max(12).default([]),
      /** Any other amount between these; null: only the ones above. */
      freeAmount: z.object({ leastMinor: minor, mostMinor: minor }).nullable().default(null),
      /** How long money on a card is good, from the day it was put there; null for ever. */
      validMonths: z.int().min(1).max(600).nullable().default(120),
      /** What a card is to the tax. It keeps the class of its first load, whatever is chosen later. */
      vat: VatClass.default({ kind: 'mpv' }),
      /** What earns: paying with a card, buying one, or neither. Never both, or the same money would earn twice. */
      earns: z.enum(['when-spent', 'when-loaded', 'never']).default('when-spent'),
    })
    .refine(({ amounts, freeAmount }) => amounts.length > 0 || freeAmount !== null, 'NO_AMOUNT')
    .refine(
      ({ freeAmount }) => freeAmount === null || freeAmount.leastMinor <= freeAmount.mostMinor,
      'LEAST_ABOVE_MOST',
    ),
  example: {
    name: 'Gift card',
    amounts: [{ minor: 2_500 }, { minor: 5_000 }, { minor: 10_000 }],
    freeAmount: { leastMinor: 500, mostMinor: 25_000 },
  },
  giftCards: ({ amounts, freeAmount, ...rules }) => ({
    ...rules,
    amountsMinor: amounts.map((amount) => amount.minor),
    freeAmount,
  }),
});
