import { crc32, deflateSync } from 'node:zlib';
import { PNG } from 'pngjs';

const most = 64;

/**
 * The same picture in at most 64 colours, a fourth of the bytes. The most frequent colours stay exactly what they are; what is left, the
 * edges of letters, takes the nearest of them.
 */
export function inFewColours(png: Buffer): Buffer {
  const { width, height, data } = PNG.sync.read(png);
  const pixels = Array.from({ length: width * height }, (_, at) => data.readUIntBE(at * 4, 3));
  const palette = frequent(pixels);
  const nearest = new Map<number, number>();
  const indexOf = (colour: number): number => {
    const known = nearest.get(colour) ?? nearestTo(colour, palette);
    nearest.set(colour, known);
    return known;
  };
  const rows = Buffer.alloc((width + 1) * height);
  pixels.forEach((colour, at) => {
    rows[at + Math.floor(at / width) + 1] = indexOf(colour);
  });
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  const colours = Buffer.from(palette.flatMap((colour) => partsOf(colour)));
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('PLTE', colours),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Of each neighbourhood of colours the most frequent one, of the most frequent neighbourhoods. */
function frequent(pixels: readonly number[]): number[] {
  const counts = new Map<number, number>();
  for (const colour of pixels) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const around = new Map<number, { best: number; bestCount: number; count: number }>();
  for (const [colour, count] of counts) {
    const place = colour & 0xe0e0e0;
    const there = around.get(place) ?? { best: colour, bestCount: 0, count: 0 };
    const isBest = count > there.bestCount;
    around.set(place, {
      best: isBest ? colour : there.best,
      bestCount: Math.max(count, there.bestCount),
      count: there.count + count,
    });
  }
  const exact = [...counts].sort(([, one], [, other]) => other - one).slice(0, most / 2);
  const spread = [...around.values()].sort((one, other) => other.count - one.count);
  const all = [...exact.map(([colour]) => colour), ...spread.map(({ best }) => best)];
  return [...new Set(all)].slice(0, most);
}

const partsOf = (colour: number): [number, number, number] => [
  (colour >> 16) & 255,
  (colour >> 8) & 255,
  colour & 255,
];

function nearestTo(colour: number, palette: readonly number[]): number {
  const [red, green, blue] = partsOf(colour);
  let [best, least] = [0, Number.POSITIVE_INFINITY];
  palette.forEach((other, index) => {
    const [r, g, b] = partsOf(other);
    const away = (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2;
    if (away < least) [best, least] = [index, away];
  });
  return best;
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'ascii'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
