/** Chance that can be repeated: the same seed gives the same numbers, so a failing case can be run again. */
export interface Chance {
  /** A whole number from `low` to `high`, both included. */
  int(low: number, high: number): number;
  pick<T>(some: readonly T[]): T;
  /** `length` characters out of `alphabet`. */
  text(alphabet: string, length: number): string;
  bytes(length: number): Uint8Array;
  /** The same things in another order. */
  shuffled<T>(some: readonly T[]): T[];
}

/** Chance from a seed, by the mulberry32 mixer: 32 bits of state, good enough to vary test data. */
export function seeded(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const int = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  return {
    int,
    pick: (some) => some[int(0, some.length - 1)] as (typeof some)[number],
    text: (alphabet, length) =>
      Array.from({ length }, () => alphabet.charAt(int(0, alphabet.length - 1))).join(''),
    bytes: (length) => Uint8Array.from({ length }, () => int(0, 255)),
    shuffled: (some) =>
      some
        .map((one) => ({ one, place: next() }))
        .sort((a, b) => a.place - b.place)
        .map(({ one }) => one),
  };
}
