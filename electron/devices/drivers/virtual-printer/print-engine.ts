import { blankBitmap, blacken, isBlack } from '../../dots/bitmap.ts';
import { characterIn, noCharacter, type CodePage } from '../../dots/code-pages.ts';
import { lineOfLetters, type Alignment, type LetterMode } from './line-of-letters.ts';
import { paperStrip, type Page } from './paper.ts';

/** The mechanics of a thermal printer: how it is set, what waits in its print buffer, and the paper under its head. */
export interface PrintEngine {
  /** ESC @: forgets the print buffer and every setting, not the paper. */
  reset(): void;
  letter(byte: number): void;
  tab(): void;
  /** Prints what waits and moves on by one line; the height of the letters counts if it is more. */
  endLine(): void;
  feedLines(count: number): void;
  feedDots(count: number): void;
  /** One row of a picture, each dot as many dots wide and high as told. */
  pictureRow(row: Uint8Array, scaleX: number, scaleY: number): void;
  /** Prints what waits, as before a picture or a cut. */
  flush(): void;
  feedToKnife(moreDots: number): void;
  cut(): Page;
  tearOff(): Page | undefined;
  /** Any part of how letters look from now on. */
  setLetters(change: Partial<LetterMode>): void;
  align(value: number): void;
  /** Undefined for a page that this printer does not have: its bytes print as boxes. */
  setCodePage(page: CodePage | undefined): void;
  setSpacing(dots: number | 'default'): void;
}

const defaultSpacing = 30;
const plain: LetterMode = { bold: false, underline: false, scaleX: 1, scaleY: 1 };
const alignments: readonly Alignment[] = ['left', 'center', 'right'];

/** A printer as it is when switched on. */
export function createPrintEngine(widthDots: number, headToKnifeDots: number): PrintEngine {
  const strip = paperStrip(widthDots, headToKnifeDots);
  const line = lineOfLetters(widthDots);
  let mode = plain;
  let alignment: Alignment = 'left';
  let page: CodePage | undefined = 'cp437';
  let spacing = defaultSpacing;

  const endLine = (dots: number): void => {
    if (line.isEmpty) {
      strip.note('');
      return strip.feed(dots);
    }
    const { bitmap, text } = line.take(alignment);
    strip.note(text);
    strip.print(bitmap);
    strip.feed(Math.max(dots - bitmap.heightDots, 0));
  };
  const flush = (): void => {
    if (!line.isEmpty) endLine(spacing);
  };
  return {
    reset() {
      if (!line.isEmpty) line.take('left');
      [mode, alignment, page, spacing] = [plain, 'left', 'cp437', defaultSpacing];
    },
    letter(byte) {
      if (!line.fits(mode)) endLine(spacing);
      line.add(page ? characterIn(page, byte) : noCharacter, mode);
    },
    tab: () => line.tab(mode),
    endLine: () => endLine(spacing),
    feedLines(count) {
      for (let left = line.isEmpty ? count : Math.max(count, 1); left > 0; left -= 1) endLine(spacing);
    },
    feedDots: (count) => (line.isEmpty ? strip.feed(count) : endLine(count)),
    pictureRow(row, scaleX, scaleY) {
      const source = { widthDots: row.length * 8, heightDots: 1, bytesPerRow: row.length, data: row };
      const room = Math.max(widthDots - source.widthDots * scaleX, 0);
      const left = { left: 0, center: room >> 1, right: room }[alignment];
      if (scaleX === 1 && scaleY === 1 && left === 0) return strip.print(source);
      const target = blankBitmap(widthDots, scaleY);
      for (let x = 0; x < source.widthDots; x += 1) {
        if (isBlack(source, x, 0)) blacken(target, left + x * scaleX, 0, scaleX, scaleY);
      }
      strip.print(target);
    },
    flush,
    feedToKnife: (moreDots) => strip.feedToKnife(moreDots),
    cut: () => strip.cut(),
    tearOff() {
      flush();
      return strip.tearOff();
    },
    setLetters: (change) => void (mode = { ...mode, ...change }),
    align: (value) => void (alignment = alignments[value & 3] ?? 'left'),
    setCodePage: (next) => void (page = next),
    setSpacing: (dots) => void (spacing = dots === 'default' ? defaultSpacing : dots),
  };
}
