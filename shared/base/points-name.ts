import { z } from 'zod';

/** A word as a shop says it: letters, and nothing that a sentence could trip over. */
const Word = z
  .string()
  .trim()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N} '’-]{0,23}$/u);

/** What points are called after the number one, and after any other. */
export const PointsName = z.object({ one: Word, many: Word });
export type PointsName = z.infer<typeof PointsName>;

/** What points are called, language by language; absent where they are called points. */
export const PointsNames = z.object({
  en: PointsName.optional(),
  it: PointsName.optional(),
  hu: PointsName.optional(),
});
export type PointsNames = z.infer<typeof PointsNames>;
