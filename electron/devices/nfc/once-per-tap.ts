/** A chip that is away for less than this was not taken away: it lies at the edge of the field, or beside another. */
const flickerMs = 700;

/** Which chips lie on a reader and were told already: one tap is one scan, however long the card lies there. */
export interface Taps {
  /** Whether this chip was told and lies there still. Asking says that it is seen now. */
  lies(uid: string): boolean;
  /** It was told, or was seen until now. */
  told(uid: string): void;
  /** The reader could not look from then until now: that time does not count. */
  wasBlind(sinceMs: number): void;
}

/** Nothing lies there yet. */
export function createTaps(now: () => number): Taps {
  const seenAtMs = new Map<string, number>();
  return {
    lies(uid) {
      const atMs = now();
      // A clock that was set back makes what we remember old, not eternal.
      for (const [known, seen] of seenAtMs) if (Math.abs(atMs - seen) > flickerMs) seenAtMs.delete(known);
      if (!seenAtMs.has(uid)) return false;
      seenAtMs.set(uid, atMs);
      return true;
    },
    told: (uid) => void seenAtMs.set(uid, now()),
    wasBlind(sinceMs) {
      for (const [uid, seen] of seenAtMs) seenAtMs.set(uid, Math.min(now(), seen + now() - sinceMs));
    },
  };
}
