import type { Bitmap } from '#electron/devices/dots/bitmap.ts';

/** So that a job cut off within a picture swallows little of the next one. */
const stripRows = 256;

/** A picture as `GS v 0` commands of at most 256 rows each, which leave no gap between them. */
export function rasterCommands(bitmap: Bitmap): Uint8Array {
  const { bytesPerRow, heightDots } = bitmap;
  const bytes: number[] = [];
  for (let from = 0; from < heightDots; from += stripRows) {
    const rows = Math.min(stripRows, heightDots - from);
    bytes.push(0x1d, 0x76, 0x30, 0, bytesPerRow & 0xff, bytesPerRow >> 8, rows & 0xff, rows >> 8);
    const dots = bitmap.data.slice(from * bytesPerRow, (from + rows) * bytesPerRow);
    bytes.push(...withoutRealTimeCommands(dots));
  }
  return Uint8Array.from(bytes);
}

/**
 * Printers obey DLE EOT, DLE ENQ and DLE DC4 even within a picture: they might answer, lose the job or open the drawer.
 * One more black dot beside the lone dot of DLE breaks such a pair; nobody sees an eighth of a millimetre.
 */
function withoutRealTimeCommands(dots: Uint8Array): Uint8Array {
  for (const [index, byte] of dots.entries()) {
    if (byte === 0x10 && [0x04, 0x05, 0x14].includes(dots[index + 1] ?? 0)) dots[index] = 0x18;
  }
  return dots;
}
