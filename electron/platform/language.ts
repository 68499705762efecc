import i18next from 'i18next';
import type { LanguageTag, Say } from '#shared/base/language.ts';
import type { Brand } from '#shared/settings/brand.ts';
import { namePoints } from '#shared/settings/name-points.ts';
import en from '#resources/texts/en.json' with { type: 'json' };
import hu from '#resources/texts/hu.json' with { type: 'json' };
import it from '#resources/texts/it.json' with { type: 'json' };

const texts = { en, hu, it };
const languages = ['en', 'hu', 'it'] as const;

/**
 * The voice in which this machine speaks on paper and in the terminal, with the shop's name for points. Throws nothing: an unknown
 * key says itself.
 */
export async function speak(language: LanguageTag, points: Brand['points'] = {}): Promise<Say> {
  const instance = i18next.createInstance();
  const resources = Object.fromEntries(
    languages.map((tag) => [tag, { translation: namePoints(texts[tag], tag, points[tag]) }]),
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

/** What this machine says, language by language; what points are called may change while it speaks. */
export interface Voices {
  in(language: LanguageTag): Say;
  /** From now on points are called so, also by whoever asked for a voice before. */
  rename(points: Brand['points']): Promise<void>;
}

/** The voices of a till. */
export async function createVoices(points: Brand['points']): Promise<Voices> {
  const all = async (called: Brand['points']): Promise<Record<LanguageTag, Say>> => ({
    en: await speak('en', called),
    it: await speak('it', called),
    hu: await speak('hu', called),
  });
  let now = await all(points);
  let latest = points;
  return {
    in: (language) => (key, params) => now[language](key, params),
    async rename(next) {
      latest = next;
      const renamed = await all(next);
      if (latest === next) now = renamed;
    },
  };
}
