/** The text of a code with what cannot be seen made visible: a group separator as ␝, a line end as ␍. */
export const visibleText = (text: string): string =>
  [...text]
    .map((character) => {
      const code = character.codePointAt(0) ?? 0;
      return code < 0x20 ? String.fromCodePoint(0x2400 + code) : code === 0x7f ? '\u2421' : character;
    })
    .join('');
