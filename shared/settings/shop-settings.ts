import { z } from 'zod';
import { EarnRules } from '../basket/earn-base.ts';
import { Currency } from '../money/money.ts';
import { SegmentRules } from '../segments/segment-rules.ts';
import { CaptureSettings } from './capture-settings.ts';
import { RegisterApiSettings } from './register-api-settings.ts';
import { PaperSettings } from './paper-settings.ts';

/**
 * What a till may do when more is asked for than lies in its drawer and the centre cannot help: `strict` refuses, `bounded` takes
 * a risk within the limits, `off` spends nothing at all while it is cut off, not even what it holds.
 */
export const OfflineMode = z.enum(['strict', 'bounded', 'off']);
export type OfflineMode = z.infer<typeof OfflineMode>;

/** By kind of unit, the word before its colon. */
const byUnitKind = <S extends z.ZodType>(choice: S) => {
  const kind = choice.nullable().default(null);
  return { points: kind, stamps: kind, credit: kind, coupon: kind, gift: kind };
};

/** What the owner chose about drawers: how much a till keeps, and what it may do when it is cut off. */
export const DrawerSettings = z.object({
  /** How much of one member's value a till keeps in its own drawer while the centre answers; null keeps all. */
  float: z.strictObject(byUnitKind(z.int().nonnegative())).prefault({}),
  /** The mode of each kind of unit; `default` is for those that have none of their own. */
  offline: z
    .strictObject({ default: OfflineMode.default('strict'), ...byUnitKind(OfflineMode) })
    .prefault({}),
  /** How much risk a till may take on one business day, in minor units of the shop's currency. */
  limits: z
    .object({
      /** For one member, or one voucher. */
      perMemberMinor: z.int().nonnegative().default(1_000),
      perTillMinor: z.int().nonnegative().default(10_000),
      /** What a coupon counts, since it promises a thing and not money. */
      couponMinor: z.int().nonnegative().default(300),
    })
    .prefault({}),
  /** When a refund takes back more than a member still has: no refund, take what is there, or owe the rest. */
  debt: z.enum(['refuse', 'within-balance', 'debt']).default('within-balance'),
  /** How long value stays set aside for a basket. */
  reservationMinutes: z.int().min(1).max(1_440).default(15),
});
export type DrawerSettings = z.infer<typeof DrawerSettings>;

/** What offers may go together on one sale. */
export const StackingSettings = z.object({
  /** Whether whoever comes first in the shop's order stands in the way of the others, or the customer gets what takes most off. */
  choose: z.enum(['in-order', 'best']).default('in-order'),
  mostOffers: z.int().min(0).max(100).default(10),
  /** Offers of one group stand for each other: the first one counts. */
  onePerGroup: z.boolean().default(true),
  /** How much of what the goods come to may be taken off, in hundredths of a percent. */
  mostOffBp: z.int().min(0).max(10_000).default(10_000),
});

/** Whether a sale without a card may be claimed later with its receipt. */
export const ClaimSettings = z.object({
  /** Nobody is told of it, the cashier asks for the code with one key, or every such sale has one. */
  offer: z.enum(['no-claims', 'on-request', 'every-sale']).default('on-request'),
  /** For how many days; 0 is not at all. */
  windowDays: z.int().min(0).max(365).default(14),
  /** How many receipts a member may claim on one day. */
  mostPerMemberAndDay: z.int().min(1).max(100).default(3),
});

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
  /** How much of a member's value one sale may use up when no card's code was scanned: a name or a number was said, or only a chip's
   * number read. Minor units. */
  burnWithoutCardMinor: z.int().nonnegative().default(1_000),
  /** One line at the foot of each voucher. */
  voucherFooter: z.string().max(80).default(''),
  /** What stands on every paper. */
  paper: PaperSettings.prefault({}),
  /** What of a sale may earn. */
  earn: EarnRules.prefault({}),
  /** What offers may go together. */
  stacking: StackingSettings.prefault({}),
  drawers: DrawerSettings.prefault({}),
  claims: ClaimSettings.prefault({}),
  /** How members are told apart. */
  segments: SegmentRules.prefault({}),
  capture: CaptureSettings.prefault({}),
  registerApi: RegisterApiSettings.prefault({}),
  programs: z
    .array(z.object({ programId: z.string(), type: z.string(), setup: z.record(z.string(), z.json()) }))
    .default([]),
});
export type ShopSettings = z.infer<typeof ShopSettings>;

/** What a till cut off from the centre may do with value of this unit. */
export const offlineModeOf = ({ drawers }: Pick<ShopSettings, 'drawers'>, unit: string): OfflineMode =>
  own(drawers.offline, unit) ?? drawers.offline.default;

/** How much of one member's value of this unit a till keeps while the centre answers; null is all. */
export const floatOf = ({ drawers }: Pick<ShopSettings, 'drawers'>, unit: string): number | null =>
  own(drawers.float, unit);

/** What was chosen for this unit's kind. */
const own = <T>(choices: Readonly<Record<string, T | null>>, unit: string): T | null =>
  choices[kindOf(unit)] ?? null;

const kindOf = (unit: string): string => unit.slice(0, unit.indexOf(':'));
