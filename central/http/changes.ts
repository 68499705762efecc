/** Tells whoever looks on that something changed, never more often than they can use. */
export interface Changes {
  announce(): void;
  /** Calls `heard` after changes until the returned function is called. */
  listen(heard: () => void): () => void;
  close(): void;
}

/** The first change is told at once; those that follow within `restMs` are told together at its end. */
export function createChanges(restMs: number): Changes {
  const listeners = new Set<() => void>();
  let resting: NodeJS.Timeout | undefined;
  let waiting = false;
  const tell = (): void => {
    waiting = false;
    resting = setTimeout(() => {
      resting = undefined;
      if (waiting) tell();
    }, restMs).unref();
    for (const heard of listeners) heard();
  };
  return {
    announce() {
      if (resting) waiting = true;
      else tell();
    },
    listen(heard) {
      listeners.add(heard);
      return () => listeners.delete(heard);
    },
    close() {
      clearTimeout(resting);
      listeners.clear();
    },
  };
}
