import { writeFileSync } from 'node:fs';
import { create } from 'qrcode';

/** A small film as Chromium's pretended camera plays it, round and round. */
const size = { width: 480, height: 360 };
const framesPerSecond = 5;

/** What is held before the camera, and for how long: a code, or nothing but a grey counter. */
export interface Scene {
  code: string | null;
  seconds: number;
}

/** Writes the film as YUV4MPEG2: a QR code as our own paper has it, on a white slip before a grey counter. */
export function writeFilm(file: string, scenes: readonly Scene[]): void {
  const frames = scenes.flatMap(({ code, seconds }) => {
    const frame = Buffer.concat([Buffer.from('FRAME\n'), picture(code)]);
    return Array.from({ length: Math.round(seconds * framesPerSecond) }, () => frame);
  });
  const head = `YUV4MPEG2 W${size.width} H${size.height} F${framesPerSecond}:1 Ip A1:1 C420jpeg\n`;
  writeFileSync(file, Buffer.concat([Buffer.from(head), ...frames]));
}

function picture(code: string | null): Buffer {
  const grey = Buffer.alloc(size.width * size.height, 110);
  if (code !== null) draw(grey, code);
  return Buffer.concat([grey, Buffer.alloc((size.width * size.height) / 2, 128)]);
}

function draw(grey: Buffer, code: string): void {
  const { modules } = create(code, { errorCorrectionLevel: 'M' });
  const quiet = 4;
  const dots = Math.floor((size.height - 20) / (modules.size + 2 * quiet));
  const edge = dots * (modules.size + 2 * quiet);
  const [left, top] = [(size.width - edge) >> 1, (size.height - edge) >> 1];
  for (let y = 0; y < edge; y += 1)
    for (let x = 0; x < edge; x += 1) {
      const [row, column] = [Math.floor(y / dots) - quiet, Math.floor(x / dots) - quiet];
      const inside = row >= 0 && column >= 0 && row < modules.size && column < modules.size;
      grey[(top + y) * size.width + left + x] = inside && modules.get(row, column) ? 30 : 225;
    }
}
