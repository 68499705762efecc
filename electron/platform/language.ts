import i18next from 'i18next';
import type { LanguageTag, Say } from '#shared/base/language.ts';
import type { CalledPoints } from '#shared/settings/brand.ts';
import { byTheShop, namedTexts, textsOf } from '#shared/settings/name-points.ts';
import en from '#resources/texts/en.json' with { type: 'json' };
import hu from '#resources/texts/hu.json' with { type: 'json' };
import it from '#resources/texts/it.json' with { type: 'json' };

const texts = { en, hu, it };
const languages = ['en', 'hu', 'it'] as const;

/**
 * The voice in which this machine speaks on paper and in the terminal, with the shop's name for points, and for those
 * of the unit `pointsOf` that of their program. Throws nothing: an unknown
 * key says itself.
 */
export async function speak(language: LanguageTag, called: Partial<CalledPoints> = {}): Promise<Say> {
  const instance = i18next.createInstance();
  const resources = Object.fromEntries(
    languages.map((tag) => [tag, namedTexts(texts[tag], tag, { points: {}, ownPoints: {}, ...called })]),
  );
  await instance.init({
    lng: language,
    fallbackLng: 'en',
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    defaultNS: byTheShop,
    resources,
  });
  return (key, params) =>
    instance.t(key, { ...params, ns: textsOf(resources[language] ?? {}, params?.['pointsOf']) });
}

/** What this machine says, language by language; what points are called may change while it speaks. */
export interface Voices {
  in(language: LanguageTag): Say;
  /** From now on points are called so, also by whoever asked for a voice before. */
  rename(called: CalledPoints): Promise<void>;
}

/** The voices of a till. */
export async function createVoices(called: CalledPoints): Promise<Voices> {
  const all = async (called: CalledPoints): Promise<Record<LanguageTag, Say>> => ({
    en: await speak('en', called),
    it: await speak('it', called),
    hu: await speak('hu', called),
  });
  let now = await all(called);
  let latest = called;
  return {
    in: (language) => (key, params) => now[language](key, params),
    async rename(next) {
      latest = next;
      const renamed = await all(next);
      if (latest === next) now = renamed;
    },
  };
}
