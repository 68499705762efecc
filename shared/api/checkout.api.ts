import { z } from 'zod';
import { RecordId } from '../ledger/record-id.ts';
import { Reason } from '../ledger/reason.ts';
import { IdentifiedBy } from '../members/identified-by.ts';
import { WalletId } from '../members/wallet.ts';
import { Money } from '../money/money.ts';
import { RawScan } from '../scan/raw-scan.ts';
import { call, event } from './channel.ts';

/** A refusal as screens get it: the code names the sentence, the rest goes into it. */
export const RefusalView = z.object({ code: z.string() }).catchall(z.union([z.string(), z.number()]));
export type RefusalView = z.infer<typeof RefusalView>;

/** What a member holds of one unit: `here` may be spent at this till, `total` is everywhere; `have` of `need` to the next reward. */
export const HoldingView = z.object({
  programId: z.string(),
  type: z.string(),
  unit: z.string(),
  here: z.int(),
  total: z.int(),
  have: z.int(),
  need: z.int(),
});
export type HoldingView = z.infer<typeof HoldingView>;

export const VoucherView = z.object({
  voucherId: z.string(),
  unit: z.string(),
  amount: z.int(),
  label: z.string(),
  lot: z.string(),
});
export type VoucherView = z.infer<typeof VoucherView>;

/** A confirmed sale as the screen shows it. `due` is what is left to pay after vouchers. */
export const OutcomeView = z.object({
  saleId: z.string(),
  total: Money,
  due: Money,
  redeemed: z.array(VoucherView),
  awards: z.array(z.object({ programId: z.string(), unit: z.string(), amount: z.int(), reason: Reason })),
  /** `jobId` names the print job; null when there is nothing to print on. */
  issued: z.array(VoucherView.extend({ reason: Reason, jobId: z.string() })),
  /** What would have been given more of, had it not lain elsewhere: so much of a unit was missing. */
  short: z.array(z.object({ holder: z.string(), unit: z.string(), amount: z.int() })),
  /** Why a reward that was earned is not given with this sale; absent when nothing was held back. */
  heldBack: RefusalView.optional(),
  /** The member's holdings after the sale; empty when nobody showed a card. */
  holdings: z.array(HoldingView),
});
export type OutcomeView = z.infer<typeof OutcomeView>;

/** What the cashier sees of a person at once: what to call them, what to say to them, and what to keep in mind. */
export const PersonView = z.object({
  name: z.string().nullable(),
  birthday: z.enum(['today', 'this-week']).nullable(),
  note: z.string().nullable(),
  /** Whether they may be written to in any way. */
  mayWrite: z.boolean(),
});
export type PersonView = z.infer<typeof PersonView>;

/** The counter as every screen shows it. `notice` is the last thing that happened to a scan, or that the centre is being
 * asked for value that lies elsewhere; `serial` rises with each change. */
export const VisitView = z.object({
  serial: z.int(),
  member: z
    .object({
      walletId: WalletId,
      tail: z.string(),
      by: IdentifiedBy,
      person: PersonView,
      holdings: z.array(HoldingView),
      visits: z.int(),
    })
    .nullable(),
  newCard: z.object({ tail: z.string() }).nullable(),
  vouchers: z.array(VoucherView),
  items: z.array(z.object({ item: z.string(), label: z.string(), quantity: z.int() })),
  notice: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('none') }),
    z.object({
      kind: z.literal('recognised'),
      what: z.enum(['member', 'new-card', 'voucher', 'enrolled', 'attached']),
    }),
    z.object({ kind: z.literal('refused'), refusal: RefusalView }),
    z.object({ kind: z.literal('asking') }),
  ]),
  /** The last confirmed sale, until the next customer comes. */
  lastOutcome: OutcomeView.nullable(),
});
export type VisitView = z.infer<typeof VisitView>;

/** The outcome of a command: done, or refused with the reason. The visit comes as news to every screen. */
export const CommandAnswer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), outcome: OutcomeView.nullable() }),
  z.object({ ok: z.literal(false), refusal: RefusalView }),
]);
export type CommandAnswer = z.infer<typeof CommandAnswer>;

/**
 * What the cashier's screen may ask of the counter. `commandId` becomes the sale's id, so confirming is safe to
 * repeat: the same id never sells twice and gets the same answer, also after a restart.
 */
export const checkoutApi = {
  'checkout.visit': call(z.object({}), VisitView),
  'checkout.scan': call(RawScan, CommandAnswer),
  'checkout.enrol': call(z.object({}), CommandAnswer),
  'checkout.count': call(z.object({ item: z.string().max(40), by: z.int().min(-99).max(99) }), CommandAnswer),
  'checkout.put-back': call(z.object({ voucherId: z.string().max(64) }), CommandAnswer),
  'checkout.clear': call(z.object({}), CommandAnswer),
  'checkout.confirm': call(z.object({ commandId: RecordId, amountText: z.string().max(40) }), CommandAnswer),
  'checkout.changed': event(VisitView),
} as const;
