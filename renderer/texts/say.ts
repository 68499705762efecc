import { createInstance, type FormatterModule } from 'i18next';
import { numberFormat } from '#shared/base/intl-formats.ts';
import { locales, type LanguageTag, type Say } from '#shared/base/language.ts';
import type { CalledPoints } from '#shared/settings/brand.ts';
import { byTheShop, namedTexts, textsOf } from '#shared/settings/name-points.ts';
import en from '#resources/texts/en.json' with { type: 'json' };
import hu from '#resources/texts/hu.json' with { type: 'json' };
import it from '#resources/texts/it.json' with { type: 'json' };

/** Every text by language, as the files hold them. */
export const texts: Readonly<Record<LanguageTag, Readonly<Record<string, string>>>> = { en, it, hu };

/** The languages to choose from, in the order in which they are offered. */
export const languageTags = Object.keys(locales) as LanguageTag[];

/**
 * Speaks a language: texts of resources/texts with plurals, and numbers grouped as people of that language write them.
 * Points are called what the shop calls them, and those of the unit `pointsOf` what their program does. A key without a text comes back as itself, so that a mistake is seen and not hidden.
 */
export function createSay(language: LanguageTag, called: Partial<CalledPoints> = {}): Say {
  const named = namedTexts(texts[language], language, { points: {}, ownPoints: {}, ...called });
  const numbers = numberFormat(locales[language]);
  const format = (value: unknown): string =>
    typeof value === 'number' ? numbers.format(value) : String(value);
  const instance = createInstance();
  instance.use({ type: 'formatter', init() {}, add() {}, addCached() {}, format } satisfies FormatterModule);
  void instance.init({
    lng: language,
    fallbackLng: false,
    initAsync: false,
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false, alwaysFormat: true },
    defaultNS: byTheShop,
    resources: { [language]: named },
  });
  return (key, params) => instance.t(key, { ...params, ns: textsOf(named, params?.['pointsOf']) });
}

/** Whether a language has a text of its own under this key. */
export const hasText = (language: LanguageTag, key: string): boolean => Object.hasOwn(texts[language], key);
