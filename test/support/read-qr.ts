import jsQR from 'jsqr';
import { PNG } from 'pngjs';

/** What a phone's camera reads off a paper that lies in the virtual printer's tray or on the screen. */
export function readQr(png: string): string | undefined {
  const { data, width, height } = PNG.sync.read(
    Buffer.from(png.replace('data:image/png;base64,', ''), 'base64'),
  );
  return jsQR(new Uint8ClampedArray(data), width, height)?.data;
}
