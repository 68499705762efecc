import { centre } from '#shared/ledger/drawer.ts';
import type { Fact } from '#shared/ledger/events.ts';
import type { AwaitedRefunds } from '#central/store/settle-reversals.ts';
import type { CentreStore } from '#central/store/store.ts';
import type { PlannedRecall } from '#shared/sync/recall.ts';
import type { Notices } from './notices.ts';
import type { RecallBook } from './recall-book.ts';
import type { Sessions } from './sessions.ts';

/** Asks tills for the rights that refunds without one wait for. */
export interface RefundRecalls {
  /** A till is on the line, or something was uploaded: what is awaited may be had now. */
  look(): void;
  /** Whether these facts may bring what is awaited. */
  concerns(facts: readonly Fact[]): boolean;
  close(): void;
}

/** A recall may find a till busy with that very customer, or get lost: as long as one was asked, it is asked again after this. */
const firstRestMs = 5_000;
/** Asked for the same in vain it is asked twice as late each time, up to this: a till may never have what its log says. */
const longestRestMs = 15 * 60_000;

/** Recalls in the background; nobody waits for it. Trouble is left to the next look, which comes by itself. */
export function createRefundRecalls(options: {
  store: Pick<CentreStore, 'awaitedRefunds' | 'recallsFor'>;
  sessions: Pick<Sessions, 'online'>;
  recalls: RecallBook;
  notices: Notices;
  log: (line: string) => void;
}): RefundRecalls {
  const { store, sessions, recalls, notices, log } = options;
  // A refund may have waited since before this centre was started.
  let anyWaits = true;
  let looking: Promise<void> | undefined;
  let again = false;
  let next: NodeJS.Timeout | undefined;
  let closed = false;
  let restMs = firstRestMs;
  let askedBefore = '';
  /** The same asked of the same tills was in vain. */
  const pace = (planned: readonly PlannedRecall[]): void => {
    const asked = JSON.stringify(
      planned.map(({ till, holder, unit, amount }) => [till, holder, unit, amount]),
    );
    restMs = asked === askedBefore ? Math.min(restMs * 2, longestRestMs) : firstRestMs;
    askedBefore = asked;
  };
  const recall = async (): Promise<boolean> => {
    const online = sessions.online((till) => notices.isListening(till));
    const planned: PlannedRecall[] = [];
    anyWaits = false;
    for (let behind: string | null = ''; behind !== null;) {
      const awaited: AwaitedRefunds = await store.awaitedRefunds(behind);
      anyWaits ||= awaited.any;
      if (awaited.wants.length > 0) planned.push(...(await store.recallsFor(awaited.wants, centre, online)));
      ({ behind } = awaited);
    }
    if (planned.length === 0) return false;
    pace(planned);
    recalls.add(planned);
    for (const { till } of planned) notices.tell(till, 'recall');
    return true;
  };
  const look = (): void => {
    if (looking) {
      again = true;
      return;
    }
    clearTimeout(next);
    looking = recall()
      .catch((error: unknown) => {
        log(`recalling: ${error instanceof Error ? error.message : String(error)}`);
        return true;
      })
      .then((goesOn) => {
        looking = undefined;
        if (goesOn && !closed) next = setTimeout(look, restMs).unref();
        if (again) {
          again = false;
          look();
        }
      });
  };
  return {
    look() {
      if (!anyWaits) return;
      askedBefore = '';
      look();
    },
    concerns(facts) {
      const refunded = facts.some((fact) => fact.type === 'SaleReversed' && fact.body.provisional);
      anyWaits ||= refunded;
      return refunded || (anyWaits && facts.some(({ type }) => type === 'SaleRecorded'));
    },
    close() {
      closed = true;
      clearTimeout(next);
    },
  };
}
