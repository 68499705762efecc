import { numberFormat } from '../base/intl-formats.ts';
import { formatDay, formatWeekdays, locales, type LanguageTag, type Say } from '../base/language.ts';
import type { Reason } from '../ledger/reason.ts';
import { formatMoney } from '../money/format-money.ts';
import type { RefusalView } from './checkout.api.ts';

type Params = Record<string, string | number>;

/** Somebody's language, and how it is spoken. */
export interface Speech {
  language: LanguageTag;
  say: Say;
}

/** Why value moved, in one sentence for the cashier. Points that it speaks of are those of the unit `pointsOf`, called as their program does. */
export function reasonSentence(
  reason: Reason,
  { language, say }: Speech,
  currency: string,
  pointsOf = '',
): string {
  return say(`reason.${reason.code}`, { ...spoken(reason.params, language, currency), pointsOf });
}

/** Why the counter said no, and what to do about it. */
export function refusalSentence(refusal: RefusalView, { language, say }: Speech, currency: string): string {
  const { tillName } = refusal;
  const named = typeof tillName === 'string' ? { ...refusal, tillName: tillWords(tillName, say) } : refusal;
  return say(`refusal.${refusal.code}`, spoken(named, language, currency));
}

/** A till as people are told of it: one that nobody heard a name of by its last digits, and the centre as such (`visit/till-name.ts`). */
export function tillWords(tillName: string, say: Say): string {
  if (!tillName.startsWith('…')) return tillName;
  const number = tillName.slice(1);
  return number === '' ? say('till.centre') : say('till.unnamed', { number });
}

/** Why an offer is not had, in one sentence for the cashier. */
export function offerSentence(because: RefusalView, { language, say }: Speech, currency: string): string {
  return say(`offer.${because.code}`, spoken(because, language, currency));
}

/** What is odd about the shop's rules, in one sentence for the manager. */
export function oddRuleSentence(odd: RefusalView, { language, say }: Speech, currency: string): string {
  return say(`odd.${odd.code}`, spoken(odd, language, currency));
}

/**
 * Params as sentences want them: `totalMinor` becomes money under `total`, `redeemedAtMs` a date and hour under `when`,
 * `expiryDay` a day under `day`; `percentBp` (hundredths of a percent) a percentage under `percent`, `timesBp` a factor under `times`; `weekdays` their names; `symbol` is the currency's sign; points are those of `unit`. Amounts are of `params.currency`, else of the shop's.
 */
function spoken(params: Params, language: LanguageTag, shopCurrency: string): Params {
  const currency = String(params['currency'] ?? shopCurrency);
  const said: Params = { symbol: currencySymbol(currency, language) };
  for (const [name, value] of Object.entries(params)) {
    if (name.endsWith('Minor') && typeof value === 'number')
      said[name.slice(0, -'Minor'.length)] = formatMoney({ minor: value, currency }, language);
    else if (name.endsWith('AtMs') && typeof value === 'number') said['when'] = formatWhen(value, language);
    else if (name.endsWith('Bp') && typeof value === 'number')
      said[name.slice(0, -'Bp'.length)] = formatShare(
        value,
        name === 'timesBp' ? 'decimal' : 'percent',
        language,
      );
    else if (name.endsWith('Day') && typeof value === 'string') said['day'] = formatDay(value, language);
    else if (name === 'weekdays' && typeof value === 'string')
      said[name] = formatWeekdays(value.split(',').map(Number), language);
    else if (name === 'unit') said['pointsOf'] = value;
    else said[name] = value;
  }
  return said;
}

/** Hundredths of a percent as people write a share: `3%`, `2.5%`, or as a factor: `1.5`. */
const formatShare = (bp: number, style: 'decimal' | 'percent', language: LanguageTag): string =>
  numberFormat(locales[language], { style, maximumFractionDigits: 2 }).format(bp / 10_000);

/** A moment as people write it: `22 Nov 2026, 14:02`. By the clock of a zone, for paper, or by this machine's, for who stands before it. */
export function formatWhen(atMs: number, language: LanguageTag, zone?: string): string {
  const by = zone === undefined ? {} : { timeZone: zone };
  return new Intl.DateTimeFormat(locales[language], {
    dateStyle: 'medium',
    timeStyle: 'short',
    ...by,
  }).format(atMs);
}

/** The hour on the wall: `14:02`. */
export function formatClock(atMs: number, language: LanguageTag): string {
  return new Intl.DateTimeFormat(locales[language], { hour: '2-digit', minute: '2-digit' }).format(atMs);
}

function currencySymbol(currency: string, language: LanguageTag): string {
  const parts = numberFormat(locales[language], {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  }).formatToParts(1);
  return parts.find((part) => part.type === 'currency')?.value ?? currency;
}
