/** Something to be done once nobody has been busy for a while. */
export interface WhenQuiet {
  /** Somebody is busy: wait again. */
  touch(): void;
  stop(): void;
}

/** Runs `work` when `touch` was called and then not again for `quietMs`. Keeps no process alive. */
export function whenQuiet(quietMs: number, work: () => void): WhenQuiet {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = () => clearTimeout(timer);
  return {
    touch() {
      stop();
      timer = setTimeout(work, quietMs);
      timer.unref();
    },
    stop,
  };
}
