import type { AccessRefusal } from './refusal.ts';
import type { Velocity } from './rules.ts';

/** What a member did at this till on this business day. */
export interface TodayOfMember {
  visits: number;
  /** Points earned. */
  earned: number;
  lastAtMs: number | null;
}

/** A member who was not here today. */
export const notHereToday: TodayOfMember = { visits: 0, earned: 0, lastAtMs: null };

/** Why somebody else has to look before this member is served once more, earning so many points; undefined when nobody has to. */
export function tooOften(
  { visits, earned, lastAtMs }: TodayOfMember,
  earns: number,
  { visitsPerDay, earnedPerDay, minutesBetween }: Velocity,
  nowMs: number,
): AccessRefusal | undefined {
  const sinceMs = lastAtMs === null ? Number.POSITIVE_INFINITY : nowMs - lastAtMs;
  if (sinceMs < minutesBetween * 60_000) return { code: 'CARD_AGAIN', minutes: minutesBetween };
  if (visitsPerDay !== null && visits >= visitsPerDay) return { code: 'VISITS_MANY', visits };
  if (earnedPerDay !== null && earns > 0 && earned + earns > earnedPerDay)
    return { code: 'EARNED_MUCH', points: earned + earns };
  return undefined;
}
