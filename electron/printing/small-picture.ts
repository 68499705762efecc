import { PNG } from 'pngjs';
import { mostOwnLogoBytes } from '#shared/settings/logo-choice.ts';

/** No paper draws a logo larger than this. */
const [widest, highest] = [560, 240];
/** First whole, then with fewer shades, then smaller: letters bear fewer shades better than fewer dots. The last is always small enough. */
const sizes = [1, 0.8, 0.65, 0.5, 0.35, 0.2];
const shades = [256, 32, 16, 8];

/** The same picture, in no more bytes than the ledger carries; as it is where it is small already. Takes a PNG that was read before. */
export function smallPicture(file: Buffer): Buffer {
  const picture = PNG.sync.read(file);
  const fit = Math.min(1, widest / picture.width, highest / picture.height);
  if (fit === 1 && file.length <= mostOwnLogoBytes) return file;
  let made = file;
  for (const size of sizes) {
    const smaller = scaled(picture, fit * size);
    for (const shade of shades) {
      made = written(smaller, shade);
      if (made.length <= mostOwnLogoBytes) return made;
    }
  }
  return made;
}

const rounded = (side: number, up: boolean): number =>
  up ? Math.ceil(side - 1e-6) : Math.floor(side + 1e-6);

/** Each dot is the mean of those under it; what is see-through weighs less. */
function scaled(from: PNG, scale: number): PNG {
  // The shorter side is rounded up: a picture that is not too long for a logo does not become so.
  const isWide = from.width > from.height;
  const to = new PNG({
    width: rounded(from.width * scale, !isWide),
    height: rounded(from.height * scale, isWide),
  });
  const under = (at: number, of: number, among: number): [number, number] => [
    Math.floor((at * among) / of),
    Math.ceil(((at + 1) * among) / of),
  ];
  for (let y = 0; y < to.height; y += 1) {
    const [top, bottom] = under(y, to.height, from.height);
    for (let x = 0; x < to.width; x += 1) {
      const [left, right] = under(x, to.width, from.width);
      const sum = [0, 0, 0];
      let solid = 0;
      for (let row = top; row < bottom; row += 1)
        for (let column = left; column < right; column += 1) {
          const at = (row * from.width + column) * 4;
          const alpha = from.data[at + 3] ?? 0;
          solid += alpha;
          for (const [channel, was] of sum.entries())
            sum[channel] = was + (from.data[at + channel] ?? 0) * alpha;
        }
      const mean = sum.map((channel) => Math.round(channel / (solid || 1)));
      const alpha = Math.round(solid / ((bottom - top) * (right - left)));
      to.data.set([...mean, alpha], (y * to.width + x) * 4);
    }
  }
  return to;
}

/** As a file, with so many shades of each colour; in grey, and without see-through dots, where it has no other. */
function written(picture: PNG, shade: number): Buffer {
  const step = 255 / (shade - 1);
  const { width, height } = picture;
  const data = Buffer.from(picture.data.map((level) => Math.round(Math.round(level / step) * step)));
  let [isGrey, isSolid] = [true, true];
  for (let at = 0; at < data.length; at += 4) {
    isGrey &&= data[at] === data[at + 1] && data[at] === data[at + 2];
    isSolid &&= data[at + 3] === 255;
  }
  const colorType = isGrey ? (isSolid ? 0 : 4) : isSolid ? 2 : 6;
  return PNG.sync.write(Object.assign(new PNG({ width, height }), { data }), { colorType, deflateLevel: 9 });
}
