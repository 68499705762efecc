import type { LanguageTag } from '../base/language.ts';
import type { PointsName } from './brand.ts';

/** A count of points and nothing else: `{{count}} points`, `+{{count}} punti`. */
const counted = /^([+−-]?\{\{count\}\}) \S+$/u;

/**
 * A language's texts with the shop's name for points wherever they are counted. Longer sentences keep the word: in them it is bent
 * by the words around, which no rule of ours knows. Hungarian counts in the singular.
 */
export function namePoints(
  texts: Readonly<Record<string, string>>,
  language: LanguageTag,
  name: PointsName | undefined,
): Readonly<Record<string, string>> {
  if (!name) return texts;
  const called = Object.entries(texts).map(([key, text]) => {
    const [, plural] = /\.points_(one|many|other)$/.exec(key) ?? [];
    if (!plural) return [key, text];
    const word = plural === 'one' || language === 'hu' ? name.one : name.many;
    return [key, text.replace(counted, `$1 ${word}`)];
  });
  return Object.fromEntries(called) as Record<string, string>;
}
