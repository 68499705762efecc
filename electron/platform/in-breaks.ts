import type { WhenQuiet } from './when-quiet.ts';

export interface InBreaks {
  /** So long nobody must have been busy before a piece is begun. */
  quietMs: number;
  /** So long the machine rests between two pieces. */
  pauseMs: number;
  /** Does one piece of a few milliseconds; whether there is another. */
  piece(): boolean;
}

/** Work without hurry, in pieces, begun at once and only while nobody is busy. Keeps no process alive. */
export function inBreaks({ quietMs, pauseMs, piece }: InBreaks): WhenQuiet {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let over = false;
  const after = (ms: number) => {
    clearTimeout(timer);
    if (!over) timer = setTimeout(step, ms).unref();
  };
  const step = () => {
    if (piece()) after(pauseMs);
    else over = true;
  };
  after(quietMs);
  return {
    touch: () => after(quietMs),
    stop() {
      over = true;
      clearTimeout(timer);
    },
  };
}
