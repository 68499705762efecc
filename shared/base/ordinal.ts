import { locales, type LanguageTag } from './language.ts';

/** What stands behind a number, by the kind of ordinal that it is in that language. */
const behind: Record<LanguageTag, Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }> = {
  en: { one: 'st', two: 'nd', few: 'rd', other: 'th' },
  it: { other: 'º' },
  hu: { other: '.' },
};

/** A place as people write it: `4th`, `4º`, `4.` */
export function ordinal(place: number, language: LanguageTag): string {
  const kind = new Intl.PluralRules(locales[language], { type: 'ordinal' }).select(place);
  return `${place}${behind[language][kind] ?? behind[language].other}`;
}
