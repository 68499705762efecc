import type { Scheduler } from '../world/scheduler.ts';

/** A follower as `electron/sync/follow.ts` runs it, by the world's time. */
export interface Following {
  /** There may be work: an idle rest is not waited out. */
  wake(): void;
  /** Whether the last round went well. */
  online(): boolean;
}

/** Runs the followers of one process. */
export interface Rounds {
  follow(round: () => Promise<'more' | 'done'>): Following;
}

const rests = {
  idleMs: 1_800_000,
  firstTroubleMs: 5_000,
  longestTroubleMs: 600_000,
};

/** `runs` says whether the process still does; `trouble` whether an error is one that is waited out. */
export function createRounds(options: {
  scheduler: Scheduler;
  runs(): boolean;
  trouble(error: unknown): boolean;
}): Rounds {
  const { scheduler, runs, trouble } = options;
  return {
    follow(round) {
      let troubles = 0;
      let rest = 0;
      let state: 'working' | 'idle' | 'troubled' = 'working';
      let woken = false;
      let online = false;
      const next = (ms: number): void => {
        rest += 1;
        const mine = rest;
        scheduler.after(ms, () => (mine === rest ? void turn() : undefined));
      };
      const turn = async (): Promise<void> => {
        if (!runs()) return;
        state = 'working';
        woken = false;
        try {
          const result = await round();
          if (!runs()) return;
          troubles = 0;
          online = true;
          const more = result === 'more' || woken;
          state = more ? 'working' : 'idle';
          next(more ? 0 : rests.idleMs);
        } catch (error) {
          if (!runs() || !trouble(error)) return;
          online = false;
          state = 'troubled';
          next(Math.min(rests.firstTroubleMs * 2 ** troubles, rests.longestTroubleMs));
          troubles += 1;
        }
      };
      next(0);
      return {
        wake() {
          woken = true;
          if (state !== 'idle') return;
          state = 'working';
          next(0);
        },
        online: () => online,
      };
    },
  };
}
