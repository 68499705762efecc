import { create } from 'qrcode';
import { blacken, blankBitmap, type Bitmap } from '#electron/devices/dots/bitmap.ts';
import { assert } from '#shared/base/assert.ts';

/** White around a code that scanners need to find it, in modules. */
const quietModules = 4;
/** Below this a thermal head smears modules into each other. */
const smallestModule = 3;

/**
 * A QR code of digits, or of digits and capital letters, error correction M, in the middle of the paper with its quiet zone: 0.75 mm a module on 80 mm
 * paper, 0.625 mm on 58 mm, smaller only when the code would not fit.
 */
export function qrBitmap(text: string, widthDots: number): Bitmap {
  const mode = /^\d+$/.test(text) ? 'numeric' : 'alphanumeric';
  const { modules } = create([{ data: text, mode }], { errorCorrectionLevel: 'M' });
  const across = modules.size + 2 * quietModules;
  const moduleDots = Math.min(widthDots < 480 ? 5 : 6, Math.floor(widthDots / across));
  assert(moduleDots >= smallestModule, `a code of ${modules.size} modules fits on ${widthDots} dots`);
  const bitmap = blankBitmap(widthDots, across * moduleDots);
  const left = ((widthDots - across * moduleDots) >> 1) + quietModules * moduleDots;
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      if (modules.get(row, column) === 0) continue;
      const x = left + column * moduleDots;
      blacken(bitmap, x, (quietModules + row) * moduleDots, moduleDots, moduleDots);
    }
  }
  return bitmap;
}
