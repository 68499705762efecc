/** The control characters of ASCII by their names, for a font has no shapes for them. */
const names =
  'NUL SOH STX ETX EOT ENQ ACK BEL BS HT LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US'.split(
    ' ',
  );

/** The text of a code with what cannot be seen written out: a group separator as <GS>, a line end as <CR>. */
export const visibleText = (text: string): string =>
  [...text]
    .map((character) => {
      const name = character === '\x7f' ? 'DEL' : names[character.codePointAt(0) ?? 0];
      return name === undefined ? character : `<${name}>`;
    })
    .join('');
