import { baseKey, languages, pluralForm, readTexts, type Texts } from '../texts.ts';
import { changing, planting, type Rule } from '../rule.ts';

/** A language is one file; a sentence that one of them lacks would be shown as its key. */
export const textKeys: Rule = {
  promise: 'all languages have the same sentences, with the same places in them and the plurals they need',
  findings: (house) =>
    [...Map.groupBy(readTexts(house), ({ group }) => group).values()].flatMap((files) => {
      const missing = languages
        .filter((language) => !files.some((file) => file.language === language))
        .map((language) => `resources/texts: no ${language} beside ${files[0]?.file}`);
      const read = files.map((file) => ({ ...file, sentences: sentencesOf(file) }));
      const keys = new Set(read.flatMap(({ sentences }) => [...sentences.keys()]));
      const doubled = files.flatMap(({ file }) =>
        doubledIn(house.text(file)).map((key) => `${file} says ${key} twice`),
      );
      return [
        ...missing,
        ...doubled,
        ...[...keys].flatMap((key) => read.flatMap((file) => faults(file, key, read))),
      ];
    }),
  offenders: [
    changing(
      'resources/texts/it.json',
      (text) => text.replace('"sale.title"', '"sale.titolo"'),
      'it.json has no sale.title',
    ),
    changing(
      'resources/texts/hu.json',
      (text) => text.replace('határ: {{limit}}', 'határ: {{hatar}}'),
      'places of refusal.AMOUNT_TOO_LARGE',
    ),
    changing(
      'resources/texts/it.json',
      (text) => text.replace('"holding.points_many"', '"holding.points_few"'),
      'holding.points_many',
    ),
    changing(
      'resources/texts/hu.json',
      (text) => text.replace('{', '{\n  "sale.title": "Eladás",'),
      'hu.json says sale.title twice',
    ),
    planting({ 'resources/texts/planted.en.json': '{}' }, 'no it beside resources/texts/planted.en.json'),
  ],
};

/** What stands in a file more than once: reading JSON keeps the last without a word, which is what joining two branches makes. */
function doubledIn(text: string): string[] {
  const keys = [...text.matchAll(/^\s*"((?:[^"\\]|\\.)+)"\s*:/gm)].map((match) => match[1] ?? '');
  return [...new Set(keys.filter((key, index) => keys.indexOf(key) !== index))];
}

type ReadTexts = Texts & { sentences: ReadonlyMap<string, Sentence> };

/** A sentence in all its plural forms: the full keys, and the {{places}} in them. */
interface Sentence {
  keys: string[];
  places: string;
}

function faults(file: ReadTexts, key: string, files: readonly ReadTexts[]): string[] {
  const own = file.sentences.get(key);
  if (!own) return [`${file.file} has no ${key}`];
  const forms = new Intl.PluralRules(file.language).resolvedOptions().pluralCategories;
  const counted = own.keys.some((candidate) => pluralForm(candidate) !== undefined);
  const wanted: readonly string[] = counted ? forms.map((form) => `${key}_${form}`) : [key];
  const other = files.find(({ sentences }) => (sentences.get(key)?.places ?? own.places) !== own.places);
  return [
    ...wanted.filter((form) => !own.keys.includes(form)).map((form) => `${file.file} has no ${form}`),
    ...own.keys
      .filter((form) => !wanted.includes(form))
      .map((form) => `${file.file} has ${form}, which ${file.language} never uses`),
    ...own.keys
      .filter((form) => file.texts[form]?.trim() === '')
      .map((form) => `${file.file} says nothing for ${form}`),
    ...(other
      ? [`${file.file}: the places of ${key} are (${own.places}), in ${other.file} they are others`]
      : []),
  ];
}

function sentencesOf({ texts }: Texts): Map<string, Sentence> {
  const byKey = Map.groupBy(Object.keys(texts), baseKey);
  return new Map(
    [...byKey].map(([key, keys]) => [key, { keys, places: placesIn(keys.map((k) => texts[k] ?? '')) }]),
  );
}

/** `count` need not be said: "one point" is fine. */
const placesIn = (forms: readonly string[]): string =>
  [...new Set(forms.flatMap((text) => [...text.matchAll(/\{\{\s*(\w+)/g)].map((match) => match[1] ?? '')))]
    .filter((place) => place !== 'count')
    .sort()
    .join(', ');
