import { blankBitmap, type Bitmap } from '#electron/devices/dots/bitmap.ts';
import type { Document } from '#shared/print/document.ts';
import { drawnLine, type LineStyle } from './escpos-writer.ts';
import type { PrinterModel } from './printer-model.ts';
import { rasterCommands } from './raster.ts';
import type { ShopLogo } from './shop-logo.ts';
import { writeBlocks } from './to-escpos.ts';

const lineDots = 30;
/** From the head to the knife, and a little more: what a printer that is told to cut here has not moved out yet. */
const headToKnifeMm = 16;

/**
 * A document as pictures alone, for paper that somebody else is printing on: as wide as the paper, they look the same whatever letters,
 * page and alignment were chosen before, and leave all of that as it was. `feeds`: the cut that follows brings the paper out by itself.
 */
export function documentToRaster(
  document: Document,
  model: PrinterModel,
  { feeds, logo = null }: { feeds: boolean; logo?: ShopLogo | null },
): Uint8Array {
  const pictures: Bitmap[] = [];
  const feed = (dots: number): void => void pictures.push(blankBitmap(model.widthDots, dots));
  const writer = {
    line: (text: string, style: LineStyle) => void pictures.push(drawnLine(text, style, model.widthDots)),
    picture: (bitmap: Bitmap) => void pictures.push(bitmap),
    feedLines: (count: number) => feed(count * lineDots),
  };
  writeBlocks(writer, document, model, logo);
  feed(feeds ? lineDots : Math.round((headToKnifeMm / 25.4) * model.dpi));
  return Buffer.concat(pictures.map(rasterCommands));
}
