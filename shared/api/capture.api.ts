import { z } from 'zod';
import { ReceiptPattern } from '../capture/receipt-pattern.ts';
import { Money } from '../money/money.ts';
import { FooterChoice } from '../settings/receipt-footer.ts';
import { call, event } from './channel.ts';
import { RefusalView } from './checkout.api.ts';

/** How a register beside this till is. Each has a sentence under `capture.state.<state>`. */
export const RegisterState = z.enum([
  'starting',
  'ready',
  /** Another program listens where the register prints to, or the address is not this computer's. */
  'taken',
  /** The real printer is not there, so the register cannot print. */
  'unreachable',
  'folder-missing',
  /** What it printed went through and could not be read. */
  'reading-failed',
]);
export type RegisterState = z.infer<typeof RegisterState>;

export const RegisterView = z.object({
  name: z.string(),
  kind: z.enum(['printer', 'folder']),
  /** Where it is listened to: `127.0.0.1:9101`, or a folder. */
  place: z.string(),
  state: RegisterState,
  /** What is added to its receipts; null for one whose printer is not behind us. */
  footer: FooterChoice.nullable(),
});
export type RegisterView = z.infer<typeof RegisterView>;

/** A total that waits for a customer and a confirmation. `amountText` is it as a cashier would type it. */
export const WaitingTotalView = z.object({
  receiptId: z.string(),
  register: z.string(),
  total: Money,
  amountText: z.string(),
  /** A line that perhaps says that this is a copy or a report. */
  doubt: z.string().nullable(),
});
export type WaitingTotalView = z.infer<typeof WaitingTotalView>;

/** A total that waited and counts no more: its file was changed, and says none now or two. `refusal` is under `capture.why.<code>`. */
export const TakenBackView = z.object({
  receiptId: z.string(),
  register: z.string(),
  total: Money,
  refusal: RefusalView,
});
export type TakenBackView = z.infer<typeof TakenBackView>;

export const CaptureView = z.object({
  registers: z.array(RegisterView),
  offer: WaitingTotalView.nullable(),
  /** Said until a sale, another total or the cashier clears it away. */
  takenBack: TakenBackView.nullable(),
});
export type CaptureView = z.infer<typeof CaptureView>;

/** What was made of a receipt: its total with the line it stood on, or why there is none, under `capture.why.<code>`. */
export const ReadingView = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    total: Money,
    pattern: z.string(),
    line: z.string(),
    /** What the register calls the receipt, where that is read. */
    number: z.string().nullable(),
    /** A line that perhaps says that this is a copy or a report. */
    doubt: z.string().nullable(),
  }),
  z.object({ ok: z.literal(false), refusal: RefusalView }),
]);
export type ReadingView = z.infer<typeof ReadingView>;

/** A receipt as it was read. `lines` are its last ones. */
export const ReceiptView = z.object({
  receiptId: z.string(),
  register: z.string(),
  readAtMs: z.int(),
  lines: z.array(z.string()),
  reading: ReadingView,
});
export type ReceiptView = z.infer<typeof ReceiptView>;

/** Why nothing is added the way it was chosen. Each has a sentence under `capture.fault.<code>`. */
export const FooterFault = z.object({ code: z.enum(['NO_SUCH_REGISTER', 'NO_SUCH_MODEL']) });
export type FooterFault = z.infer<typeof FooterFault>;

/** What came of a sample, each with a sentence under `capture.sample.<outcome>`. */
export const SampleView = z.object({ outcome: z.enum(['appended', 'without', 'off', 'unreachable']) });
export type SampleView = z.infer<typeof SampleView>;

/** Registers that know nothing of us: what they printed, and what we read in it. */
export const captureApi = {
  'capture.state': call(z.object({}), CaptureView),
  /** The latest receipts, newest first. Kept in memory only. */
  'capture.receipts': call(z.object({}), z.array(ReceiptView)),
  /** What would be read in this text: by these patterns, or by all that are known. Nothing happens. */
  'capture.try': call(
    z.object({ text: z.string().max(100_000), patterns: z.array(ReceiptPattern).min(1).max(20).nullable() }),
    ReadingView,
  ),
  /** As if a register had printed this text. Only in the demo shop. */
  'capture.practise': call(z.object({ text: z.string().max(100_000) }), z.object({})),
  /** The cashier wants the offered total no more, or has read that it was taken back. */
  'capture.dismiss': call(z.object({ receiptId: z.string().max(64) }), CaptureView),
  /** Chooses what is added to a register's receipts. */
  'capture.set-footer': call(
    z.object({ register: z.string().max(40), choice: FooterChoice }),
    z.discriminatedUnion('ok', [
      z.object({ ok: z.literal(true) }),
      z.object({ ok: z.literal(false), refusal: FooterFault }),
    ]),
  ),
  /** The printers that a register may have, by the names of their models. */
  'capture.models': call(z.object({}), z.array(z.object({ id: z.string(), name: z.string() }))),
  /** Prints a receipt through a register's line, with what may be added to it. */
  'capture.sample': call(z.object({ register: z.string().max(40) }), SampleView),
  'capture.changed': event(CaptureView),
  /** A receipt was read, whatever came of it. */
  'capture.received': event(ReceiptView),
} as const;
