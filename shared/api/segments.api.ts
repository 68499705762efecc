import { z } from 'zod';
import { SegmentView } from './checkout.api.ts';
import { call } from './channel.ts';
import { MemberHit } from './members.api.ts';

/** A segment as a whole: how many members, and what they did in the last twelve months. An empty `segment` is the regulars. */
export const SegmentSumView = z.object({
  segment: z.string(),
  own: z.string().nullable(),
  members: z.int(),
  visits: z.int(),
  spentMinor: z.int(),
});
export type SegmentSumView = z.infer<typeof SegmentSumView>;

export const SegmentsView = z.object({
  /** The business day on which all members were looked at last; null before the first time. */
  lookedDay: z.string().nullable(),
  /** Whether there were enough members to compare them with each other. */
  compared: z.boolean(),
  fewestCompared: z.int(),
  /** Whether a look at all members is under way. */
  looking: z.boolean(),
  sums: z.array(SegmentSumView),
});
export type SegmentsView = z.infer<typeof SegmentsView>;

/** A member in the list of a segment, with why. */
export const SegmentMember = z.object({
  member: MemberHit,
  lastDay: z.string().nullable(),
  why: SegmentView,
});
export type SegmentMember = z.infer<typeof SegmentMember>;

/** How members are told apart, for whoever wants to know the shop's customers. */
export const segmentsApi = {
  'segments.all': call(z.object({}), SegmentsView),
  /** Members of a segment, who spent most first, from place `from` on. */
  'segments.members': call(
    z.object({ segment: z.string().max(60), from: z.int().nonnegative(), most: z.int().min(1).max(500) }),
    z.array(SegmentMember),
  ),
} as const;
