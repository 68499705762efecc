import { z } from 'zod';
import { Brand, WornBrand } from '../settings/brand.ts';
import { PaperSettings } from '../settings/paper-settings.ts';
import { BackOfficeAnswer } from './back-office.api.ts';
import { call, event } from './channel.ts';

/** How the shop looks and speaks: its hue, and what it calls points. Screens of every till of the shop follow; paper with the next one. */
export const brandApi = {
  'brand.view': call(z.object({}), WornBrand),
  'brand.keep': call(Brand, Brand),
  'brand.changed': event(WornBrand),
  /** What stands on every paper, which change of it that is, and how many letters fit on a line of this till's printer. */
  'brand.paper': call(
    z.object({}),
    z.object({ revision: z.int().nonnegative(), paper: PaperSettings, columns: z.int() }),
  ),
  /** A paper with these words around it, dot for dot as it comes out. Kept by `shop.save`, as the group `paper`. */
  'brand.paper-preview': call(
    PaperSettings,
    z.object({ png: z.string(), widthDots: z.int(), heightDots: z.int() }),
  ),
  /** The shop's own logo as a data URL; null where each till of it shows its own, which `vouchers.logo` answers. */
  'brand.logo': call(z.object({}), z.object({ png: z.string().nullable() })),
  /** Takes a PNG, in base64, as the logo of every till of the shop, made as small as it is printed; or takes it away. */
  'brand.keep-logo': call(z.object({ png: z.string().max(900_000).nullable() }), BackOfficeAnswer),
} as const;
