import type { Notice } from '#shared/sync/protocol.ts';

/** Tells tills that are listening what is worth asking for at once. */
export interface Notices {
  /** Listens for one till, in the place of whoever listened for it before. The returned function ends it. */
  listen(writer: string, tell: (notice: Notice) => void, end: () => void): () => void;
  tell(writer: string, notice: Notice): void;
  tellAll(notice: Notice): void;
  isListening(writer: string): boolean;
  close(): void;
}

/** Nobody listens yet. */
export function createNotices(): Notices {
  const listeners = new Map<string, { tell: (notice: Notice) => void; end: () => void }>();
  return {
    listen(writer, tell, end) {
      listeners.get(writer)?.end();
      const listener = { tell, end };
      listeners.set(writer, listener);
      return () => {
        if (listeners.get(writer) === listener) listeners.delete(writer);
      };
    },
    tell: (writer, notice) => listeners.get(writer)?.tell(notice),
    tellAll(notice) {
      for (const { tell } of listeners.values()) tell(notice);
    },
    isListening: (writer) => listeners.has(writer),
    close() {
      for (const { end } of [...listeners.values()]) end();
      listeners.clear();
    },
  };
}
