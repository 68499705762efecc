import type { OutcomeView, VisitView } from '#shared/api/checkout.api.ts';

/** So long after its receipt a sale that somebody confirms by hand may still be that receipt's. */
const receiptsSaleMs = 120_000;

/** Sales that somebody confirmed before their receipt came: the next receipt is theirs, so that no sale counts twice. */
export interface SoldByHand {
  /** A counter looks different. `printed`: the total of a receipt that waited there, and when it was read. */
  counterChanged(
    counter: 'cashier' | 'register',
    view: VisitView,
    printed: { minor: number; readAtMs: number } | null,
    atMs: number,
  ): void;
  /** This sale follows from its receipt. */
  follows(saleId: string): void;
  /** The next receipt came: the sale that it belongs to, `unknown` where nobody can tell, or null. */
  take(): { outcome: OutcomeView; tail: string } | 'unknown' | null;
}

/** Remembers one sale. Of what was sold before a start nobody knows, so the first receipt after it belongs to that. */
export function createSoldByHand(): SoldByHand {
  let known: ReturnType<SoldByHand['take']> = 'unknown';
  const last = new Map<string, string>();
  let tail = '';
  const following = new Set<string>();
  return {
    counterChanged(counter, { member, lastOutcome }, printed, atMs) {
      if (lastOutcome && lastOutcome.saleId !== last.get(counter)) {
        last.set(counter, lastOutcome.saleId);
        const isPrinted =
          printed !== null &&
          printed.minor === lastOutcome.total.minor &&
          atMs - printed.readAtMs <= receiptsSaleMs;
        if (!following.delete(lastOutcome.saleId) && !isPrinted) known = { outcome: lastOutcome, tail };
      }
      if (member) ({ tail } = member);
    },
    follows: (saleId) => void following.add(saleId),
    take() {
      const taken = known;
      known = null;
      return taken;
    },
  };
}
