import { createContext, use, useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components';
import { locales, type LanguageTag, type Say } from '#shared/base/language.ts';
import type { CalledPoints } from '#shared/settings/brand.ts';
import { formatMoney } from '#shared/money/format-money.ts';
import { createSay, languageTags } from './say.ts';
import type { Speech } from '#shared/api/sentences.ts';

const rememberedAs = 'tessera.language';

/** How this screen speaks, and to whom. */
export interface Texts extends Speech {
  /** An amount of the shop's money in minor units, as people write it. */
  money(minor: number): string;
  currency: string;
  chooseLanguage(language: LanguageTag): void;
}

const TextsContext = createContext<Texts | undefined>(undefined);

/** The texts of this screen. Only inside TextsProvider. */
export function useTexts(): Texts {
  const texts = use(TextsContext);
  if (!texts) throw new Error('useTexts outside of TextsProvider');
  return texts;
}

/** Shorthand for components that only speak. */
export const useSay = (): Say => useTexts().say;

/**
 * Speaks the language chosen on this screen, else the shop's, else the machine's. A choice is remembered on this machine.
 */
export function TextsProvider({
  shopLanguage,
  currency,
  called,
  children,
}: {
  shopLanguage: LanguageTag | undefined;
  currency: string;
  called: CalledPoints | undefined;
  children: ReactNode;
}) {
  const [chosen, setChosen] = useState(rememberedLanguage);
  const choose = useCallback((wanted: LanguageTag): void => {
    localStorage.setItem(rememberedAs, wanted);
    setChosen(wanted);
  }, []);
  return (
    <TextsIn
      language={chosen ?? shopLanguage ?? machineLanguage()}
      currency={currency}
      called={called}
      chooseLanguage={choose}
    >
      {children}
    </TextsIn>
  );
}

/** Speaks one language, for a page on which nobody chooses. */
export function TextsIn({
  language,
  currency,
  called,
  chooseLanguage = nobodyChooses,
  children,
}: {
  language: LanguageTag;
  currency: string;
  /** What points are called here. */
  called: CalledPoints | undefined;
  chooseLanguage?: (language: LanguageTag) => void;
  children: ReactNode;
}) {
  const say = useMemo(() => createSay(language, called), [language, called]);
  const texts = useMemo<Texts>(
    () => ({
      language,
      currency,
      say,
      money: (minor: number) => formatMoney({ minor, currency }, language),
      chooseLanguage,
    }),
    [language, currency, say, chooseLanguage],
  );
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return (
    <TextsContext value={texts}>
      <I18nProvider locale={locales[language]}>{children}</I18nProvider>
    </TextsContext>
  );
}

const nobodyChooses = (): void => {};

function rememberedLanguage(): LanguageTag | undefined {
  const remembered = localStorage.getItem(rememberedAs);
  return languageTags.find((tag) => tag === remembered);
}

/** The language of this machine's user, where nobody said another. */
export function machineLanguage(): LanguageTag {
  return languageTags.find((tag) => navigator.language.startsWith(tag)) ?? 'en';
}
