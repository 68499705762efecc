/** What an offer took off one line. `pieces` of it became free by it, so that no other offer makes them free again. */
export interface LineDiscount {
  lineId: string;
  minor: number;
  pieces?: number;
}

/** What was taken off each line, by its id. */
export function offOf(discounts: readonly LineDiscount[]): Map<string, number> {
  const off = new Map<string, number>();
  for (const { lineId, minor } of discounts) off.set(lineId, (off.get(lineId) ?? 0) + minor);
  return off;
}
