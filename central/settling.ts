import type { CentreStore } from './store/store.ts';

/** What the centre does by itself after the fact: covering risks, settling refunds, booking what is over. */
export interface Settling {
  /** There may be something to do. */
  wake(): void;
  /** Resolves when nothing is left to do, and nothing will be done any more. */
  close(): Promise<void>;
}

const restMs = 30_000;
/** After trouble it tries again this soon, and each time it goes on twice as late, up to the rest. */
const firstTroubleMs = 500;
/** What is over is booked, and the story's notes are tidied, once in so many rests. */
const seldom = 20;

/** Works now, whenever it is woken, and now and then, for what a crash may have left. Trouble is waited out. */
export function startSettling(
  store: Pick<CentreStore, 'settle' | 'expireOwn' | 'tidy'>,
  settled: () => void,
  log: (line: string) => void,
): Settling {
  let rests = 0;
  let troubleMs = firstTroubleMs;
  let retry: NodeJS.Timeout | undefined;
  let woken = false;
  let closed = false;
  let working: Promise<void> | undefined;
  const work = async (): Promise<void> => {
    while (woken && !closed) {
      woken = false;
      if ((await store.settle()) > 0) {
        woken = true;
        settled();
      }
      troubleMs = firstTroubleMs;
    }
  };
  const wake = (): void => {
    woken = true;
    if (closed) return;
    clearTimeout(retry);
    working ??= work()
      .catch((error: unknown) => {
        woken = false;
        log(`settling: ${error instanceof Error ? error.message : String(error)}`);
        retry = setTimeout(wake, troubleMs).unref();
        troubleMs = Math.min(troubleMs * 2, restMs);
      })
      .finally(() => {
        working = undefined;
        // Woken after the last look and before the end: look again.
        if (woken) wake();
      });
  };
  const clean = async (): Promise<void> => {
    if ((await store.expireOwn()) > 0) settled();
    await store.tidy();
  };
  const rest = (): void => {
    rests += 1;
    wake();
    if (rests % seldom === 1)
      clean().catch((error: unknown) =>
        log(`settling: ${error instanceof Error ? error.message : String(error)}`),
      );
  };
  const clock = setInterval(rest, restMs).unref();
  wake();
  return {
    wake,
    async close() {
      closed = true;
      clearInterval(clock);
      clearTimeout(retry);
      await working;
    },
  };
}
