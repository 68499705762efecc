import { locales } from '#shared/base/language.ts';
import type { House } from './house.ts';

/** One file of resources/texts: the group before the language (`dashboard.it.json`), or an empty one. */
export interface Texts {
  file: string;
  group: string;
  language: string;
  texts: Readonly<Record<string, string>>;
}

export const languages = Object.keys(locales);

/** What people read, file by file. */
export function readTexts(house: House): Texts[] {
  return house.paths.flatMap((file) => {
    const name = /^resources\/texts\/(?:([a-z-]+)\.)?([a-z]{2})\.json$/.exec(file);
    if (!name) return [];
    const texts = JSON.parse(house.text(file)) as Record<string, string>;
    return [{ file, group: name[1] ?? '', language: name[2] ?? '', texts }];
  });
}

const plural = /_(zero|one|two|few|many|other)$/;

/** A key without its plural form: `member.visits_one` becomes `member.visits`. */
export const baseKey = (key: string): string => key.replace(plural, '');

/** The plural form of a key, or undefined when it has none. */
export const pluralForm = (key: string): string | undefined => plural.exec(key)?.[1];
