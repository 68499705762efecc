import type { Recall } from '#shared/sync/protocol.ts';
import type { PlannedRecall } from '#shared/sync/recall.ts';

/** Recalls that tills have not answered yet. In memory: a recall moves nothing, so losing one costs nothing. */
export interface RecallBook {
  add(recalls: readonly PlannedRecall[]): void;
  /** What a till is asked to give back. */
  of(till: string): Recall[];
  /** Whether somebody waits for value of this holder: it is not sent anywhere else then. */
  isAwaited(holder: string): boolean;
  /** A till gave back what it had free for this one. */
  answered(recallId: string): void;
  /** Resolves when all of these are answered, or the time is up. */
  wait(recallIds: readonly string[], timeoutMs: number): Promise<void>;
}

/** How long a recall waits for a till that only asks now and then. */
const livesMs = 10_000;

/** No recalls yet. */
export function createRecallBook(now: () => number): RecallBook {
  const open = new Map<string, PlannedRecall & { until: number }>();
  const waiting = new Set<() => void>();
  return {
    add(recalls) {
      for (const recall of recalls) open.set(recall.recallId, { ...recall, until: now() + livesMs });
    },
    of(till) {
      const mine: Recall[] = [];
      for (const [id, { till: of, until, ...recall }] of open) {
        if (until < now()) open.delete(id);
        else if (of === till) mine.push(recall);
      }
      return mine;
    },
    isAwaited: (holder) =>
      [...open.values()].some(
        (recall) => recall.holder === holder && recall.because === 'recalled' && recall.until >= now(),
      ),
    answered(recallId) {
      if (open.delete(recallId)) for (const look of waiting) look();
    },
    wait: (recallIds, timeoutMs) =>
      new Promise((resolve) => {
        const end = () => {
          clearTimeout(timer);
          waiting.delete(look);
          resolve();
        };
        const look = () => recallIds.some((id) => open.has(id)) || end();
        const timer = setTimeout(end, timeoutMs);
        waiting.add(look);
        look();
      }),
  };
}
