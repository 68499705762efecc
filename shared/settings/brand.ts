import { z } from 'zod';

/** A word as a shop says it: letters, and nothing that a sentence could trip over. */
const Word = z
  .string()
  .trim()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N} '’-]{0,23}$/u);

/** What points are called after the number one, and after any other. */
export const PointsName = z.object({ one: Word, many: Word });
export type PointsName = z.infer<typeof PointsName>;

/** How a shop looks and speaks, at every till of it. What it did not choose is as Tessera comes. */
export const Brand = z.object({
  /** The one hue of the shop as it was chosen; what screens show of it is made readable first. */
  accent: z
    .string()
    .regex(/^#[0-9a-f]{6}$/)
    .nullable()
    .default(null),
  /** What points are called, language by language; absent where they are called points. */
  points: z
    .object({ en: PointsName.optional(), it: PointsName.optional(), hu: PointsName.optional() })
    .default({}),
});
export type Brand = z.infer<typeof Brand>;
