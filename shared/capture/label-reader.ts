import { escapePattern } from '../base/escape-pattern.ts';

/** A line as labels are looked for in it. */
export interface PlainLine {
  /** Composed letters, single spaces, nothing at its ends. */
  text: string;
  /** The same in capitals, without spaces and what decorates its beginning: a label that fits is in it. */
  key: string;
}

export function plainLine(line: string): PlainLine {
  const text = line
    .normalize('NFC')
    .replaceAll(/[\s\u00a0\u202f]+/gu, ' ')
    .trim();
  return { text, key: keyOf(text) };
}

const keyOf = (text: string): string =>
  text
    .toUpperCase()
    .replaceAll(' ', '')
    .replace(/^[*#=>-]+/, '');

/**
 * Gives what follows one of the labels in a line, the longest that fits; undefined where none does. A label ends where its word ends. It
 * begins its line but for stars and the like, or stands anywhere in it.
 */
export function labelReader(
  labels: readonly string[],
  place: 'first' | 'anywhere' = 'first',
): (line: PlainLine) => string | undefined {
  const known = [...labels]
    .sort((one, other) => other.length - one.length)
    .map((label) => ({ label, key: keyOf(plainLine(label).text), reader: undefined as RegExp | undefined }));
  const byBeginning = Map.groupBy(known, ({ key }) => key.slice(0, 1));
  return ({ text, key }) => {
    // Hardly any line has a label, and to look into its letters costs more.
    for (const one of place === 'first' ? (byBeginning.get(key.slice(0, 1)) ?? []) : known) {
      if (place === 'first' ? !key.startsWith(one.key) : !key.includes(one.key)) continue;
      one.reader ??= patternOf(one.label, place);
      const rest = one.reader.exec(text)?.[1];
      if (rest !== undefined) return rest;
    }
    return undefined;
  };
}

function patternOf(label: string, place: 'first' | 'anywhere'): RegExp {
  // Big letters are often set apart: T O T A L E.
  const spaced = plainLine(label)
    .text.split(/ +/)
    .map((word) => [...word].map(escapePattern).join(' ?'))
    .join(' +');
  const before = place === 'first' ? String.raw`^[\s*#=>-]*` : String.raw`(?<![\p{L}\p{N}])`;
  return new RegExp(String.raw`${before}${spaced}(?![\p{L}\p{N}])(.*)$`, 'iu');
}
