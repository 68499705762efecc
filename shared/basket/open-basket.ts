import { assert } from '../base/assert.ts';
import type { Basket, Line } from './basket.ts';
import type { LineDiscount } from './line-discount.ts';

/** A basket while offers are taken off it: how much of each line is off so far, and how many of its pieces are free. */
export interface OpenBasket {
  lines: readonly Line[];
  off: number[];
  free: number[];
  /** Its pieces from the dearest down, once somebody asked for them; worked out again after something was taken. */
  dearest: readonly Pieces[] | undefined;
}

/** Pieces of one line that cost the same: what may still be taken off the line, split evenly over its pieces to the cent. */
export interface Pieces {
  index: number;
  priceMinor: number;
  count: number;
}

/** What one offer takes off one line, which stands at `index` in its basket. */
export interface Taken {
  index: number;
  minor: number;
  pieces: number;
}

/** A basket with what is off already. A discount on a line that is not there is a broken promise. */
export function openBasket({ lines }: Basket, alreadyOff: readonly LineDiscount[] = []): OpenBasket {
  const open = { lines, off: lines.map(() => 0), free: lines.map(() => 0), dearest: undefined };
  if (alreadyOff.length === 0) return open;
  const indexes = new Map(lines.map(({ lineId }, index) => [lineId, index]));
  for (const { lineId, minor, pieces = 0 } of alreadyOff) {
    const index = indexes.get(lineId);
    assert(index !== undefined, 'a discount is about a line of its basket');
    take(open, [{ index, minor, pieces }]);
  }
  return open;
}

/** The same basket, to be taken from without the first one knowing. */
export const copyOf = (open: OpenBasket): OpenBasket => ({
  ...open,
  off: [...open.off],
  free: [...open.free],
});

/** Takes it off. */
export function take(open: OpenBasket, taken: readonly Taken[]): void {
  const { lines, off, free } = open;
  open.dearest = undefined;
  for (const { index, minor, pieces } of taken) {
    const line = lines[index];
    assert(line, 'a line that is discounted is in the basket');
    const [minorOff, piecesFree] = [(off[index] ?? 0) + minor, (free[index] ?? 0) + pieces];
    assert(minorOff <= line.totalMinor, 'no line is discounted below zero');
    assert(piecesFree <= line.quantity, 'no piece is free twice');
    off[index] = minorOff;
    free[index] = piecesFree;
  }
}

/** What is left to pay for a line. */
export const dueAt = ({ lines, off }: OpenBasket, index: number): number =>
  (lines[index]?.totalMinor ?? 0) - (off[index] ?? 0);

/** What may still be taken off a line: what is due on it, down to its minimum price. */
export const roomAt = (open: OpenBasket, index: number): number =>
  Math.max(0, dueAt(open, index) - (open.lines[index]?.leastMinor ?? 0));
