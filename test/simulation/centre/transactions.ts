import type { Scheduler } from '../world/scheduler.ts';

/** Transactions as PostgreSQL has them: numbered when they begin, seen when they commit, in another order. */
export interface Transactions {
  /** Does `work` at the moment of the commit. Those that lock the same log wait for each other, others overtake. */
  run<T>(locks: string, work: (number: number) => T): Promise<T>;
  /** Below this number every transaction is through. */
  horizon(): number;
  /** The server stopped: what was under way never happened, and is never answered. */
  stop(): void;
}

/** `takesMs` is asked for each transaction: how long from its beginning to its commit. */
export function createTransactions(scheduler: Scheduler, takesMs: () => number): Transactions {
  const underWay = new Set<number>();
  const locked = new Map<string, Promise<unknown>>();
  let next = 1;
  let life = 0;
  return {
    run<T>(locks: string, work: (number: number) => T): Promise<T> {
      const mine = life;
      const begin = async (): Promise<T> => {
        const number = next;
        next += 1;
        underWay.add(number);
        const ms = takesMs();
        if (ms > 0) await new Promise<void>((resolve) => scheduler.after(ms, resolve));
        if (mine !== life) return new Promise<T>(() => undefined);
        try {
          return work(number);
        } finally {
          underWay.delete(number);
        }
      };
      const done = (locked.get(locks) ?? Promise.resolve()).then(begin, begin);
      locked.set(locks, done);
      return done;
    },
    horizon: () => Math.min(next, ...underWay),
    stop() {
      life += 1;
      underWay.clear();
      locked.clear();
    },
  };
}
