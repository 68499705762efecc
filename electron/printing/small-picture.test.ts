import { PNG } from 'pngjs';
import { describe, expect, test } from 'vitest';
import { mostOwnLogoBytes } from '#shared/settings/logo-choice.ts';
import { seeded } from '#test/support/seeded.ts';
import { isBlack } from '#electron/devices/dots/bitmap.ts';
import { readLogo } from './shop-logo.ts';
import { smallPicture } from './small-picture.ts';

type Dot = [red: number, green: number, blue: number, alpha: number];

function picture(width: number, height: number, dot: (x: number, y: number) => Dot): Buffer {
  const png = new PNG({ width, height });
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) png.data.set(dot(x, y), (y * width + x) * 4);
  return PNG.sync.write(png);
}

/** A disc of one colour on nothing, as logos are. */
const disc = (side: number, colour: Dot = [122, 31, 61, 255]): Buffer =>
  picture(side, side, (x, y) =>
    (x - side / 2) ** 2 + (y - side / 2) ** 2 < (side / 2) ** 2 ? colour : [0, 0, 0, 0],
  );

describe('a picture made small', () => {
  test('stays as it is, byte for byte, where it is small already', () => {
    const file = disc(200);
    expect(smallPicture(file)).toBe(file);
    const made = smallPicture(disc(1_500));
    expect(smallPicture(made)).toBe(made);
  });

  test('keeps its colours and what is see-through', () => {
    const small = smallPicture(disc(1_500));
    const { width, height, data } = PNG.sync.read(small);
    expect([width, height]).toEqual([240, 240]);
    expect([...data.subarray(0, 4)]).toEqual([0, 0, 0, 0]);
    expect([...data.subarray((120 * 240 + 120) * 4).subarray(0, 4)]).toEqual([122, 31, 61, 255]);
  });

  test('comes out on paper as the large one does, but for a few dots on its edge', () => {
    const large = disc(1_500, [0, 0, 0, 255]);
    const [one, other] = [large, smallPicture(large)].map((file) => {
      const logo = readLogo(file);
      if (!logo.ok) throw new Error(logo.error.code);
      return logo.value.bitmap(576);
    });
    let apart = 0;
    for (let y = 0; y < 240; y += 1)
      for (let x = 0; x < 576; x += 1)
        if (one && other && isBlack(one, x, y) !== isBlack(other, x, y)) apart += 1;
    expect(apart).toBeLessThan(100);
  });

  test.each([
    ['noise of every colour', 2_000, 1_000],
    ['noise in a column', 170, 2_000],
    ['noise in a strip', 2_000, 170],
  ])('of %s is small enough all the same, and still a logo', (_, width, height) => {
    const chance = seeded(width + height);
    const level = () => chance.int(0, 255);
    const made = smallPicture(picture(width, height, () => [level(), level(), level(), level()]));
    expect(made.length).toBeLessThanOrEqual(mostOwnLogoBytes);
    expect(readLogo(made).ok).toBe(true);
  });
});
