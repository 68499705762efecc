import type { ReversalView } from '#shared/api/refund.api.ts';
import { readEntries } from '#shared/projections/fold.ts';
import type { Fact } from '#shared/ledger/events.ts';
import { patiently } from './patiently.ts';
import type { TillBox, TillLife } from './till-box.ts';

/** A sale that is brought back, under an id that stays when it is asked for again. `amountText` empty is all that is left. */
export interface ReturnWanted {
  reversalId: string;
  saleId: string;
  amountText: string;
}

/** A voucher that became nothing, or good again. */
export interface MovedVoucher {
  voucherId: string;
  unit: string;
  amount: number;
}

/** What the cashier was told of it, and the papers that changed hands; or the code by which it was refused. */
export type TakenBack =
  | {
      reversal: ReversalView;
      voided: MovedVoucher[];
      restored: MovedVoucher[];
      /** Whose value was asked back: the customer's, and that of whoever sent them. */
      asked: string[];
    }
  | { refusal: string };

/** A cashier takes a sale back, and asks again after every power cut until the till has answered. Null when it never did. */
export const takeBack = (
  box: TillBox,
  wanted: ReturnWanted,
  wait: (ms: number) => Promise<void>,
): Promise<TakenBack | null> => patiently(box, wait, (life) => refund(life, wanted));

async function refund(
  { refunds, store }: TillLife,
  { reversalId, saleId, amountText }: ReturnWanted,
): Promise<TakenBack> {
  const asked = { saleId, kind: 'refund' as const, amountText, lines: [], commandId: reversalId, note: '' };
  const answer = await refunds['refund.confirm'](asked);
  if (!answer.ok) return { refusal: answer.refusal.code };
  const { seq } = store.look.reversal(reversalId) ?? { seq: 0 };
  const facts = readEntries(store.ownAfter(seq, 200)).map(({ fact }) => fact);
  const end = facts.findIndex(({ type }) => type === 'SaleRecorded' || type === 'SaleReversed');
  const behind = end < 0 ? facts : facts.slice(0, end);
  const papers = (type: 'VoucherVoided' | 'VoucherRestored') =>
    behind.flatMap((fact) => (isPaper(fact, type, saleId) ? [fact.body] : []));
  return {
    reversal: answer.reversal,
    voided: papers('VoucherVoided'),
    restored: papers('VoucherRestored'),
    asked: behind.flatMap((fact) =>
      fact.type === 'ValueClawedBack' && fact.body.saleId === saleId ? [fact.body.walletId] : [],
    ),
  };
}

const isPaper = <T extends 'VoucherVoided' | 'VoucherRestored'>(
  fact: Fact,
  type: T,
  saleId: string,
): fact is Extract<Fact, { type: T }> =>
  fact.type === type && 'saleId' in fact.body && fact.body.saleId === saleId;
