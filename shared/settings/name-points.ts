import type { LanguageTag } from '../base/language.ts';
import type { PointsName } from '../base/points-name.ts';
import type { CalledPoints } from './brand.ts';

/** The word as it may stand in a sentence: small, unbent, without an article. Hungarian counts in the singular. */
const bare: Record<LanguageTag, { one?: RegExp; many: RegExp }> = {
  en: { one: /(?<!\p{L})point(?!\p{L})/gu, many: /(?<!\p{L})points(?!\p{L})/gu },
  it: { one: /(?<!\p{L})punto(?!\p{L})/gu, many: /(?<!\p{L})punti(?!\p{L})/gu },
  hu: { many: /(?<!\p{L})pont(?!\p{L})/gu },
};

/**
 * Where programs are set up and not lived with: there points are what the product calls them. What a set-up comes to (`words.`), and what is
 * odd about a price, names points of a program that there is.
 */
const setUp =
  /^((brand|capture|choice|field|kind|people|programs|shop|template|vouchers|what-if)\.|odd\.(?!REWARD_OUT_OF_REACH$))/;

/** Whether a text calls points what the shop calls them, so that its sentence has to bear any word in their place. */
export const callsPointsAsTheShop = (key: string): boolean => !setUp.test(key);

/** A language's texts with the shop's name for points in every sentence that is heard at the counter or read on paper. */
export function namePoints(
  texts: Readonly<Record<string, string>>,
  language: LanguageTag,
  name: PointsName | undefined,
): Readonly<Record<string, string>> {
  if (!name) return texts;
  const { one, many } = bare[language];
  const callIn = (words: string): string => {
    // Never read as a pattern of replacing, whatever the shop's word is.
    const called = words.replace(many, () => (language === 'hu' ? name.one : name.many));
    return one ? called.replace(one, () => name.one) : called;
  };
  // What stands for a value keeps its name.
  const call = (text: string): string =>
    text
      .split(/(\{\{[^}]*\}\})/)
      .map((part) => (part.startsWith('{{') ? part : callIn(part)))
      .join('');
  return Object.fromEntries(
    Object.entries(texts).map(([key, text]) => [key, callsPointsAsTheShop(key) ? call(text) : text]),
  );
}

/** The texts of a language as everything here calls points: under `shop` with the shop's word, under a unit with that of its program. */
export function namedTexts(
  texts: Readonly<Record<string, string>>,
  language: LanguageTag,
  { points, ownPoints }: CalledPoints,
): Record<string, Readonly<Record<string, string>>> {
  const own = Object.entries(ownPoints).flatMap(([unit, names]) =>
    names[language] ? [[unit, namePoints(texts, language, names[language])] as const] : [],
  );
  return { [byTheShop]: namePoints(texts, language, points[language]), ...Object.fromEntries(own) };
}

/** Where texts with the shop's own word lie. */
export const byTheShop = 'shop';

/** In which of these texts a sentence is found that speaks of the points of `pointsOf`: in the shop's, where they have no own name. */
export const textsOf = (named: object, pointsOf: unknown): string =>
  typeof pointsOf === 'string' && Object.hasOwn(named, pointsOf) ? pointsOf : byTheShop;
