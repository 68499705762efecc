import { z } from 'zod';

/** Most bytes of a shop's own logo: with them its choice is as long as a setting of the ledger may be. */
export const mostOwnLogoBytes = 14_000;

/** A shop's own logo, at every till of it: a PNG in base64, or null for the one that each till has. */
export const LogoChoice = z.object({
  png: z
    .base64()
    .max(Math.ceil(mostOwnLogoBytes / 3) * 4)
    .nullable()
    .default(null),
});
export type LogoChoice = z.infer<typeof LogoChoice>;
