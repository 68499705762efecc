import type { OutcomeView, VisitView } from '#shared/api/checkout.api.ts';
import type { FoundTotal } from '#shared/capture/find-total.ts';
import { businessDay, momentOf, type BusinessCalendar } from '#shared/base/business-time.ts';
import type { Machine } from '#shared/base/machine.ts';
import type { WalletId } from '#shared/members/wallet.ts';
import { clocksDifferMinutes, tellsTheTime } from './printed-time.ts';

/** A receipt with a total, as far as it is told from others. */
export interface PrintedReceipt {
  register: string;
  minor: number;
  /** What the register calls it, where a pattern reads that. */
  number: string | null;
  /** A hash of its lines. */
  print: string;
  /** The time of day at which it was printed stands on it, so that the same lines later are the same receipt. */
  isTimed: boolean;
}

/** What is kept of a receipt with this total that is printed now. */
export function printedReceipt(
  register: string,
  { total: { minor }, number }: Pick<FoundTotal, 'total' | 'number'>,
  lines: readonly string[],
  { sha256, now }: Pick<Machine, 'sha256' | 'now'>,
  calendar: BusinessCalendar,
): PrintedReceipt {
  const print = sha256(lines.map((line) => line.trim()).join('\n'));
  const { minute } = momentOf({ atMs: now(), day: businessDay(now(), calendar) }, calendar);
  return { register, minor, number, print, isTimed: tellsTheTime(lines, minute) };
}

/**
 * What a receipt is. `again`: of a sale that is made, for it is that receipt once more. `perhaps-again`: the same total on the same
 * register a moment after its sale, of this member or nobody's. `seen`: it came before and became no sale, while another or nobody stood
 * at the counter. `sold`: somebody confirmed its sale by hand before it came. `unknown`: the register's first since a start, of a
 * sale that may be from before. `new`: none of these.
 */
export type Belongs =
  | { to: 'again' | 'perhaps-again' | 'seen' | 'unknown' | 'new' }
  | { to: 'sold'; outcome: OutcomeView; tail: string; walletId: WalletId | null };

/** What was sold and what was printed of it, so that no sale counts twice. In memory only. */
export interface ReceiptMemory {
  /** A counter looks different. `offered`: the receipt that waited there, and when it was read. */
  counterChanged(
    counter: 'cashier' | 'register',
    view: VisitView,
    offered: { receipt: PrintedReceipt; readAtMs: number } | null,
    atMs: number,
  ): void;
  /** The sale about to be made follows from this receipt. */
  follows(saleId: string, receipt: PrintedReceipt): void;
  /** A receipt came, while this member or nobody stands at the counter: where it belongs. The sale by hand that it is of is used up. */
  take(receipt: PrintedReceipt, walletId: WalletId | null, atMs: number): Belongs;
  /** A paper came that may be a copy: it is only remembered as seen. A sale by hand goes on waiting for its receipt. */
  sees(paper: PrintedReceipt, atMs: number): void;
}

/** So long a sale by hand waits for its receipt, and a receipt of the same total may be a made sale's once more. */
const sameSaleMs = 120_000;
/** So long a receipt that comes again is known by its number, or by its lines: registers may begin to count anew each day. */
const keptMs = 12 * 3_600_000;
const mostKept = 2_000;

/** A receipt, who stood at the counter with it, and when. */
type Kept = PrintedReceipt & { walletId: WalletId | null; atMs: number };
type ByHand = Omit<Extract<Belongs, { to: 'sold' }>, 'to'> & { atMs: number; passed: Set<string> };
type Standing = Pick<NonNullable<VisitView['member']>, 'tail' | 'walletId'>;

export function createReceiptMemory(): ReceiptMemory {
  const lastSale = new Map<string, string>();
  const standing = new Map<string, Standing>();
  const following = new Map<string, PrintedReceipt>();
  /** Registers whose first receipt came. */
  const heard = new Set<string>();
  let byHand: ByHand[] = [];
  let sold: Kept[] = [];
  let seen: Kept[] = [];

  const keptWith = (kept: readonly Kept[], next: Kept): Kept[] =>
    [...kept.filter((one) => isWithin(keptMs, one, next.atMs)), next].slice(-mostKept);
  const isSold = (receipt: PrintedReceipt, walletId: WalletId | null, atMs: number): void => {
    sold = keptWith(sold, { ...receipt, walletId, atMs });
  };
  const isSeen = (receipt: PrintedReceipt, walletId: WalletId | null, atMs: number): void => {
    seen = keptWith(seen, { ...receipt, walletId, atMs });
  };
  const fresh = (atMs: number): ByHand[] => byHand.filter((one) => isWithin(sameSaleMs, one, atMs));
  const waiting = ({ register, minor }: PrintedReceipt, atMs: number): ByHand | undefined => {
    byHand = fresh(atMs);
    const own = byHand.filter(({ passed }) => !passed.has(register));
    const same = own.find(({ outcome }) => outcome.total.minor === minor);
    if (same) byHand = byHand.filter((one) => one !== same);
    else own[0]?.passed.add(register);
    return same ?? own[0];
  };
  return {
    counterChanged(counter, { member, lastOutcome }, offered, atMs) {
      const who = member ?? standing.get(counter);
      if (member) standing.set(counter, member);
      else standing.delete(counter);
      if (!lastOutcome || lastOutcome.saleId === lastSale.get(counter)) return;
      lastSale.set(counter, lastOutcome.saleId);
      const walletId = who?.walletId ?? null;
      const its = following.get(lastOutcome.saleId);
      following.clear();
      const isOffered =
        offered?.receipt.minor === lastOutcome.total.minor && atMs - offered.readAtMs <= sameSaleMs;
      if (its) isSold(its, walletId, atMs);
      else if (isOffered) isSold(offered.receipt, walletId, atMs);
      else
        byHand = [
          ...fresh(atMs),
          { outcome: lastOutcome, tail: who?.tail ?? '', walletId, atMs, passed: new Set() },
        ];
    },
    follows: (saleId, receipt) => void following.set(saleId, receipt),
    sees: (paper, atMs) => isSeen(paper, null, atMs),
    take(receipt, walletId, atMs) {
      const isFirst = !heard.has(receipt.register);
      heard.add(receipt.register);
      const before = sold.filter((one) => isOf(receipt, one));
      if (before.some((one) => isSame(one, receipt, atMs))) return { to: 'again' };
      const hand = waiting(receipt, atMs);
      if (hand) {
        isSold(receipt, hand.walletId, atMs);
        return { to: 'sold', outcome: hand.outcome, tail: hand.tail, walletId: hand.walletId };
      }
      const may = before.filter((one) => maybeSame(one, receipt, atMs));
      if (may.some((one) => walletId === null || walletId === one.walletId)) return { to: 'perhaps-again' };
      const cameBefore = seen.filter((one) => isOf(receipt, one) && isSame(one, receipt, atMs));
      isSeen(receipt, walletId, atMs);
      if (cameBefore.some((one) => one.walletId !== walletId)) return { to: 'seen' };
      if (!isFirst) return { to: 'new' };
      if (walletId === null) isSold(receipt, null, atMs);
      return { to: 'unknown' };
    },
  };
}

const isOf = ({ register }: PrintedReceipt, one: PrintedReceipt): boolean => one.register === register;

/** A clock that was set back by more than clocks differ has forgotten what came before. */
const isWithin = (ms: number, one: { atMs: number }, nowMs: number): boolean =>
  nowMs - one.atMs <= ms && nowMs - one.atMs >= -clocksDifferMinutes * 60_000;

function isSame(one: Kept, other: PrintedReceipt, atMs: number): boolean {
  if (one.minor !== other.minor) return false;
  if (one.number !== null && other.number !== null)
    return one.number === other.number && isWithin(keptMs, one, atMs);
  return one.print === other.print && isWithin(one.isTimed ? keptMs : sameSaleMs, one, atMs);
}

const maybeSame = (one: Kept, other: PrintedReceipt, atMs: number): boolean =>
  one.minor === other.minor &&
  isWithin(sameSaleMs, one, atMs) &&
  (one.number === null || other.number === null || one.number === other.number);
