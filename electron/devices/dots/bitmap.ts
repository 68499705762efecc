/** Dots on paper: rows of whole bytes, the leftmost dot in the highest bit, 1 is black. */
export interface Bitmap {
  widthDots: number;
  heightDots: number;
  bytesPerRow: number;
  data: Uint8Array;
}

/** White paper of this size. */
export function blankBitmap(widthDots: number, heightDots: number): Bitmap {
  const bytesPerRow = Math.ceil(widthDots / 8);
  return { widthDots, heightDots, bytesPerRow, data: new Uint8Array(bytesPerRow * heightDots) };
}

/** Blackens a rectangle. What lies outside of the paper is lost, as at a print head. */
export function blacken(bitmap: Bitmap, x: number, y: number, width: number, height: number): void {
  const right = Math.min(x + width, bitmap.widthDots);
  const bottom = Math.min(y + height, bitmap.heightDots);
  for (let row = Math.max(y, 0); row < bottom; row += 1) {
    for (let column = Math.max(x, 0); column < right; column += 1) {
      const at = row * bitmap.bytesPerRow + (column >> 3);
      bitmap.data[at] = (bitmap.data[at] ?? 0) | (0x80 >> (column & 7));
    }
  }
}

/** Whether the dot is black. Outside of the paper nothing is. */
export function isBlack(bitmap: Bitmap, x: number, y: number): boolean {
  if (x < 0 || y < 0 || x >= bitmap.widthDots || y >= bitmap.heightDots) return false;
  const byte = bitmap.data[y * bitmap.bytesPerRow + (x >> 3)] ?? 0;
  return (byte & (0x80 >> (x & 7))) !== 0;
}
