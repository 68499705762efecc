import type { OutcomeView, VisitView } from '#shared/api/checkout.api.ts';
import type { FoundTotal } from '#shared/capture/find-total.ts';
import type { Machine } from '#shared/base/machine.ts';
import type { WalletId } from '#shared/members/wallet.ts';

/** A receipt with a total, as far as it is told from others. */
export interface PrintedReceipt {
  register: string;
  minor: number;
  /** What the register calls it, where a pattern reads that. */
  number: string | null;
  /** A hash of its lines. */
  print: string;
  /** The time of day stands on it, so that the same lines later are the same receipt. */
  isTimed: boolean;
}

/** A time of day as registers print it. */
const timeOfDay = /(?<!\d)\d{1,2}:\d{2}(?!\d)/;

/** What is kept of a receipt with this total. */
export function printedReceipt(
  register: string,
  { total: { minor }, number }: Pick<FoundTotal, 'total' | 'number'>,
  lines: readonly string[],
  { sha256 }: Pick<Machine, 'sha256'>,
): PrintedReceipt {
  const text = lines.map((line) => line.trim()).join('\n');
  return { register, minor, number, print: sha256(text), isTimed: timeOfDay.test(text) };
}

/**
 * What a receipt is. `again`: of a sale that is made, for it is that receipt once more. `perhaps-again`: the same total on the same
 * register a moment after its sale, of this member or nobody's. `sold`: somebody confirmed its sale by hand before it came.
 * `unknown`: the register's first since a start, of a sale that may be from before. `new`: none of these.
 */
export type Belongs =
  | { to: 'again' | 'perhaps-again' | 'unknown' | 'new' }
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
}

/** So long a sale by hand waits for its receipt, and a receipt of the same total may be a made sale's once more. */
const sameSaleMs = 120_000;
/** So long a receipt that comes again is known by its number, or by its lines: registers may begin to count anew each day. */
const keptMs = 12 * 3_600_000;
const mostKept = 2_000;

type Sold = PrintedReceipt & { walletId: WalletId | null; atMs: number };
type ByHand = Omit<Extract<Belongs, { to: 'sold' }>, 'to'> & { atMs: number; passed: Set<string> };
type Standing = Pick<NonNullable<VisitView['member']>, 'tail' | 'walletId'>;

export function createReceiptMemory(): ReceiptMemory {
  const lastSale = new Map<string, string>();
  const standing = new Map<string, Standing>();
  const following = new Map<string, PrintedReceipt>();
  /** Registers whose first receipt came. */
  const heard = new Set<string>();
  let byHand: ByHand[] = [];
  let sold: Sold[] = [];

  const isSold = (receipt: PrintedReceipt, walletId: WalletId | null, atMs: number): void => {
    sold = [...sold.filter((one) => atMs - one.atMs <= keptMs), { ...receipt, walletId, atMs }].slice(
      -mostKept,
    );
  };
  const fresh = (atMs: number): ByHand[] => byHand.filter((one) => atMs - one.atMs <= sameSaleMs);
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
    take(receipt, walletId, atMs) {
      const isFirst = !heard.has(receipt.register);
      heard.add(receipt.register);
      const before = sold.filter(({ register }) => register === receipt.register);
      if (before.some((one) => isSame(one, receipt, atMs))) return { to: 'again' };
      const hand = waiting(receipt, atMs);
      if (hand) {
        isSold(receipt, hand.walletId, atMs);
        return { to: 'sold', outcome: hand.outcome, tail: hand.tail, walletId: hand.walletId };
      }
      const may = before.filter((one) => maybeSame(one, receipt, atMs));
      if (may.some((one) => walletId === null || walletId === one.walletId)) return { to: 'perhaps-again' };
      if (!isFirst) return { to: 'new' };
      if (walletId === null) isSold(receipt, null, atMs);
      return { to: 'unknown' };
    },
  };
}

function isSame(one: Sold, other: PrintedReceipt, atMs: number): boolean {
  if (one.minor !== other.minor) return false;
  const ageMs = atMs - one.atMs;
  if (one.number !== null && other.number !== null) return one.number === other.number && ageMs <= keptMs;
  return one.print === other.print && ageMs <= (one.isTimed ? keptMs : sameSaleMs);
}

const maybeSame = (one: Sold, other: PrintedReceipt, atMs: number): boolean =>
  one.minor === other.minor &&
  atMs - one.atMs <= sameSaleMs &&
  (one.number === null || other.number === null || one.number === other.number);
