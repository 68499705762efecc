import { escapePattern } from '../base/escape-pattern.ts';

/** A line as labels are looked for in it: composed letters, single spaces, nothing at its ends. */
export const plainLine = (line: string): string =>
  line
    .normalize('NFC')
    .replaceAll(/[\s\u00a0\u202f]+/gu, ' ')
    .trim();

/**
 * Gives what follows one of the labels in a plain line, the longest that fits; undefined where none does. A label ends where its word
 * ends. It begins its line but for stars and the like, or stands anywhere in it.
 */
export function labelReader(
  labels: readonly string[],
  place: 'first' | 'anywhere' = 'first',
): (line: string) => string | undefined {
  if (labels.length === 0) return () => undefined;
  const longestFirst = [...labels].sort((one, other) => other.length - one.length);
  // Big letters are often set apart: T O T A L E.
  const spaced = longestFirst.map((label) =>
    plainLine(label)
      .split(/ +/)
      .map((word) => [...word].map(escapePattern).join(' ?'))
      .join(' +'),
  );
  const before = place === 'first' ? String.raw`^[\s*#=>-]*` : String.raw`(?<![\p{L}\p{N}])`;
  const reader = new RegExp(String.raw`${before}(?:${spaced.join('|')})(?![\p{L}\p{N}])(.*)$`, 'iu');
  return (line) => reader.exec(line)?.[1];
}
