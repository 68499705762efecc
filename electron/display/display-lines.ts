import type { VisitView } from '#shared/api/checkout.api.ts';
import type { LanguageTag, Say } from '#shared/base/language.ts';
import { formatMoney } from '#shared/money/format-money.ts';
import type { TwoLines } from '#electron/devices/pole/pole-display.ts';

/**
 * What a customer sees, and everybody behind them too: a greeting, what is to be paid, what the sale brought. No name, no balance,
 * no card. Where a line is too short for all of it, what is to be paid stands there alone, and of what the sale brought the first: half a
 * number is another number.
 */
export function displayLines(
  { lastOutcome, member, newCard }: Pick<VisitView, 'lastOutcome' | 'member' | 'newCard'>,
  shop: string,
  say: Say,
  language: LanguageTag,
): TwoLines {
  if (member || newCard) return [say('display.welcome'), shop];
  if (!lastOutcome) return [shop, ''];
  const { due, awards } = lastOutcome;
  const brought = new Map<string, number>();
  for (const { unit, amount } of awards)
    if (unit.startsWith('points:')) brought.set(unit, (brought.get(unit) ?? 0) + amount);
  const words = [...brought].map(([unit, count]) => say('display.points', { count, pointsOf: unit }));
  const money = formatMoney(due, language);
  return [
    [say('display.due', { money }), money],
    words.length > 0
      ? words.map((_, fewer) => words.slice(0, words.length - fewer).join(' '))
      : say('display.thanks'),
  ];
}
