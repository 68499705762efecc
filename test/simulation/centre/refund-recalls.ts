import type { Envelope } from '#shared/ledger/envelope.ts';
import { readEntries } from '#shared/projections/fold.ts';
import type { PlannedRecall } from '#shared/sync/recall.ts';
import type { Scheduler } from '../world/scheduler.ts';

/** Asks tills for the rights that refunds without one wait for, as `central/http/refund-recalls.ts` does, by the world's time. */
export interface RefundRecalls {
  /** What a till said may make something wait, or bring what is awaited. */
  heard(fresh: readonly Envelope[]): void;
  /** A till is there again. */
  seen(): void;
  /** The centre starts: a refund may have waited since before. */
  started(): void;
}

/** A recall that was not answered is asked again after this, and twice as late each time that it is in vain. */
const firstRestMs = 5_000;
const longestRestMs = 15 * 60_000;
/** Tills ask for the story all the time; the real centre sees when their line comes up. */
const seldomMs = 60_000;

/** `recall` asks all that can be asked now, and says what was planned, and whether anything waits at all. */
export function createRefundRecalls(
  scheduler: Scheduler,
  recall: () => Promise<{ any: boolean; planned: PlannedRecall[] }>,
): RefundRecalls {
  let anyWaits = false;
  let looking = false;
  let again = false;
  let lookedAtMs = 0;
  let starts = 0;
  let restMs = firstRestMs;
  let askedBefore = '';
  const look = async (): Promise<void> => {
    if (looking) {
      again = true;
      return;
    }
    [looking, again, lookedAtMs] = [true, false, scheduler.now()];
    const mine = starts;
    const { any, planned } = await recall();
    if (mine !== starts) return;
    [anyWaits, looking] = [any, false];
    const asked = JSON.stringify(
      planned.map(({ till, holder, unit, amount }) => [till, holder, unit, amount]),
    );
    restMs = asked === askedBefore ? Math.min(restMs * 2, longestRestMs) : firstRestMs;
    askedBefore = asked;
    if (planned.length > 0) scheduler.after(restMs, () => void look());
    else if (again) await look();
  };
  return {
    heard(fresh) {
      const facts = readEntries(fresh).map(({ fact }) => fact);
      const refunded = facts.some((fact) => fact.type === 'SaleReversed' && fact.body.provisional);
      anyWaits ||= refunded;
      if (refunded || (anyWaits && facts.some(({ type }) => type === 'SaleRecorded'))) {
        askedBefore = '';
        void look();
      }
    },
    started() {
      starts += 1;
      [anyWaits, looking, again] = [true, false, false];
    },
    seen: () => (anyWaits && scheduler.now() > lookedAtMs + seldomMs ? void look() : undefined),
  };
}
