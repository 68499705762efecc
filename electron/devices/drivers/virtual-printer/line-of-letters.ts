import { blankBitmap, type Bitmap } from '../../dots/bitmap.ts';
import { drawLetter, letterDots } from '../../dots/receipt-font.ts';

/** How the printer is set when a character arrives. */
export interface LetterMode {
  bold: boolean;
  underline: boolean;
  scaleX: number;
  scaleY: number;
}

interface Letter extends LetterMode {
  character: string;
}

export type Alignment = 'left' | 'center' | 'right';

/** The characters that wait in the print buffer for the end of their line. */
export interface LineOfLetters {
  readonly isEmpty: boolean;
  /** Whether one more letter of this size still fits on the paper. */
  fits(mode: LetterMode): boolean;
  add(character: string, mode: LetterMode): void;
  /** Jumps to the next multiple of eight letters. */
  tab(mode: LetterMode): void;
  /** The line as dots and as text; the buffer is empty afterwards. Letters of different height stand on one ground line. */
  take(alignment: Alignment): { bitmap: Bitmap; text: string };
}

/** An empty print buffer for paper of this width. */
export function lineOfLetters(widthDots: number): LineOfLetters {
  let letters: Letter[] = [];
  const width = (): number => letters.reduce((sum, letter) => sum + letter.scaleX * letterDots.width, 0);
  const line: LineOfLetters = {
    get isEmpty() {
      return letters.length === 0;
    },
    fits: (mode) => width() + mode.scaleX * letterDots.width <= widthDots,
    add: (character, mode) => void letters.push({ ...mode, character }),
    tab(mode) {
      do line.add(' ', mode);
      while ((width() / letterDots.width) % 8 !== 0 && line.fits(mode));
    },
    take(alignment) {
      const height = Math.max(...letters.map((letter) => letter.scaleY)) * letterDots.height;
      const bitmap = blankBitmap(widthDots, height);
      let x = { left: 0, center: (widthDots - width()) >> 1, right: widthDots - width() }[alignment];
      for (const letter of letters) {
        const y = height - letter.scaleY * letterDots.height;
        drawLetter(bitmap, letter.character, x, y, letter);
        if (letter.underline) drawLetter(bitmap, '_', x, y, letter);
        x += letter.scaleX * letterDots.width;
      }
      const text = letters.map((letter) => letter.character).join('');
      letters = [];
      return { bitmap, text };
    },
  };
  return line;
}
