import { formatWeekdays, type LanguageTag, type Say } from '../base/language.ts';
import { formatMoney } from '../money/format-money.ts';
import type { CouponTerms } from '../programs/coupon-terms.ts';

/** Under which conditions a coupon is good, a sentence each, for its paper. Its days are said with the paper's own. */
export function couponConditions(
  { when, minimumMinor, membersOnly, oncePerMember, firstPurchase }: CouponTerms,
  { say, language, currency }: { say: Say; language: LanguageTag; currency: string },
): string[] {
  const { weekdays, fromClock, toClock, tiers } = when;
  const days = weekdays.toSorted((a, b) => a - b);
  const said: [boolean, () => string][] = [
    [days.length > 0, () => say('voucher.on', { days: formatWeekdays(days, language) })],
    [
      fromClock !== null || toClock !== null,
      () => say('voucher.between', { from: fromClock ?? '00:00', to: toClock ?? '24:00' }),
    ],
    [
      minimumMinor > 0,
      () => say('voucher.minimum', { minimum: formatMoney({ minor: minimumMinor, currency }, language) }),
    ],
    [tiers.length > 0, () => say('voucher.forTiers', { tiers: tiers.join(', ') })],
    // In which segment they are is not said to anybody's face. Who is asked what they had before shows a card for it.
    [
      membersOnly || firstPurchase || oncePerMember || when.segments.length > 0,
      () => say('voucher.membersOnly'),
    ],
    [firstPurchase, () => say('voucher.firstPurchase')],
    [oncePerMember, () => say('voucher.oncePerMember')],
  ];
  return said.flatMap(([holds, sentence]) => (holds ? [sentence()] : []));
}
