import { PNG } from 'pngjs';
import { describe, expect, test } from 'vitest';
import { isBlack, type Bitmap } from '#electron/devices/dots/bitmap.ts';
import { mostLogoBytes, readLogo } from './shop-logo.ts';

/** A PNG of one grey, `light` from 0 to 255, with some of it see-through if `alpha` says so. */
function png(width: number, height: number, light: number, alpha = 255): Uint8Array {
  const picture = new PNG({ width, height });
  for (let at = 0; at < picture.data.length; at += 4) picture.data.set([light, light, light, alpha], at);
  return PNG.sync.write(picture);
}

const blackDots = (bitmap: Bitmap): number => {
  let count = 0;
  for (let y = 0; y < bitmap.heightDots; y += 1)
    for (let x = 0; x < bitmap.widthDots; x += 1) if (isBlack(bitmap, x, y)) count += 1;
  return count;
};

function drawn(file: Uint8Array, paperDots = 384): Bitmap {
  const logo = readLogo(file);
  if (!logo.ok) throw new Error(logo.error.code);
  return logo.value.bitmap(paperDots);
}

describe('a logo', () => {
  test.each([0, 64, 128, 200])('of grey %i is as dark on paper as on the screen, to a percent', (light) => {
    const bitmap = drawn(png(200, 100, light));
    expect(blackDots(bitmap) / (200 * 100)).toBeCloseTo(1 - light / 255, 1.5);
  });

  test('stands in the middle, two thirds of the paper wide at most, and never larger than it is', () => {
    const wide = drawn(png(1000, 300, 0));
    expect(blackDots(wide)).toBe(256 * 76);
    expect([
      isBlack(wide, 63, 0),
      isBlack(wide, 64, 0),
      isBlack(wide, 319, 0),
      isBlack(wide, 320, 0),
    ]).toEqual([false, true, true, false]);
    expect(blackDots(drawn(png(50, 40, 0), 576))).toBe(50 * 40);
    expect(drawn(png(100, 1000, 0), 576).heightDots).toBeLessThan(260);
  });

  test('is see-through where the picture is', () => {
    expect(blackDots(drawn(png(100, 100, 0, 128))) / 10_000).toBeCloseTo(0.5, 1.5);
  });

  test.each([
    [
      'no picture',
      new TextEncoder().encode('a letter to the shop, long enough to be a file'),
      'LOGO_NOT_A_PNG',
    ],
    ['half a file', png(100, 100, 0).slice(0, 80), 'LOGO_NOT_A_PNG'],
    ['a photograph', png(2001, 40, 0), 'LOGO_TOO_LARGE'],
    [
      'a heavy file',
      Uint8Array.from([...png(40, 40, 0), ...new Uint8Array(mostLogoBytes)]),
      'LOGO_TOO_LARGE',
    ],
    ['a speck', png(31, 31, 0), 'LOGO_TOO_SMALL'],
    ['a strip', png(400, 32, 0), 'LOGO_TOO_LONG'],
    ['white on white', png(100, 100, 255), 'LOGO_EMPTY'],
    ['nothing at all', png(100, 100, 0, 0), 'LOGO_EMPTY'],
  ])('is not made of %s', (_, file, code) => {
    expect(readLogo(file)).toMatchObject({ ok: false, error: { code } });
  });

  test('whose head promises more than there is room for is not unpacked', () => {
    const file = png(40, 40, 0);
    new DataView(file.buffer, file.byteOffset).setUint32(16, 0xffff_ffff);
    expect(readLogo(file)).toMatchObject({ ok: false, error: { code: 'LOGO_TOO_LARGE' } });
  });
});
