/** A control character, or half of a character: it has no picture, and a printer might obey it. */
const unprintable = /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\u2028\u2029]/gu;
/** Marks that only steer how text flows: joiners, direction marks, soft hyphens. Paper needs none of them. */
const invisible = /[\p{Cf}\p{Variation_Selector}]/gu;
const space = /[\t\n\r\p{Zs}]/gu;
/** Spaces at which money and dates must not break. */
const gluing = /[\u00a0\u202f\u2007]/gu;
const glue = '\u00a0';
const box = '\ufffd';

/**
 * The characters that will stand on paper, one letter each: composed accents, single spaces, and a box for whatever has
 * no picture, so that nothing vanishes and nothing is obeyed.
 */
export function printable(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(gluing, glue)
    .replaceAll(space, (found) => (found === glue ? glue : ' '))
    .replaceAll(invisible, '')
    .replaceAll(unprintable, box)
    .replaceAll(/ {2,}/g, ' ')
    .trim();
}

/** How many letters a text takes on paper. */
export const lettersOf = (text: string): string[] => [...text];

/**
 * Breaks a text into lines of at most `columns` letters, between words where it can and within a longer word where it
 * must. Never empty: a text of nothing is one empty line.
 */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line: string[] = [];
  for (const word of printable(text).split(' ')) {
    let letters = lettersOf(word);
    if (line.length > 0 && line.length + 1 + letters.length > columns) {
      lines.push(line.join(''));
      line = [];
    }
    if (line.length > 0) letters = [' ', ...letters];
    while (line.length + letters.length > columns) {
      lines.push([...line, ...letters.splice(0, columns - line.length)].join(''));
      line = [];
    }
    line.push(...letters);
  }
  lines.push(line.join(''));
  return lines.map((each) => each.replaceAll(glue, ' '));
}

/** As few lines as `wrap` makes, as even as they can be: a centred text with one lost word below looks like a mistake. */
export function wrapEvenly(text: string, columns: number): string[] {
  let lines = wrap(text, columns);
  const longestWord = Math.max(
    ...printable(text)
      .split(' ')
      .map((word) => lettersOf(word).length),
  );
  for (let narrower = columns - 1; narrower >= longestWord; narrower -= 1) {
    const closer = wrap(text, narrower);
    if (closer.length > lines.length) break;
    lines = closer;
  }
  return lines;
}

/**
 * Two texts of which the second ends at the right edge: on one line when they fit, else the first is broken beside or
 * above the second, which stays whole at the end.
 */
export function wrapPair(left: string, right: string, columns: number): string[] {
  const rights = wrap(right, columns);
  const [only = ''] = rights;
  const beside = columns - lettersOf(only).length - 1;
  if (rights.length > 1 || beside < Math.min(lettersOf(printable(left)).length, columns / 2)) {
    return [...wrap(left, columns), ...rights.map((each) => padStart(each, columns))];
  }
  const lefts = wrap(left, beside);
  const last = lefts.pop() ?? '';
  return [...lefts, last + padStart(only, columns - lettersOf(last).length)];
}

const padStart = (text: string, columns: number): string =>
  ' '.repeat(Math.max(columns - lettersOf(text).length, 0)) + text;
