import { byteIn, type CodePage } from '../dots/code-pages.ts';

/** What no accent explains: written as people write it on a typewriter. */
const spelled: Readonly<Record<string, string>> = {
  '€': 'EUR',
  ß: 'ss',
  Ł: 'L',
  ł: 'l',
  Đ: 'D',
  đ: 'd',
  Ø: 'O',
  ø: 'o',
  Æ: 'AE',
  æ: 'ae',
  '–': '-',
  '—': '-',
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '…': '...',
  '·': '.',
};
const unknown = '?'.charCodeAt(0);
const blank = 0x20;

/** What a line says; of several wordings, the fullest first, the first that fits whole. */
export type Wording = string | readonly string[];

/**
 * One line of so many letters as bytes of a page. A letter that the page lacks loses its accent or is spelled out, so that a
 * display without ő still says something; what is too long is cut, the last wording where none fits, and no control character
 * gets through.
 */
export function fitLine(said: Wording, page: CodePage, columns: number): Uint8Array {
  const wordings = [said].flat().map((text) => lettersOf(text, page));
  const letters = wordings.find(({ length }) => length <= columns) ?? wordings.at(-1) ?? [];
  return Uint8Array.from({ length: columns }, (_, place) => letters[place] ?? blank);
}

const lettersOf = (text: string, page: CodePage): number[] =>
  [...text.normalize('NFC').replaceAll(/[\s\p{Zs}]+/gu, ' ')].flatMap((letter) => bytesOf(letter, page));

function bytesOf(letter: string, page: CodePage): number[] {
  const own = byteIn(page, letter);
  if (own !== undefined) return [own];
  const plain = spelled[letter] ?? letter.normalize('NFD').replaceAll(/\p{M}/gu, '');
  return [...plain].map((one) => byteIn(page, one) ?? unknown);
}
