/** Chance that can be repeated: the same seed brings the same year. */
export interface Chance {
  /** From 0 up to, and never, 1. */
  share(): number;
  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number;
  /** Around 0, as heights of people are around their mean; rarely beyond 3. */
  bell(): number;
  bytes(length: number): Uint8Array;
}

/** The splitmix32 mixer: good enough for a shop that never was, and far from good enough for keys. */
export function chanceOf(seed: number): Chance {
  let state = seed | 0;
  const share = (): number => {
    state = (state + 0x9e3779b9) | 0;
    const once = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    const twice = Math.imul(once ^ (once >>> 15), 0x735a2d97);
    return ((twice ^ (twice >>> 15)) >>> 0) / 0x1_0000_0000;
  };
  const whole = (low: number, high: number): number => low + Math.floor(share() * (high - low + 1));
  return {
    share,
    whole,
    bell: () => Array.from({ length: 12 }, share).reduce((sum, one) => sum + one, -6),
    bytes: (length) => Uint8Array.from({ length }, () => whole(0, 255)),
  };
}
