import { z } from 'zod';
import { Note } from '../ledger/decision.ts';
import { RecordId } from '../ledger/record-id.ts';
import { Money } from '../money/money.ts';
import { call } from './channel.ts';
import { RefusalView } from './checkout.api.ts';

/** A sale as somebody picks it from a list: how much of it is reversed, and what was in it. */
export const SaleView = z.object({
  saleId: z.string(),
  soldAtMs: z.int(),
  total: Money,
  reversedMinor: z.int().nonnegative(),
  /** Whether it can still be voided: today, here, and nothing of it was reversed. */
  voidable: z.boolean(),
  /** Whether a member bought it. */
  member: z.boolean(),
  items: z.array(z.object({ item: z.string(), label: z.string(), quantity: z.int() })),
});
export type SaleView = z.infer<typeof SaleView>;

/** One thing that a reversal moves: its code has a sentence under `refund.why.<code>`. `label` is what a coupon promises. */
export const ReversalStepView = z.object({
  code: z.enum([
    'AT_RISK',
    'CARD_GIVEN_BACK',
    'CLAIM_LESSENED',
    'CLAWED_BACK',
    'DEBT_MADE',
    'DEBT_REPAID',
    'FORGIVEN',
    'GIVEN_BACK',
    'LOAD_TAKEN_BACK',
    'TAKEN_FROM_FRIEND',
    'REACHED_NO_MORE',
    'VOUCHER_KEPT',
    'VOUCHER_RESTORED',
    'VOUCHER_VOIDED',
  ]),
  unit: z.string(),
  amount: z.int(),
  label: z.string(),
});
export type ReversalStepView = z.infer<typeof ReversalStepView>;

/** What a reversal does, the same before it and after. `left` is what may still be reversed then; null when nobody here knows. */
export const ReversalView = z.object({
  saleId: z.string(),
  money: Money,
  provisional: z.boolean(),
  left: Money.nullable(),
  steps: z.array(ReversalStepView),
});
export type ReversalView = z.infer<typeof ReversalView>;

export const ReversalAnswer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), reversal: ReversalView }),
  z.object({ ok: z.literal(false), refusal: RefusalView }),
]);
export type ReversalAnswer = z.infer<typeof ReversalAnswer>;

/** What of a sale is to be reversed. Amounts as typed; empty is all that is left, or what the lines come to. */
const wanted = {
  saleId: RecordId,
  kind: z.enum(['void', 'refund']),
  amountText: z.string().max(40),
  lines: z.array(z.object({ line: z.int().nonnegative().max(999), amountText: z.string().max(40) })).max(100),
};

/** Taking sales back. `commandId` makes confirming safe to repeat: the same id never reverses twice, also after a restart. */
export const refundApi = {
  /** The latest sales of this till, newest first. */
  'refund.sales': call(z.object({ limit: z.int().min(1).max(50) }), z.array(SaleView)),
  /** What would move, written nowhere. */
  'refund.plan': call(z.object(wanted), ReversalAnswer),
  'refund.confirm': call(z.object({ ...wanted, commandId: RecordId.min(8), note: Note }), ReversalAnswer),
} as const;
