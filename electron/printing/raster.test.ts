import { expect, test } from 'vitest';
import { blacken, blankBitmap, isBlack } from '#electron/devices/dots/bitmap.ts';
import { rasterCommands } from './raster.ts';

test('a high picture is sent in strips of at most 256 rows', () => {
  const bytes = rasterCommands(blankBitmap(16, 600));
  const header = (rows: number): Uint8Array =>
    Uint8Array.of(0x1d, 0x76, 0x30, 0, 2, 0, rows & 0xff, rows >> 8);
  expect(bytes.slice(0, 8)).toEqual(header(256));
  expect(bytes.slice(520, 528)).toEqual(header(256));
  expect(bytes.slice(1040, 1048)).toEqual(header(88));
  expect(bytes).toHaveLength(3 * 8 + 1200);
});

test.each([0x04, 0x05, 0x14])('no real-time command hides in a picture (DLE %i)', (second) => {
  const bitmap = blankBitmap(16, 2);
  bitmap.data.set([0x10, second, 0x10, second]);
  expect(rasterCommands(bitmap).slice(8)).toEqual(Uint8Array.of(0x18, second, 0x18, second));
});

test('a lone dot that is no command stays a lone dot', () => {
  const bitmap = blankBitmap(16, 1);
  blacken(bitmap, 3, 0, 1, 1);
  expect(isBlack(bitmap, 3, 0)).toBe(true);
  expect(rasterCommands(bitmap).slice(8)).toEqual(Uint8Array.of(0x10, 0x00));
});
