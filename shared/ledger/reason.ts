import { z } from 'zod';

/**
 * Why value moved: a code that has a sentence in every language under `reason.<code>`, and the numbers that go into it.
 * Whole numbers and short texts only; whoever speaks to people formats money and counts.
 */
export const Reason = z.object({
  code: z.string().regex(/^[A-Z][A-Z_]+$/),
  params: z.record(z.string(), z.union([z.int(), z.string().max(80)])),
});
export type Reason = z.infer<typeof Reason>;

/** What a program remembers a gift by that is given once: `welcome`, `birthday-2026`. */
export const OnceKey = z.string().regex(/^[a-z0-9-]{1,40}$/);
