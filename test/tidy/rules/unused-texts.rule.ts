import type { House } from '../house.ts';
import { changing, planting, type Rule } from '../rule.ts';
import { baseKey, readTexts } from '../texts.ts';

const speaks = /^(shared|electron|renderer|central)\/.*\.(ts|tsx|mjs)$/;

/** A sentence that nobody says is one that three people translate for nothing; a key without a sentence is shown as it is. */
export const unusedTexts: Rule = {
  promise: 'every sentence is said somewhere, and everything said is a sentence',
  findings(house) {
    const sources = house.paths.filter((path) => speaks.test(path) && !/\.test\.tsx?$/.test(path));
    const written = sources.map((path) => house.text(path));
    const quoted = new Set(
      written.flatMap((text) => [...text.matchAll(/['"`]([a-z][\w.-]*)['"`]/g)].map((m) => m[1])),
    );
    const prefixes = written.flatMap((text) =>
      [...text.matchAll(/`([a-z][\w-]*\.(?:[\w-]+\.)*)\$\{/g)].map((m) => m[1] ?? ''),
    );
    const known = new Set(readTexts(house).flatMap(({ texts }) => Object.keys(texts).map(baseKey)));
    const unused = [...known].filter(
      (key) => !quoted.has(key) && !prefixes.some((prefix) => key.startsWith(prefix)),
    );
    return [
      ...unused.map((key) => `resources/texts: nobody says ${key}`),
      ...sources.flatMap((path) => unknownKeys(house, path, known)),
    ];
  },
  offenders: [
    changing(
      'resources/texts/en.json',
      (text) => text.replace('{', '{ "sale.forgotten": "x",'),
      'nobody says sale.forgotten',
    ),
    planting({ 'renderer/cashier/planted.tsx': `t('sale.not-there')` }, 'planted.tsx says sale.not-there'),
  ],
};

const unknownKeys = (house: House, path: string, known: ReadonlySet<string>): string[] =>
  [...house.text(path).matchAll(/\b(?:t|say)\(\s*['"]([a-z][\w.-]*)['"]/g)]
    .map((match) => match[1] ?? '')
    .filter((key) => !known.has(key))
    .map((key) => `${path} says ${key}, which no language has`);
