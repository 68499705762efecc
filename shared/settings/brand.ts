import { z } from 'zod';
import { PointsNames } from '../base/points-name.ts';

/** How a shop looks and speaks, at every till of it. What it did not choose is as Tessera comes. */
export const Brand = z.object({
  /** The one hue of the shop as it was chosen; what screens show of it is made readable first. */
  accent: z
    .string()
    .regex(/^#[0-9a-f]{6}$/)
    .nullable()
    .default(null),
  points: PointsNames.default({}),
});
export type Brand = z.infer<typeof Brand>;

/** The brand as screens wear it: beside the shop's own word those of programs whose points have a name of their own, unit by unit. */
export const WornBrand = Brand.extend({ ownPoints: z.record(z.string(), PointsNames).default({}) });
export type WornBrand = z.infer<typeof WornBrand>;

/** Everything that points are called here. */
export type CalledPoints = Pick<WornBrand, 'points' | 'ownPoints'>;
