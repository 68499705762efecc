import { setTimeout as sleep } from 'node:timers/promises';
import { Trouble } from '#shared/base/trouble.ts';

/** The centre has no time for us now, and says how long it needs. */
export class Busy extends Trouble {
  readonly afterMs: number;
  constructor(code: string, message: string, afterMs: number) {
    super(code, message, 'soon');
    this.afterMs = afterMs;
  }
}

/** How long a follower rests: after good work, and after trouble, growing to a limit. */
export interface Rests {
  idleMs: number;
  firstTroubleMs: number;
  longestTroubleMs: number;
}

/** A follower that works until it is closed. */
export interface Follower {
  /** There may be work: do not wait out an idle rest. A rest after trouble is waited out, so as not to hammer. */
  wake(): void;
  /** Resolves when the round under way has ended and no other will start. */
  close(): Promise<void>;
}

/**
 * Runs `round` again and again: at once while it answers `more`, else after a rest. Trouble never stops it; it is told to
 * `outcome` and waited out with growing rests. `chance` in [0,1) spreads many tills that lost the same centre.
 */
export function follow(
  round: (signal: AbortSignal) => Promise<'more' | 'done'>,
  rests: Rests,
  outcome: (trouble: Trouble | null) => void,
  chance: () => number,
): Follower {
  const ending = new AbortController();
  let bell = new AbortController();
  let woken = false;
  const rest = async (ms: number, mayBeWoken: boolean): Promise<void> => {
    if (mayBeWoken && woken) return;
    bell = new AbortController();
    const signal = mayBeWoken ? AbortSignal.any([ending.signal, bell.signal]) : ending.signal;
    await sleep(ms, undefined, { signal }).catch(() => undefined);
  };
  const run = async (): Promise<void> => {
    let troubles = 0;
    while (!ending.signal.aborted) {
      woken = false;
      try {
        const result = await round(ending.signal);
        troubles = 0;
        outcome(null);
        if (result === 'done') await rest(rests.idleMs, true);
      } catch (error) {
        if (ending.signal.aborted) return;
        const trouble =
          error instanceof Trouble
            ? error
            : new Trouble('SYNC_BROKEN', String(error), 'later', { cause: error });
        outcome(trouble);
        const ms = Math.min(rests.firstTroubleMs * 2 ** troubles, rests.longestTroubleMs);
        const askedMs = trouble instanceof Busy ? trouble.afterMs : 0;
        troubles += 1;
        await rest(Math.max(askedMs * (1 + chance()), ms * (0.75 + chance() / 2)), false);
      }
    }
  };
  const running = run();
  return {
    wake() {
      woken = true;
      bell.abort();
    },
    async close() {
      ending.abort();
      await running;
    },
  };
}
