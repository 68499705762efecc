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

/**
 * One line of so many letters as bytes of a page. A letter that the page lacks loses its accent or is spelled out, so that a
 * display without ő still says something; what is too long is cut, and no control character gets through.
 */
export function fitLine(text: string, page: CodePage, columns: number): Uint8Array {
  const letters = [...text.normalize('NFC').replaceAll(/[\s\p{Zs}]+/gu, ' ')].flatMap((letter) =>
    bytesOf(letter, page),
  );
  return Uint8Array.from({ length: columns }, (_, place) => letters[place] ?? blank);
}

function bytesOf(letter: string, page: CodePage): number[] {
  const own = byteIn(page, letter);
  if (own !== undefined) return [own];
  const plain = spelled[letter] ?? letter.normalize('NFD').replaceAll(/\p{M}/gu, '');
  return [...plain].map((one) => byteIn(page, one) ?? unknown);
}
