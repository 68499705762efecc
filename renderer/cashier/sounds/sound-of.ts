import type { VisitView } from '#shared/api/checkout.api.ts';

/** What is heard at the counter. Each has a twin that is seen: the member's card, the new card, the line that says why not. */
export const sounds = ['known', 'unknown', 'refused'] as const;
export type Sound = (typeof sounds)[number];

/** What the last scan sounds like; undefined for what is quiet. */
export function soundOf(notice: VisitView['notice']): Sound | undefined {
  if (notice.kind === 'refused') return 'refused';
  if (notice.kind !== 'recognised') return undefined;
  return notice.what === 'new-card' ? 'unknown' : 'known';
}
