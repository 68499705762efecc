import { requestWindow } from './protocol.ts';

/** Which request numbers of a session were used: each is good once, and those that fell behind the window are gone. */
export interface RequestWindow {
  /** Takes a number; false when it was used or is too old. */
  take(n: number): boolean;
}

/** A window that no number has passed. */
export function createRequestWindow(size = requestWindow): RequestWindow {
  let highest = 0;
  const used = new Set<number>();
  return {
    take(n) {
      if (!Number.isSafeInteger(n) || n < 1 || n <= highest - size || used.has(n)) return false;
      used.add(n);
      if (n > highest) {
        // A leap is no reason to walk through all numbers in between.
        for (const old of used) if (old <= n - size) used.delete(old);
        highest = n;
      }
      return true;
    },
  };
}
