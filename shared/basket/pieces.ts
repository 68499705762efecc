import { roomAt, type OpenBasket, type Pieces, type Taken } from './open-basket.ts';

/** Pieces from the dearest down, of equal ones the earlier line first; drawn from the top. */
export interface Pile {
  /** How many are left. */
  count: number;
  readonly pieces: readonly Pieces[];
  /** Where the top is, and how many were drawn of it. */
  top: number;
  drawn: number;
}

/** The pieces of these lines that are not free yet. */
export function pileOf(open: OpenBasket, indexes: readonly number[]): Pile {
  const mine = open.lines.map(() => false);
  for (const index of indexes) mine[index] = true;
  const pieces: Pieces[] = [];
  let all = 0;
  for (const one of dearestFirst(open)) {
    if (!mine[one.index]) continue;
    pieces.push(one);
    all += one.count;
  }
  return { count: all, pieces, top: 0, drawn: 0 };
}

/** A line of 3 pieces and 1.00 is one piece of 34 cents and two of 33. */
function dearestFirst(open: OpenBasket): readonly Pieces[] {
  if (open.dearest) return open.dearest;
  const pieces: Pieces[] = [];
  for (const [index, { quantity }] of open.lines.entries()) {
    const count = quantity - (open.free[index] ?? 0);
    if (count <= 0) continue;
    const room = roomAt(open, index);
    const dearer = room % count;
    const priceMinor = (room - dearer) / count;
    if (dearer > 0) pieces.push({ index, priceMinor: priceMinor + 1, count: dearer });
    pieces.push({ index, priceMinor, count: count - dearer });
  }
  pieces.sort((a, b) => b.priceMinor - a.priceMinor || a.index - b.index);
  open.dearest = pieces;
  return pieces;
}

/** What the next piece costs; below zero when there is none. */
export const priceOnTop = ({ pieces, top }: Pile): number => pieces[top]?.priceMinor ?? -1;

/** Takes so many pieces from the top, or as many as there are, and says of which lines they were. */
export function draw(pile: Pile, wanted: number): Taken[] {
  const drawn: Taken[] = [];
  for (let left = wanted; left > 0;) {
    const top = pile.pieces[pile.top];
    if (!top) break;
    const pieces = Math.min(left, top.count - pile.drawn);
    drawn.push({ index: top.index, minor: pieces * top.priceMinor, pieces });
    pile.count -= pieces;
    pile.drawn += pieces;
    left -= pieces;
    if (pile.drawn < top.count) continue;
    pile.top += 1;
    pile.drawn = 0;
  }
  return drawn;
}

/** What was drawn of one line in several goes as one, without what costs nothing; in the order of the basket. */
export function perLine(drawn: readonly Taken[]): Taken[] {
  const lines: Taken[] = [];
  for (const { index, minor, pieces } of [...drawn].sort((a, b) => a.index - b.index)) {
    const before = lines.at(-1);
    if (before?.index !== index) lines.push({ index, minor, pieces });
    else {
      before.minor += minor;
      before.pieces += pieces;
    }
  }
  return lines.filter(({ minor }) => minor > 0);
}
