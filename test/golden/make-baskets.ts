import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { GoldenFile } from './golden-basket.ts';
import { naiveAnswer } from './naive-basket.ts';

/**
 * `node test/golden/make-baskets.ts`: writes the expected result of every basket that has none, by the naive arithmetic and never by the
 * product, and says where the naive arithmetic disagrees with one that stands there. Look at what it wrote before you keep it.
 */
const folder = path.join(import.meta.dirname, 'baskets');

/** A field a line, so that a person can read a basket and a change of one number is a change of one line. */
const written = (fields: object): string =>
  Object.entries(fields)
    .map(([field, value]) => `      ${JSON.stringify(field)}: ${onLines(field, value)}`)
    .join(',\n');

function onLines(field: string, value: unknown): string {
  const several = Array.isArray(value) && value.length > 0 && (field === 'lines' || field === 'offers');
  if (!several) return JSON.stringify(value);
  return `[\n${value.map((one) => `        ${JSON.stringify(one)}`).join(',\n')}\n      ]`;
}

for (const name of readdirSync(folder)) {
  const file = path.join(folder, name);
  const raw = JSON.parse(readFileSync(file, 'utf8')) as { about: string; baskets: Record<string, unknown>[] };
  const baskets = GoldenFile.parse(raw).baskets.map((golden, place) => {
    const naive = naiveAnswer(golden);
    if (golden.expect && JSON.stringify(sorted(golden.expect)) !== JSON.stringify(sorted(naive)))
      console.log(
        `${name}: "${golden.name}" says ${JSON.stringify(golden.expect)}; naive: ${JSON.stringify(naive)}`,
      );
    return { ...raw.baskets[place], expect: raw.baskets[place]?.['expect'] ?? naive };
  });
  const body = baskets.map((basket) => `    {\n${written(basket)}\n    }`).join(',\n');
  writeFileSync(file, `{\n  "about": ${JSON.stringify(raw.about)},\n  "baskets": [\n${body}\n  ]\n}\n`);
}

/** With the fields of every object in one order, to be compared as text. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([field, inner]) => [field, sorted(inner)]),
  );
}
