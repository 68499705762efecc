import type { Writer } from '../ledger/drawer.ts';

/** What came of one sale at one moment stands together: lines of one till and one moment, in the order in which they come. */
export function momentsOf<Line extends { place: { writer: Writer }; atMs: number }>(
  lines: readonly Line[],
): Line[][] {
  const moments: Line[][] = [];
  for (const line of lines) {
    const last = moments.at(-1);
    const before = last?.[0];
    const together = before && before.place.writer === line.place.writer && before.atMs === line.atMs;
    if (together) last?.push(line);
    else moments.push([line]);
  }
  return moments;
}
