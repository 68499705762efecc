import type { Recall } from '#shared/sync/protocol.ts';
import type { PlannedRecall } from '#shared/sync/recall.ts';
import type { Scheduler } from '../world/scheduler.ts';

/** Recalls that tills have not answered yet, as `central/http/recall-book.ts` keeps them, by the world's time. */
export interface Recalls {
  add(recalls: readonly PlannedRecall[]): void;
  of(till: string): Recall[];
  isAwaited(holder: string): boolean;
  answered(recallId: string): void;
  wait(recallIds: readonly string[], timeoutMs: number): Promise<void>;
}

const livesMs = 10_000;

/** No recalls yet. */
export function createRecalls(scheduler: Scheduler): Recalls {
  const open = new Map<string, PlannedRecall & { untilMs: number }>();
  const waiting = new Set<() => void>();
  return {
    add(recalls) {
      for (const recall of recalls)
        open.set(recall.recallId, {
          ...recall,
          untilMs: scheduler.now() + livesMs,
        });
    },
    of: (till) =>
      [...open.values()]
        .filter((recall) => recall.till === till && recall.untilMs >= scheduler.now())
        .map(({ recallId, holder, unit, amount, because }) => ({ recallId, holder, unit, amount, because })),
    isAwaited: (holder) =>
      [...open.values()].some(
        (recall) =>
          recall.holder === holder && recall.because === 'recalled' && recall.untilMs >= scheduler.now(),
      ),
    answered(recallId) {
      if (open.delete(recallId)) for (const look of waiting) look();
    },
    wait: (recallIds, timeoutMs) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (recallIds.some((id) => open.has(id))) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        scheduler.after(timeoutMs, () => {
          waiting.delete(look);
          resolve();
        });
        look();
      }),
  };
}
