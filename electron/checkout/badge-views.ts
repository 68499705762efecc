import type { BadgeView } from '#shared/api/checkout.api.ts';
import type { Reached } from '#shared/members/progress.ts';

/** A member's badges, the newest first, each once however often it was reached. */
export function badgeViews(reached: readonly Reached[]): BadgeView[] {
  const badges = [...reached]
    .reverse()
    .flatMap(({ programId, key, title, badge, day }) =>
      badge === null ? [] : [{ programId, key, title, picture: badge, day }],
    );
  return badges.filter(
    ({ programId, title }, index) =>
      badges.findIndex((one) => one.programId === programId && one.title === title) === index,
  );
}
