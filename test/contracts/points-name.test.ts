import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { namePoints } from '#shared/settings/name-points.ts';

const placesOf = (text: string): string[] => text.match(/\{\{[^}]*\}\}/g) ?? [];

test.each(['en', 'it', 'hu'] as const)(
  'whatever a shop calls its points, every text of %s keeps its places',
  (language) => {
    const file = new URL(`../../resources/texts/${language}.json`, import.meta.url);
    const texts = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
    const named = namePoints(texts, language, { one: 'qqone', many: 'qqmany' });
    const changed = Object.keys(texts).filter((key) => named[key] !== texts[key]);
    expect(changed).toContain('holding.points_one');
    for (const key of changed) expect(placesOf(named[key] ?? ''), key).toEqual(placesOf(texts[key] ?? ''));
    // A decimal point is no point.
    expect(changed.filter((key) => key.startsWith('capture.'))).toEqual([]);
  },
);
