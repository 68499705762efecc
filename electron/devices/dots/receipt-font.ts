import font from '#resources/fonts/receipt-12x24.json' with { type: 'json' };
import { assert } from '#shared/base/assert.ts';
import { blacken, type Bitmap } from './bitmap.ts';

/** The size of one letter at scale 1: what receipt printers call font A. */
export const letterDots = { width: 12, height: 24 } as const;

type Face = 'regular' | 'bold';
const faces: Record<Face, Readonly<Record<string, string>>> = { regular: font.regular, bold: font.bold };
const missing = 'fffd';
const drawn = new Map<string, Uint16Array>();

/** Whether the font has a picture of this character. */
export const hasGlyph = (character: string): boolean => Object.hasOwn(faces.regular, keyOf(character));

/** How a letter is drawn: which face, how many times wider and higher. */
export interface LetterStyle {
  bold: boolean;
  scaleX: number;
  scaleY: number;
}

/** Draws one character with its upper left corner at x, y. One that the font lacks becomes a box, never nothing. */
export function drawLetter(
  bitmap: Bitmap,
  character: string,
  x: number,
  y: number,
  style: LetterStyle,
): void {
  const rows = glyph(character, style.bold ? 'bold' : 'regular');
  for (const [index, bits] of rows.entries()) {
    for (let column = 0; column < letterDots.width; column += 1) {
      if ((bits & (0x8000 >> column)) === 0) continue;
      const left = x + column * style.scaleX;
      blacken(bitmap, left, y + index * style.scaleY, style.scaleX, style.scaleY);
    }
  }
}

function glyph(character: string, face: Face): Uint16Array {
  const key = hasGlyph(character) ? keyOf(character) : missing;
  const known = drawn.get(face + key);
  if (known) return known;
  const hex = faces[face][key];
  assert(hex?.length === letterDots.height * 4, `the font has 24 rows for ${key}`);
  const rows = Uint16Array.from({ length: letterDots.height }, (_, row) =>
    Number.parseInt(hex.slice(row * 4, row * 4 + 4), 16),
  );
  drawn.set(face + key, rows);
  return rows;
}

const keyOf = (character: string): string =>
  (character.codePointAt(0) ?? 0xfffd).toString(16).padStart(4, '0');
