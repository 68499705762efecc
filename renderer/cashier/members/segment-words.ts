import type { SegmentView } from '#shared/api/checkout.api.ts';
import { formatDay } from '#shared/base/language.ts';
import type { Texts } from '../../texts/use-texts.tsx';

/** What a segment is called; the shop's own word for one of its own. */
export const segmentName = (
  { segment, own }: Pick<SegmentView, 'segment' | 'own'>,
  say: Texts['say'],
): string => own ?? say(`segment.name.${segment === '' ? 'none' : segment}`);

/** Why a member is in it, in one sentence. */
export function segmentWhy(
  { segment, enrolledDay, gapDays, awayDays, visits, spentMinor }: SegmentView,
  { say, language, money }: Pick<Texts, 'say' | 'language' | 'money'>,
): string {
  const joined =
    enrolledDay === null ? [] : [say('segment.joined', { day: formatDay(enrolledDay, language) })];
  const done = [say('segment.done', { count: visits, spent: money(spentMinor) })];
  const comes = gapDays === null ? [] : [say('segment.comes', { count: gapDays })];
  const away = awayDays === null || awayDays === 0 ? [] : [say('segment.away', { count: awayDays })];
  const parts = { new: joined, 'at-risk': [...comes, ...away] }[segment] ?? [...done, ...away];
  return parts.join(', ');
}
