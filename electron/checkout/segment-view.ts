import type { SegmentView } from '#shared/api/checkout.api.ts';
import { dayNumber, type Day } from '#shared/base/business-time.ts';
import { ownName } from '#shared/segments/segment-of.ts';
import type { SegmentRow } from '#electron/store/segments.ts';

/** Where a member belongs, for screens; a regular has no badge. */
export function segmentView(row: SegmentRow | undefined, day: Day): { segment?: SegmentView } {
  if (!row || row.segment === '') return {};
  const { segment, enrolledDay, lastDay, gapDays, visits, spentMinor } = row;
  const awayDays = lastDay === null ? null : dayNumber(day) - dayNumber(lastDay);
  const own = ownName(segment);
  return { segment: { segment, own, enrolledDay, gapDays, awayDays, visits, spentMinor } };
}
