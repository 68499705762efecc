import { fromJson } from '../../base/json-text.ts';
import type { PointsNames } from '../../base/points-name.ts';
import { points } from './points.program.ts';

/** What programs call their own points, by unit. Those of a program that ended are still held, and still called so. */
export function ownPointsOf(
  setUps: readonly { programId: string; type: string; setup: string }[],
): Record<string, PointsNames> {
  const own: Record<string, PointsNames> = {};
  for (const { programId, type, setup } of setUps) {
    const read = type === points.type ? points.setup.safeParse(fromJson(setup)) : undefined;
    const names = Object.entries(read?.data?.pointsName ?? {}).filter(([, name]) => name !== null);
    const unit = points.unit(programId, '');
    if (unit && names.length > 0) own[unit] = Object.fromEntries(names) as PointsNames;
  }
  return own;
}
