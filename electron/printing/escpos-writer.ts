import { PrinterTypes, ThermalPrinter } from 'node-thermal-printer';
import { byteIn } from '#electron/devices/dots/code-pages.ts';
import { drawLetter, letterDots } from '#electron/devices/dots/receipt-font.ts';
import { blankBitmap, type Bitmap } from '#electron/devices/dots/bitmap.ts';
import { encodeLine, type EncodedLine } from './encode-line.ts';
import { lettersOf } from './printable-text.ts';
import type { PrinterModel } from './printer-model.ts';
import { rasterCommands } from './raster.ts';

export interface LineStyle {
  scale: 1 | 2 | 3;
  align: 'left' | 'center';
  bold: boolean;
}

/** Lines, pictures and cuts, one after the other, as the bytes of one job. */
export interface EscposWriter {
  /** One line that fits on the paper. A character of no code page turns the whole line into a picture. */
  line(text: string, style: LineStyle): void;
  /** The same as a picture, whatever letters the printer has. */
  drawn(text: string, style: LineStyle): void;
  /** ASCII, then what this page has of a text, chosen by its number whether or not the printer knows it: for a person to read. */
  sample(label: string, text: string, page: PrinterModel['codePages'][number]): void;
  picture(bitmap: Bitmap): void;
  feedLines(count: number): void;
  /** The end of a page: everything printed comes out beyond the knife and is cut, or can be torn off. */
  endPage(): void;
  bytes(): Uint8Array;
}

const plain: LineStyle = { scale: 1, align: 'left', bold: false };
const defaultSpacing = 30;
/** Stands for a letter that a page lacks: an underscore, which every page has. */
const missing = 0x5f;

/**
 * A job for one model, from ESC @ on. The builder gives the bytes of settings only. Texts come encoded, pictures and cuts
 * are our own bytes: its encoder loses count of the code page, and its cut feeds blindly.
 */
export function escposWriter(model: PrinterModel): EscposWriter {
  const builder = new ThermalPrinter({ type: PrinterTypes.EPSON, interface: '' });
  const add = (bytes: Uint8Array): void => builder.add(Buffer.from(bytes));
  let page: EncodedLine['page'];
  let set = plain;
  add(Uint8Array.of(0x1b, 0x40));

  const setStyle = (style: LineStyle): void => {
    if (style.align === 'center' && set.align !== 'center') builder.alignCenter();
    if (style.align === 'left' && set.align !== 'left') builder.alignLeft();
    if (style.bold !== set.bold) builder.bold(style.bold);
    if (style.scale !== set.scale) builder.setTextSize(style.scale - 1, style.scale - 1);
    set = style;
  };
  const writer: EscposWriter = {
    line(text, style) {
      const encoded = encodeLine(text, model, page);
      if (!encoded) return writer.drawn(text, style);
      setStyle(style);
      add(encoded.bytes);
      page = encoded.page;
      builder.newLine();
    },
    drawn: (text, style) => writer.picture(drawnLine(text, style, model.widthDots)),
    sample(label, text, { name, escT }) {
      setStyle(plain);
      const letters = lettersOf(label + text).map((letter) => byteIn(name, letter) ?? missing);
      add(Uint8Array.of(0x1b, 0x74, escT, ...letters));
      page = undefined;
      builder.newLine();
    },
    picture(bitmap) {
      setStyle(plain);
      add(rasterCommands(bitmap));
    },
    feedLines(count) {
      setStyle(plain);
      for (let left = count; left > 0; left -= 1) builder.newLine();
    },
    endPage() {
      if (!model.cutter) return writer.feedLines(6);
      writer.feedLines(2);
      add(Uint8Array.of(0x1d, 0x56, 66, 0));
    },
    bytes: () => Uint8Array.from(builder.getBuffer()),
  };
  return writer;
}

/** A line drawn by ourselves, exactly where and as high as the printer would have set it. */
export function drawnLine(text: string, { scale, align, bold }: LineStyle, widthDots: number): Bitmap {
  const letters = lettersOf(text);
  const letterWidth = letterDots.width * scale;
  const bitmap = blankBitmap(widthDots, Math.max(letterDots.height * scale, defaultSpacing));
  const left = align === 'center' ? (widthDots - letters.length * letterWidth) >> 1 : 0;
  for (const [index, letter] of letters.entries()) {
    drawLetter(bitmap, letter, left + index * letterWidth, 0, { bold, scaleX: scale, scaleY: scale });
  }
  return bitmap;
}
