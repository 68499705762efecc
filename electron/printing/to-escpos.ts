import { blacken, blankBitmap, type Bitmap } from '#electron/devices/dots/bitmap.ts';
import { assertNever } from '#shared/base/assert.ts';
import type { Block, Document } from '#shared/print/document.ts';
import { code128Bitmap } from './code128-bitmap.ts';
import { escposWriter, type EscposWriter } from './escpos-writer.ts';
import { wrap, wrapEvenly, wrapPair } from './printable-text.ts';
import type { PrinterModel } from './printer-model.ts';
import { qrBitmap } from './qr-bitmap.ts';
import type { ShopLogo } from './shop-logo.ts';

/** A document as the bytes of one print job for one model of printer, from ESC @ to the cut. `logo` is the shop's, if it has one. */
export function documentToEscpos(
  document: Document,
  model: PrinterModel,
  logo: ShopLogo | null = null,
): Uint8Array {
  const writer = escposWriter(model);
  writeBlocks(writer, document, model, logo);
  writer.endPage();
  return writer.bytes();
}

/** All that stands in a document, one below the other. */
export function writeBlocks(
  writer: Pick<EscposWriter, 'line' | 'picture' | 'feedLines'>,
  { blocks }: Document,
  model: PrinterModel,
  logo: ShopLogo | null,
): void {
  for (const block of blocks) {
    if (block.kind !== 'logo') writeBlock(writer, block, model);
    else if (logo) writer.picture(logo.bitmap(model.widthDots));
  }
}

function writeBlock(
  writer: Pick<EscposWriter, 'line' | 'picture' | 'feedLines'>,
  block: Exclude<Block, { kind: 'logo' }>,
  model: PrinterModel,
): void {
  switch (block.kind) {
    case 'text': {
      const columns = Math.floor(model.columns / block.scale);
      const lines = block.align === 'center' ? wrapEvenly(block.text, columns) : wrap(block.text, columns);
      for (const line of lines) writer.line(line, block);
      return;
    }
    case 'pair': {
      const style = { scale: 1, align: 'left', bold: block.bold } as const;
      for (const line of wrapPair(block.left, block.right, model.columns)) writer.line(line, style);
      return;
    }
    case 'rule':
      return writer.picture(ruleBitmap(model.widthDots));
    case 'space':
      return writer.feedLines(block.lines);
    case 'qr':
      return writer.picture(qrBitmap(block.digits, model.widthDots));
    case 'qr-letters':
      return writer.picture(qrBitmap(block.letters, model.widthDots));
    case 'code128':
      return writer.picture(code128Bitmap(block.text, model.widthDots));
    default:
      return assertNever(block);
  }
}

function ruleBitmap(widthDots: number): Bitmap {
  const bitmap = blankBitmap(widthDots, 20);
  blacken(bitmap, 0, 9, widthDots, 2);
  return bitmap;
}

/**
 * What goes before the next job when nobody knows what the printer still expects: enough empty bytes to end any picture
 * that was cut off, which a printer without one ignores, then a fresh start and a line across the paper.
 */
export function separatorEscpos(model: PrinterModel): Uint8Array {
  const writer = escposWriter(model);
  writer.feedLines(1);
  writer.line('- '.repeat(model.columns / 2).trimEnd(), { scale: 1, align: 'center', bold: false });
  writer.feedLines(1);
  const picture = new Uint8Array((model.widthDots / 8) * 256);
  return Uint8Array.from([...picture, ...writer.bytes()]);
}
