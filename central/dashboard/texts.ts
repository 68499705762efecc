import { createInstance, type FormatterModule, type i18n } from 'i18next';
import { createContext, use } from 'react';
import { useTranslation } from 'react-i18next';
import { locales, type LanguageTag, type Say } from '#shared/base/language.ts';
import type { Overview } from '#shared/sync/overview.ts';
import en from '#resources/texts/dashboard.en.json' with { type: 'json' };
import hu from '#resources/texts/dashboard.hu.json' with { type: 'json' };
import it from '#resources/texts/dashboard.it.json' with { type: 'json' };

const texts: Readonly<Record<LanguageTag, Readonly<Record<string, string>>>> = { en, it, hu };

/** The first of somebody's languages that we speak, else English. */
export const languageFor = (wanted: readonly string[]): LanguageTag =>
  wanted
    .map((tag) => tag.toLowerCase().split('-')[0] ?? '')
    .find((tag): tag is LanguageTag => Object.hasOwn(locales, tag)) ?? 'en';

/** The owner's page in one language, for I18nextProvider. Whole numbers in texts are grouped as that language does. */
export function createTexts(language: LanguageTag): i18n {
  const numbers = new Intl.NumberFormat(locales[language]);
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
    resources: { [language]: { translation: texts[language] } },
  });
  return instance;
}

/** How to speak to whoever looks at this page. */
export interface Speech {
  language: LanguageTag;
  say: Say;
  /** What programs call their points, by unit. */
  ownPoints: Overview['ownPoints'];
}

/** What programs call their points, for everything on the page around which it is put. */
export const OwnPoints = createContext<Overview['ownPoints']>({});

/** The speech of the I18nextProvider around us. */
export function useSpeech(): Speech {
  const { t, i18n } = useTranslation();
  const ownPoints = use(OwnPoints);
  return { language: languageFor([i18n.language]), say: (key, params) => t(key, { ...params }), ownPoints };
}
