import { refuse } from '#shared/base/result.ts';
import { findTotal } from '#shared/capture/find-total.ts';
import type { ReceiptPattern } from '#shared/capture/receipt-pattern.ts';
import { decimalsOf, type Currency } from '#shared/money/money.ts';
import type { Reading } from './listening.ts';
import type { HeardReceipt } from './receipt-tap.ts';

/** What is read of a receipt. `mayChange`: its open last line decides that, and more of it may be on its way. */
export interface HeardReading {
  reading: Reading;
  mayChange: boolean;
}

/** Without cents the beginning of an amount is an amount: what broke off within a number may be half. Behind `Ft` it is whole. */
const endsInNumber = /[\d\s.,'’]$/u;

/**
 * Reads what was heard of a receipt. Where its last line may be half, there is a total only if that line changes nothing: the total
 * before it may be one that the rest of the receipt takes back, or a copy's.
 */
export function readHeard(
  { lines, whole, isOpen }: HeardReceipt,
  patterns: readonly ReceiptPattern[],
  currency: Currency,
): HeardReading {
  if (!whole) return { reading: refuse({ code: 'RECEIPT_TOO_LONG' }), mayChange: false };
  const asItIs = findTotal(lines, patterns, currency);
  const mayBeHalf = isOpen && decimalsOf(currency) === 0 && endsInNumber.test(lines.at(-1) ?? '');
  if (!mayBeHalf) return { reading: asItIs, mayChange: false };
  const before = findTotal(lines.slice(0, -1), patterns, currency);
  const differs = differenceOf(before, asItIs);
  return { reading: differs ?? before, mayChange: differs !== null };
}

/** Why there is no total where the last line makes another one, or another paper; null where it does not. */
function differenceOf(before: Reading, asItIs: Reading): Reading | null {
  if (!before.ok) return asItIs.ok ? before : null;
  if (!asItIs.ok) return asItIs;
  const [one, other] = [before.value, asItIs.value];
  const [oneMinor, otherMinor] = [one.total.minor, other.total.minor];
  if (oneMinor !== otherMinor) return refuse({ code: 'TOTALS_DIFFER', oneMinor, otherMinor });
  const doubt = one.doubt ?? other.doubt;
  return doubt === null || one.doubt === other.doubt ? null : refuse({ code: 'OTHER_PAPER', line: doubt });
}
