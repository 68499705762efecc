import { z } from 'zod';

/**
 * What a gift card is to the tax, fixed when it is issued. `mpv`: what it will buy is not known, so tax falls on what it pays for;
 * `spv`: place and rate are known, so tax fell when it was sold, in hundredths of a percent.
 */
export const VatClass = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('mpv') }),
  z.object({ kind: z.literal('spv'), taxBp: z.int().min(0).max(10_000) }),
]);
export type VatClass = z.infer<typeof VatClass>;
