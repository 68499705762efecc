import { PNG } from 'pngjs';
import { blacken, blankBitmap, type Bitmap } from '#electron/devices/dots/bitmap.ts';
import type { LogoRefusal } from '#shared/back-office/logo-refusal.ts';
import { ok, refuse, type Result } from '#shared/base/result.ts';

/** The shop's picture, drawn in black dots for whatever width of paper. */
export interface ShopLogo {
  bitmap(paperDots: number): Bitmap;
}

/** Larger files are photographs. */
export const mostLogoBytes = 500_000;
const mostPixels = 2_000;
const leastPixels = 32;
const highest = 240;
/** A strip longer than this is a line on paper. */
const mostTimesAsLong = 12;

/** Reads a PNG as a logo. Its size stands in its head, so nothing large is ever unpacked. */
export function readLogo(file: Uint8Array): Result<ShopLogo, LogoRefusal> {
  const size = sizeOf(file);
  if (!size) return refuse({ code: 'LOGO_NOT_A_PNG' });
  const { width, height } = size;
  if (file.length > mostLogoBytes || Math.max(width, height) > mostPixels)
    return refuse({ code: 'LOGO_TOO_LARGE', most: mostPixels });
  if (Math.max(width, height) < leastPixels) return refuse({ code: 'LOGO_TOO_SMALL', least: leastPixels });
  if (Math.max(width / height, height / width) > mostTimesAsLong) return refuse({ code: 'LOGO_TOO_LONG' });
  const ink = inkOf(file);
  if (!ink) return refuse({ code: 'LOGO_NOT_A_PNG' });
  if (ink.every((level) => level < 0.02)) return refuse({ code: 'LOGO_EMPTY' });
  const drawn = new Map<number, Bitmap>();
  return ok({
    bitmap(paperDots) {
      const known = drawn.get(paperDots) ?? dither(scaled({ width, height, ink }, paperDots), paperDots);
      drawn.set(paperDots, known);
      return known;
    },
  });
}

/** Width and height as a PNG's head says them; undefined for anything else. */
function sizeOf(file: Uint8Array): { width: number; height: number } | undefined {
  const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
  if (file.length < 33 || signature.some((byte, place) => file[place] !== byte)) return undefined;
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  return width > 0 && height > 0 ? { width, height } : undefined;
}

/** How black each pixel is, 0 to 1, on white paper; undefined when the file is damaged. */
function inkOf(file: Uint8Array): Float64Array | undefined {
  try {
    const { data, width, height } = PNG.sync.read(Buffer.from(file));
    return Float64Array.from({ length: width * height }, (_, pixel) => {
      const [red = 0, green = 0, blue = 0, alpha = 0] = data.subarray(pixel * 4, pixel * 4 + 4);
      const light = (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
      return (1 - light) * (alpha / 255);
    });
  } catch {
    return undefined;
  }
}

interface Grey {
  width: number;
  height: number;
  ink: Float64Array;
}

/** No larger than it is, two thirds of the paper wide at most: each dot is the mean of the pixels under it. */
function scaled({ width, height, ink }: Grey, paperDots: number): Grey {
  const shrink = Math.min(1, (paperDots * 2) / 3 / width, highest / height);
  const to = {
    width: Math.max(1, Math.floor(width * shrink)),
    height: Math.max(1, Math.floor(height * shrink)),
  };
  const dots = new Float64Array(to.width * to.height);
  for (let y = 0; y < to.height; y += 1) {
    const [top, bottom] = [Math.floor((y * height) / to.height), Math.ceil(((y + 1) * height) / to.height)];
    for (let x = 0; x < to.width; x += 1) {
      const [left, right] = [Math.floor((x * width) / to.width), Math.ceil(((x + 1) * width) / to.width)];
      let sum = 0;
      for (let row = top; row < bottom; row += 1)
        for (let column = left; column < right; column += 1) sum += ink[row * width + column] ?? 0;
      dots[y * to.width + x] = sum / ((bottom - top) * (right - left));
    }
  }
  return { ...to, ink: dots };
}

/** Black or white for each dot, what is lost by it handed on to its neighbours (Floyd and Steinberg), in the middle of the paper. */
function dither({ width, height, ink }: Grey, paperDots: number): Bitmap {
  const bitmap = blankBitmap(paperDots, height + gapDots);
  const left = (paperDots - width) >> 1;
  const level = Float64Array.from(ink);
  const hand = (x: number, y: number, error: number): void => {
    if (x >= 0 && x < width && y < height) level[y * width + x] = (level[y * width + x] ?? 0) + error;
  };
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const wanted = level[y * width + x] ?? 0;
      const black = wanted >= 0.5;
      if (black) blacken(bitmap, left + x, y, 1, 1);
      const error = wanted - (black ? 1 : 0);
      hand(x + 1, y, (error * 7) / 16);
      hand(x - 1, y + 1, (error * 3) / 16);
      hand(x, y + 1, (error * 5) / 16);
      hand(x + 1, y + 1, error / 16);
    }
  }
  return bitmap;
}

/** White under the picture. */
const gapDots = 12;
