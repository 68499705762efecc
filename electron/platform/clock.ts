/** Time as those use it who wait: passed in, so that a test need not. */
export interface Clock {
  /** Milliseconds since 1970 by the wall clock. */
  now(): number;
  /** Runs once after so many milliseconds, unless the returned function is called before. Keeps no process alive. */
  after(ms: number, run: () => void): () => void;
}

/** This computer's time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
