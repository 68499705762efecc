import { z } from 'zod';
import { Currency } from '../money/money.ts';

/** What a shop chose about its till. Every field has a sensible default, so `{}` is a working set-up. */
export const ShopSettings = z.object({
  shop: z.string().min(1).max(80).default('My shop'),
  tillName: z.string().min(1).max(80).default('Till 1'),
  currency: Currency.default('EUR'),
  /** IANA zone in which the shop's days begin and end. */
  zone: z.string().min(1).default('Europe/Rome'),
  /** Until this hour the night belongs to the day before. */
  cutOffHour: z.int().min(0).max(12).default(4),
  /** What receipts and screens speak until somebody chooses otherwise. */
  language: z.enum(['en', 'it', 'hu']).default('en'),
  /** The largest sale a cashier may confirm: catches a barcode typed as an amount. Minor units. */
  maxSaleMinor: z.int().positive().default(1_000_000),
  /** One line at the foot of each voucher. */
  voucherFooter: z.string().max(80).default(''),
  programs: z
    .array(z.object({ programId: z.string(), type: z.string(), setup: z.record(z.string(), z.json()) }))
    .default([]),
});
export type ShopSettings = z.infer<typeof ShopSettings>;
