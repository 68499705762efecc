import type { CentreStore } from './store/store.ts';

/** What the centre does by itself after the fact: covering risks, repaying debts, sending value home. */
export interface Settling {
  /** There may be something to do. */
  wake(): void;
  /** Resolves when nothing is left to do, and nothing will be done any more. */
  close(): Promise<void>;
}

const restMs = 30_000;
/** The story's notes are tidied once in so many looks. */
const tidyEvery = 20;

/** Works now, whenever it is woken, and now and then, for what a crash may have left. Trouble is waited out. */
export function startSettling(
  store: Pick<CentreStore, 'settle' | 'tidy'>,
  settled: () => void,
  log: (line: string) => void,
): Settling {
  let tidyAt = tidyEvery;
  let woken = true;
  let closed = false;
  let working: Promise<void> | undefined;
  const work = async (): Promise<void> => {
    while (woken && !closed) {
      woken = false;
      if (tidyAt-- <= 0) {
        tidyAt = tidyEvery;
        await store.tidy();
      }
      if ((await store.settle()) === 0) continue;
      woken = true;
      settled();
    }
  };
  const wake = (): void => {
    woken = true;
    if (closed) return;
    working ??= work()
      .catch((error: unknown) => {
        woken = false;
        log(`settling: ${error instanceof Error ? error.message : String(error)}`);
      })
      .finally(() => {
        working = undefined;
        // Woken after the last look and before the end: look again.
        if (woken) wake();
      });
  };
  const clock = setInterval(wake, restMs).unref();
  wake();
  return {
    wake,
    async close() {
      closed = true;
      clearInterval(clock);
      await working;
    },
  };
}
