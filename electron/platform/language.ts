import i18next from 'i18next';
import type { LanguageTag, Say } from '#shared/base/language.ts';
import en from '#resources/texts/en.json' with { type: 'json' };
import hu from '#resources/texts/hu.json' with { type: 'json' };
import it from '#resources/texts/it.json' with { type: 'json' };

const texts = { en, hu, it };

/** The voice in which this machine speaks on paper and in the terminal. Throws nothing: an unknown key says itself. */
export async function speak(language: LanguageTag): Promise<Say> {
  const instance = i18next.createInstance();
  const resources = Object.fromEntries(
    Object.entries(texts).map(([tag, translation]) => [tag, { translation }]),
  );
  await instance.init({
    lng: language,
    fallbackLng: 'en',
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    resources,
  });
  return (key, params) => instance.t(key, params ?? {});
}
