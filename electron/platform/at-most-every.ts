/** Something that may be asked for often and is worth doing seldom. */
export interface AtMostEvery {
  ask(): void;
  stop(): void;
}

/** Runs `work` when it is asked for, but not again within `ms`: what is asked for meanwhile is done once, when they are over. */
export function atMostEvery(ms: number, work: () => void): AtMostEvery {
  let resting: ReturnType<typeof setTimeout> | undefined;
  let asked = false;
  const run = (): void => {
    asked = false;
    resting = setTimeout(() => {
      resting = undefined;
      if (asked) run();
    }, ms);
    resting.unref();
    work();
  };
  return {
    ask() {
      if (resting) asked = true;
      else run();
    },
    stop: () => clearTimeout(resting),
  };
}
