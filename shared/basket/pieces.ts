import { roomAt, type OpenBasket, type Taken } from './open-basket.ts';

/** Pieces of one line that cost the same: what may still be taken off the line, split evenly over its pieces to the cent. */
interface Pieces {
  index: number;
  priceMinor: number;
  count: number;
}

/** Pieces from the dearest down, of equal ones the earlier line first; taken from the top. */
export interface Pile {
  count: number;
  readonly pieces: Pieces[];
  top: number;
}

/** The pieces of these lines that are not free yet. */
export function pileOf(open: OpenBasket, indexes: readonly number[]): Pile {
  const pieces = indexes.flatMap((index) => piecesOf(open, index));
  pieces.sort((a, b) => b.priceMinor - a.priceMinor || a.index - b.index);
  return { count: pieces.reduce((sum, { count }) => sum + count, 0), pieces, top: 0 };
}

/** A line of 3 pieces and 1.00 is one piece of 34 cents and two of 33. */
function piecesOf(open: OpenBasket, index: number): Pieces[] {
  const count = (open.lines[index]?.quantity ?? 0) - (open.free[index] ?? 0);
  if (count <= 0) return [];
  const room = roomAt(open, index);
  const [dearer, priceMinor] = [room % count, Math.floor(room / count)];
  const cheaper = { index, priceMinor, count: count - dearer };
  return dearer > 0 ? [{ index, priceMinor: priceMinor + 1, count: dearer }, cheaper] : [cheaper];
}

/** What the next piece costs; below zero when there is none. */
export const priceOnTop = ({ pieces, top }: Pile): number => pieces[top]?.priceMinor ?? -1;

/** Takes so many pieces from the top, or as many as there are, and says of which lines they were. */
export function draw(pile: Pile, wanted: number): Taken[] {
  const drawn: Taken[] = [];
  for (let left = wanted; left > 0;) {
    const top = pile.pieces[pile.top];
    if (!top) break;
    const pieces = Math.min(left, top.count);
    drawn.push({ index: top.index, minor: pieces * top.priceMinor, pieces });
    top.count -= pieces;
    pile.count -= pieces;
    left -= pieces;
    if (top.count === 0) pile.top += 1;
  }
  return drawn;
}

/** What was drawn of one line in several goes as one, without what costs nothing; in the order of the basket. */
export function perLine(drawn: readonly Taken[]): Taken[] {
  const byIndex = new Map<number, Taken>();
  for (const { index, minor, pieces } of drawn) {
    const before = byIndex.get(index);
    byIndex.set(index, {
      index,
      minor: minor + (before?.minor ?? 0),
      pieces: pieces + (before?.pieces ?? 0),
    });
  }
  return [...byIndex.values()].filter(({ minor }) => minor > 0).sort((a, b) => a.index - b.index);
}
