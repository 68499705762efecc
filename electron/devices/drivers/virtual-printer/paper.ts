import { PNG } from 'pngjs';
import { isBlack, type Bitmap } from '../../dots/bitmap.ts';

/** What fell out of the printer: its dots, and the texts that were printed as text, line by line. */
export interface Page extends Bitmap {
  lines: string[];
}

/** The roll of paper under the print head. It only moves forward. */
export interface PaperStrip {
  print(bitmap: Bitmap): void;
  feed(dots: number): void;
  /** Notes a line of text that starts where the head is now. */
  note(text: string): void;
  /** Feeds until everything printed so far, and `moreDots` of white, is beyond the knife. */
  feedToKnife(moreDots: number): void;
  /** Cuts where the knife is: what is still between head and knife stays with the next page. */
  cut(): Page;
  /** Everything printed so far, torn off behind the head, or undefined when nothing was. */
  tearOff(): Page | undefined;
}

/**
 * A fresh roll. The knife sits `headToKnifeDots` behind the head, so each page begins with as much white; a cut without
 * a feed goes through the last lines, as it does on a real counter.
 */
export function paperStrip(widthDots: number, headToKnifeDots: number): PaperStrip {
  const bytesPerRow = Math.ceil(widthDots / 8);
  const white = (count: number): Uint8Array[] =>
    Array.from({ length: count }, () => new Uint8Array(bytesPerRow));
  let rows = white(headToKnifeDots);
  let notes: { text: string; row: number }[] = [];
  const take = (count: number): Page => {
    const page = rows.slice(0, count);
    const lines = notes.filter((note) => note.row < count).map((note) => note.text);
    notes = notes.filter((note) => note.row >= count).map((note) => ({ ...note, row: note.row - count }));
    rows = rows.slice(count);
    const data = new Uint8Array(bytesPerRow * page.length);
    page.forEach((row, index) => data.set(row, index * bytesPerRow));
    return { widthDots, heightDots: page.length, bytesPerRow, data, lines };
  };
  const strip: PaperStrip = {
    print(bitmap) {
      for (let row = 0; row < bitmap.heightDots; row += 1) {
        const dots = bitmap.data.subarray(row * bitmap.bytesPerRow, (row + 1) * bitmap.bytesPerRow);
        const line = new Uint8Array(bytesPerRow);
        line.set(dots.subarray(0, bytesPerRow));
        rows.push(line);
      }
    },
    feed: (dots) => void rows.push(...white(dots)),
    note: (text) => void notes.push({ text, row: rows.length }),
    feedToKnife: (moreDots) => strip.feed(headToKnifeDots + moreDots),
    cut: () => take(Math.max(rows.length - headToKnifeDots, 0)),
    tearOff() {
      if (rows.length <= headToKnifeDots) return undefined;
      const page = take(rows.length);
      rows = white(headToKnifeDots);
      return page;
    },
  };
  return strip;
}

/** The paper as a picture, one dot one pixel, black on white. */
export function pageToPng(page: Bitmap): Uint8Array {
  const { widthDots: width, heightDots: height } = page;
  const png = new PNG({ width, height, colorType: 0, inputColorType: 0, inputHasAlpha: false, bitDepth: 8 });
  const pixels = Buffer.alloc(width * height, 0xff);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) if (isBlack(page, x, y)) pixels[y * width + x] = 0;
  }
  png.data = pixels;
  return PNG.sync.write(png, { colorType: 0, inputColorType: 0, inputHasAlpha: false });
}
