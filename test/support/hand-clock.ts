import type { Clock } from '#electron/platform/clock.ts';

/** A clock that stands still until it is told how much time goes by. */
export interface HandClock extends Clock {
  /** Lets time go by: what falls due runs in order, and what it awaits is awaited. */
  pass(ms: number): Promise<void>;
  /** How many wait for their time. */
  waiting(): number;
}

/** A clock at half past two of no particular day. */
export function handClock(): HandClock {
  let nowMs = 1_000_000_000_000;
  let due: { atMs: number; run: () => void }[] = [];
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn += 1) await new Promise<void>((resolve) => setImmediate(resolve));
  };
  return {
    now: () => nowMs,
    after(ms, run) {
      const timer = { atMs: nowMs + ms, run };
      due.push(timer);
      return () => {
        due = due.filter((other) => other !== timer);
      };
    },
    waiting: () => due.length,
    async pass(ms) {
      const endMs = nowMs + ms;
      await settle();
      for (;;) {
        const [next] = due.filter(({ atMs }) => atMs <= endMs).sort((one, other) => one.atMs - other.atMs);
        if (!next) break;
        due = due.filter((other) => other !== next);
        nowMs = next.atMs;
        next.run();
        await settle();
      }
      nowMs = endMs;
    },
  };
}
