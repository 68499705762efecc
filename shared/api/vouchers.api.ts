import { z } from 'zod';
import { Day } from '../base/business-time.ts';
import { JobState } from '../print/print-job.ts';
import { BackOfficeAnswer } from './back-office.api.ts';
import { call } from './channel.ts';
import { BatchView } from './print.api.ts';

/** What each voucher of an order is worth. `setup` is JSON of a coupon that nobody saved yet, to look at its paper. */
const Worth = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('money'), amountMinor: z.int().min(1).max(10_000_000) }),
  z.object({ kind: z.literal('coupon'), programId: z.string().max(40) }),
]);
const Draft = z.object({ kind: z.literal('draft'), setup: z.string().max(20_000) });

/** How vouchers are to look and from when until when they are good. */
const look = {
  /** Null is from today on. */
  fromDay: Day.nullable(),
  /** The last day; null is no end. */
  untilDay: Day.nullable(),
  /** Stands above the promise; empty is the word for a voucher. */
  heading: z.string().max(60),
  smallPrint: z.string().max(200),
};

/** What is wanted of vouchers, all of one kind. */
export const VoucherOrder = z.object({ worth: Worth, ...look });
export type VoucherOrder = z.infer<typeof VoucherOrder>;

/** The same while it is being thought of. */
export const VoucherDraft = z.object({
  worth: z.discriminatedUnion('kind', [...Worth.options, Draft]),
  ...look,
});
export type VoucherDraft = z.infer<typeof VoucherDraft>;

/** A paper as it comes out, as a PNG data URL, with its size in dots. */
export const PaperView = z.object({ png: z.string(), widthDots: z.int(), heightDots: z.int() });
export type PaperView = z.infer<typeof PaperView>;

/** A way vouchers were ordered, kept under a name for the next time. */
export const VoucherTemplate = z.object({
  name: z.string().min(1).max(40),
  order: VoucherOrder,
  count: z.int().min(1).max(1000),
});
export type VoucherTemplate = z.infer<typeof VoucherTemplate>;

/** A voucher of a batch: what became of its latest paper, and of what it is worth. */
export const BatchVoucherView = z.object({
  voucherId: z.string(),
  jobId: z.string(),
  state: JobState,
  copy: z.boolean(),
  /** `unborn` as long as no paper of it came out; `elsewhere` when another till has it. */
  life: z.enum(['unborn', 'good', 'used', 'voided', 'elsewhere']),
});
export type BatchVoucherView = z.infer<typeof BatchVoucherView>;

/** Drawn, or why this makes no paper. */
const Drawn = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), paper: PaperView }),
  BackOfficeAnswer.options[1],
]);

/** What managers do with printed vouchers. A refusal is an answer. */
export const vouchersApi = {
  /** The very paper that an order would make; its code is of no voucher. */
  'vouchers.preview': call(VoucherDraft, Drawn),
  /** Prints so many. Each begins to live when its paper is printed. Asked twice by one id it is one batch. */
  'vouchers.print': call(
    z.object({
      batchId: z.string().min(1).max(64),
      count: z.int().min(1).max(1000),
      order: VoucherOrder,
    }),
    z.discriminatedUnion('ok', [
      z.object({ ok: z.literal(true), batch: BatchView }),
      BackOfficeAnswer.options[1],
    ]),
  ),
  /** Every voucher of a batch, in the order of its papers. */
  'vouchers.of-batch': call(z.object({ batchId: z.string().max(64) }), z.array(BatchVoucherView)),
  /** Takes vouchers back that nobody used: their papers are worth nothing from then on. Answers how many. */
  'vouchers.void': call(
    z.object({
      voucherIds: z.array(z.string().max(64)).min(1).max(1000),
      because: z.enum(['mistake', 'misused']),
    }),
    z.discriminatedUnion('ok', [
      z.object({ ok: z.literal(true), voided: z.int() }),
      BackOfficeAnswer.options[1],
    ]),
  ),
  'vouchers.templates': call(z.object({}), z.array(VoucherTemplate)),
  'vouchers.keep-template': call(VoucherTemplate, z.array(VoucherTemplate)),
  'vouchers.forget-template': call(z.object({ name: z.string().max(40) }), z.array(VoucherTemplate)),
  /** The shop's picture as a data URL; null without one. */
  'vouchers.logo': call(z.object({}), z.object({ png: z.string().nullable() })),
  /** Takes a PNG, in base 64, as the shop's picture, or takes it away. */
  'vouchers.keep-logo': call(z.object({ png: z.string().max(900_000).nullable() }), BackOfficeAnswer),
} as const;
