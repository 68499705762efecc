/** How far many worlds have come. */
export interface Progress {
  /** A world has ended: a line for whoever waits, now and then. `nowMs` is any clock that only goes forward. */
  done(seed: number, failed: number, nowMs: number): string | undefined;
  /** What is still to be run of a range, as one says it; undefined when nothing is. */
  left(): string | undefined;
}

const everyMs = 60_000;

/** Worlds end in any order, so the first that is missing is where to go on. Without `to` nobody knows how many there will be. */
export function createProgress(from: number, to: number | null): Progress {
  const ahead = new Set<number>();
  let next = from;
  let begunMs: number | undefined;
  let saidMs = 0;
  let worlds = 0;
  return {
    done(seed, failed, nowMs) {
      begunMs ??= nowMs;
      worlds += 1;
      ahead.add(seed);
      while (ahead.delete(next)) next += 1;
      if (nowMs - Math.max(saidMs, begunMs) < everyMs) return undefined;
      saidMs = nowMs;
      const perMs = worlds / (nowMs - begunMs);
      const minutes = to === null ? null : Math.ceil((to + 1 - next) / perMs / 60_000);
      const rest = minutes === null ? '' : `, about ${minutes} minutes left`;
      return `${worlds} worlds, ${failed} failed, all before seed ${next} are done${rest}`;
    },
    left: () => (to === null || next > to ? undefined : `${next}..${to}`),
  };
}
