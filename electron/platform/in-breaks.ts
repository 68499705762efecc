import type { WhenQuiet } from './when-quiet.ts';

export interface InBreaks {
  /** So long nobody must have been busy before a piece is begun. */
  quietMs: number;
  /** So long the machine rests between two pieces. */
  pauseMs: number;
  /** Does one piece of a few milliseconds; whether there is another. */
  piece(): boolean;
}

/** Work that may come up again after it was done. */
export interface Breaks extends WhenQuiet {
  /** There is more to do: it is begun as if it had never ended. */
  again(): void;
}

/** Work without hurry, in pieces, begun at once and only while nobody is busy. Keeps no process alive. */
export function inBreaks({ quietMs, pauseMs, piece }: InBreaks): Breaks {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let [over, stopped] = [false, false];
  const after = (ms: number) => {
    clearTimeout(timer);
    if (!over && !stopped) timer = setTimeout(step, ms).unref();
  };
  const step = () => {
    if (piece()) after(pauseMs);
    else over = true;
  };
  after(quietMs);
  return {
    touch: () => after(quietMs),
    again() {
      if (!over) return;
      over = false;
      after(quietMs);
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
