import { dayNumber, type Day } from '#shared/base/business-time.ts';
import { locales, type LanguageTag } from '#shared/base/language.ts';
import { formatMoney } from '#shared/money/format-money.ts';
import { namePoints } from '#shared/settings/name-points.ts';
import type { Speech } from './texts.ts';

/** A whole number as people of a language group it. */
export const number = (value: number, language: LanguageTag): string =>
  new Intl.NumberFormat(locales[language]).format(value);

/** The hour on the wall: `14:02`. */
export const clock = (atMs: number, language: LanguageTag): string =>
  new Intl.DateTimeFormat(locales[language], { hour: '2-digit', minute: '2-digit' }).format(atMs);

/** A moment in a list: the hour when it was today, else day and hour. */
export function moment(atMs: number, nowMs: number, language: LanguageTag): string {
  const day = new Intl.DateTimeFormat(locales[language], { day: 'numeric', month: 'short' });
  const same = new Date(atMs).toDateString() === new Date(nowMs).toDateString();
  return same ? clock(atMs, language) : `${day.format(atMs)}, ${clock(atMs, language)}`;
}

/** A business day in few characters: `Sun 22 Nov`. */
export function shortDay(day: Day, language: LanguageTag): string {
  const parts = { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(locales[language], parts).format(dayNumber(day) * 86_400_000);
}

/** How long ago, in the largest unit that says something: `3 minutes ago`. */
export function ago(atMs: number, nowMs: number, language: LanguageTag): string {
  const relative = new Intl.RelativeTimeFormat(locales[language], { numeric: 'auto' });
  const seconds = Math.max(0, Math.round((nowMs - atMs) / 1000));
  if (seconds < 60) return relative.format(0, 'second');
  if (seconds < 3_600) return relative.format(-Math.round(seconds / 60), 'minute');
  if (seconds < 86_400) return relative.format(-Math.round(seconds / 3_600), 'hour');
  return relative.format(-Math.round(seconds / 86_400), 'day');
}

/** A unit's kind and what it is of: `credit` and `EUR`. */
export function partsOf(unit: string): { kind: string; of: string } {
  const [kind = '', of = ''] = unit.split(':');
  return { kind, of };
}

/** What a unit is called in a table. */
export function unitName(unit: string, { say, language, ownPoints }: Speech): string {
  const { kind, of } = partsOf(unit);
  const name = say(`dashboard.unit.${kind}`, { of });
  const called = ownPoints[unit]?.[language];
  return called ? `${name} · ${called.many}` : name;
}

/** An amount of a unit without the unit's name: money as money, all else as a number. */
export function bareAmount(unit: string, amount: number, { language }: Speech): string {
  const { kind, of } = partsOf(unit);
  return kind === 'credit' || kind === 'gift'
    ? formatMoney({ minor: amount, currency: of }, language)
    : number(amount, language);
}

/** An amount of a unit as one says it: `23 points`, or stars as their program calls them; `2,00 €`. */
export function spokenAmount(unit: string, amount: number, speech: Speech): string {
  const { kind } = partsOf(unit);
  return kind === 'credit' || kind === 'gift'
    ? bareAmount(unit, amount, speech)
    : calledOf(unit, speech.say(`dashboard.amount.${kind}`, { count: amount }), speech);
}

function calledOf(unit: string, said: string, { language, ownPoints }: Speech): string {
  return namePoints({ said }, language, ownPoints[unit]?.[language])['said'] ?? said;
}
