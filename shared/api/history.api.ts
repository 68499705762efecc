import { z } from 'zod';
import { Reason } from '../ledger/reason.ts';
import { RecordId } from '../ledger/record-id.ts';
import { WalletId } from '../members/wallet.ts';
import { Money } from '../money/money.ts';
import { historyEvents, historyKinds } from '../reports/member-history.ts';
import { HistoryMark } from '../sync/protocol.ts';
import { call } from './channel.ts';
import { PrintAttempt } from './printer.api.ts';

/** One thing that happened to a member, as a list shows it. `after` is what they held then, debts counted. */
export const HistoryLineView = z.object({
  place: HistoryMark,
  what: z.enum(historyEvents),
  kind: z.enum(historyKinds),
  atMs: z.int(),
  tillName: z.string(),
  moved: z.array(z.object({ unit: z.string(), amount: z.int(), after: z.int() })),
  saleId: z.string().nullable(),
  /** The paper of a voucher, where it was printed here. */
  jobId: z.string().nullable(),
  money: Money.nullable(),
  paidWithMinor: z.int().nonnegative(),
  reason: Reason.nullable(),
  note: z.string(),
  /** Who did by hand what nothing else explains, as this till knows them; null for all else, and for what others did elsewhere. */
  who: z.string().nullable(),
});
export type HistoryLineView = z.infer<typeof HistoryLineView>;

/**
 * A page of a member's history. `told` says whose: of every till; of this one, which has no centre; or of this one, because the centre
 * does not answer.
 */
export const HistoryPage = z.object({
  lines: z.array(HistoryLineView),
  /** Asks for the next page; null when there is none. Opaque. */
  older: z.string().nullable(),
  told: z.enum(['everywhere', 'here', 'offline']),
});
export type HistoryPage = z.infer<typeof HistoryPage>;

/** An event as the ledger has it, for whoever has to look into it. */
export const TraceLine = z.object({
  place: HistoryMark,
  tillName: z.string(),
  atMs: z.int(),
  type: z.string(),
  body: z.string(),
  hash: z.string(),
});
export type TraceLine = z.infer<typeof TraceLine>;

/** So many lines are a statement on paper, two hand spans of it; who wants more has the file that is written for them. */
export const mostOnStatement = 45;

const wanted = z.object({
  walletId: WalletId,
  kind: z.enum(historyKinds).nullable(),
  lines: z.int().min(1).max(mostOnStatement),
});

/** What happened to a member, newest first. `from` is empty at the beginning, then what the last page said. */
export const historyApi = {
  'history.page': call(
    z.object({ walletId: WalletId, kind: z.enum(historyKinds).nullable(), from: z.string().max(4_000) }),
    HistoryPage.nullable(),
  ),
  /** All that the ledger says of one line: of its whole sale, if it belongs to one. */
  'history.trace': call(
    z.object({ walletId: WalletId, place: HistoryMark, saleId: RecordId.nullable() }),
    z.array(TraceLine),
  ),
  /** Prints the newest lines as a statement for the member, in their language. */
  'history.print': call(wanted, PrintAttempt),
  /** The same statement as it would come out now, dot for dot, as a PNG data URL with its size in dots. */
  'history.preview': call(wanted, z.object({ png: z.string(), widthDots: z.int(), heightDots: z.int() })),
} as const;
