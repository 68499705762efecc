import type { Day } from '../base/business-time.ts';
import { ok, refuse, type Result } from '../base/result.ts';
import type { OperatorId } from '../ledger/decision.ts';
import type { Writer } from '../ledger/drawer.ts';
import type { Fact } from '../ledger/events.ts';
import { lotOf, sumOf, type Part, type Unit } from '../ledger/posting.ts';
import type { WalletId } from '../members/wallet.ts';
import { goodOn, takeSoonestExpiring } from '../visit/spend-lots.ts';

/** Somebody puts a member's value right by hand: `amount` up or down. What is put in lives until `expiryDay`, or for ever. */
export interface AdjustmentWanted {
  walletId: WalletId;
  unit: Unit;
  amount: number;
  expiryDay: Day | null;
  note: string;
  by: OperatorId;
}

/** Why value is not put right. */
export type AdjustmentRefusal =
  | { code: 'ADJUSTS_NOTHING' }
  /** So much lies in this till's drawer; of others' drawers nobody here takes. */
  | { code: 'ADJUSTMENT_SHORT'; available: number }
  | { code: 'NOTE_MISSING' }
  | { code: 'ADJUSTMENT_EXPIRED'; expiryDay: Day };

/** The facts that put it right. `lots` is what the member has of the unit in this writer's own drawer. */
export function adjustValue(
  { walletId, unit, amount, expiryDay, note, by }: AdjustmentWanted,
  lots: readonly Part[],
  { writer, day }: { writer: Writer; day: Day },
): Result<Fact[], AdjustmentRefusal> {
  if (amount === 0) return refuse({ code: 'ADJUSTS_NOTHING' });
  if (note.trim() === '') return refuse({ code: 'NOTE_MISSING' });
  const adjusted = (part: Part): Fact => ({
    type: 'ValueAdjusted',
    body: { walletId, unit, drawer: writer, ...part, note: note.trim(), by },
  });
  if (amount > 0) {
    if (expiryDay !== null && expiryDay < day) return refuse({ code: 'ADJUSTMENT_EXPIRED', expiryDay });
    return ok([adjusted({ lot: lotOf(day, expiryDay), amount })]);
  }
  const good = goodOn(day, lots);
  const available = sumOf(good);
  if (-amount > available) return refuse({ code: 'ADJUSTMENT_SHORT', available });
  return ok(
    takeSoonestExpiring(good, -amount).map((part) => adjusted({ lot: part.lot, amount: -part.amount })),
  );
}
