import { addDays } from '../base/business-time.ts';
import { ok, refuse, type Result } from '../base/result.ts';
import { centre } from '../ledger/drawer.ts';
import type { Fact } from '../ledger/events.ts';
import { lotExpiry, lotOf, sumOf, type Part } from '../ledger/posting.ts';
import type { Money } from '../money/money.ts';
import type { KnownCase, ReversalCase, ReversalWanted } from './reverse-case.ts';
import { reversalFacts } from './reverse-facts.ts';
import type { ReversalMoves } from './reverse-steps.ts';
import type { OriginalSale } from './reverse-original.ts';
import { cutsVoucher, moneyOf, type Stretch } from './reverse-share.ts';
import type { ReversalRefusal } from './reverse-refusal.ts';

/** A reversal that may take place: its facts in order, and the same in a shape that can be told. */
export interface Reversal {
  facts: Fact[];
  moves: ReversalMoves;
}

/** Decides a reversal: the facts to write down in one transaction, or why not. What is shown before confirming is the same. */
export function reverseSale(
  wanted: ReversalWanted,
  { sale, ...about }: ReversalCase,
): Result<Reversal, ReversalRefusal> {
  if (!sale) return reverseProvisionally(wanted, about);
  if (sale.total.currency !== about.currency)
    return refuse({ code: 'REFUND_OTHER_CURRENCY', currency: sale.total.currency });
  const known = { ...about, sale };
  const right = rightOf(known);
  if (!right.ok) {
    // Money for a gift card goes back only with the card's own money in hand.
    const mayBeBounded =
      right.error.code === 'REFUND_ELSEWHERE' && known.policy.unknownSaleMinor > 0 && sale.loads.length === 0;
    return mayBeBounded && wanted.kind === 'refund' ? reverseProvisionally(wanted, known, sale) : right;
  }
  const held = sumOf(right.value.parts);
  const { minor: totalMinor, currency } = sale.total;
  if (totalMinor === 0) return reverseNothing(wanted, known);
  const amount = amountOf(wanted, held);
  if (!amount.ok) return amount;
  const fromMinor = totalMinor - held;
  const toMinor = fromMinor + amount.value;
  const fault = wanted.kind === 'void' ? voidFault(known, fromMinor) : undefined;
  if (fault) return refuse(fault);
  if (cutsVoucher(sale, toMinor)) {
    const moneyMinor = Math.max(0, totalMinor - sale.paidWithVouchersMinor - fromMinor);
    return refuse({ code: 'REFUND_CUTS_VOUCHER', moneyMinor, leftMinor: held, currency });
  }
  const parts = takeFirst(right.value.parts, amount.value);
  const done = reversalFacts(wanted.reversalId, known, fromMinor, toMinor);
  if (!done.ok) return done;
  const whole = toMinor === totalMinor && nothingForgiven(known, fromMinor, done.value.facts);
  const reversed = reversedFact(wanted, sale, { fromMinor, toMinor }, parts, whole);
  return ok({ facts: [...right.value.opening, reversed, ...done.value.facts], moves: done.value.moves });
}

/** The whole right, which must lie here: what is gone of it then says how much was reversed so far. */
function rightOf({
  sale,
  till,
  day,
  policy,
  right,
  tillName,
}: KnownCase): Result<{ opening: Fact[]; parts: readonly Part[] }, ReversalRefusal> {
  const last = addDays(sale.day, policy.refundDays);
  if (last < day) return refuse({ code: 'REFUND_TOO_LATE', expiryDay: last });
  if (!right.opened && sale.till !== till)
    return refuse({ code: 'REFUND_ELSEWHERE', tillName: tillName(sale.till) });
  const [away] = right.elsewhere;
  if (away) return refuse({ code: 'REFUND_ELSEWHERE', tillName: tillName(away.drawer) });
  const opening = right.opened ? undefined : openRefund(sale, policy.refundDays);
  const parts = right.opened ? right.here : [{ lot: lotOf(sale.day, last), amount: sale.total.minor }];
  const over = parts.find(({ lot }) => (lotExpiry(lot) ?? day) < day);
  if (over) return refuse({ code: 'REFUND_TOO_LATE', expiryDay: lotExpiry(over.lot) ?? last });
  if (sale.total.minor > 0 && sumOf(parts) === 0) return refuse({ code: 'SALE_ALREADY_REVERSED' });
  return ok({ opening: opening && sale.total.minor > 0 ? [opening] : [], parts });
}

/**
 * Opens the right to take a sale back. Said once, by the till that sold, when somebody first needs it: so a plain sale writes
 * nothing for it, and the right can be handed to another till.
 */
export const openRefund = (
  { saleId, day, total }: Pick<OriginalSale, 'saleId' | 'day' | 'total'>,
  refundDays: number,
): Extract<Fact, { type: 'RefundOpened' }> => ({
  type: 'RefundOpened',
  body: { saleId, total, lot: lotOf(day, addDays(day, refundDays)) },
});

function amountOf(
  { kind, amountMinor, lines }: ReversalWanted,
  held: number,
): Result<number, ReversalRefusal> {
  const told = lines.reduce((total, line) => total + line.amountMinor, 0);
  const asked = kind === 'void' ? held : (amountMinor ?? (lines.length > 0 ? told : held));
  if (lines.length > 0 && told !== asked) return refuse({ code: 'REFUND_LINES_DIFFER', linesMinor: told });
  if (asked <= 0) return refuse({ code: 'AMOUNT_ZERO' });
  return asked > held ? refuse({ code: 'REFUND_TOO_LARGE', leftMinor: held }) : ok(asked);
}

/** A void says the sale never was, so it comes on the day, at the till, and of the whole. Everything else is a refund. */
function voidFault({ sale, till, day }: KnownCase, fromMinor: number): ReversalRefusal | undefined {
  if (sale.till !== till || sale.day !== day) return { code: 'VOID_TOO_LATE' };
  return fromMinor > 0 ? { code: 'VOID_AFTER_REFUND' } : undefined;
}

/**
 * A sale of nothing, in which a coupon or a reward was used: there is no amount to guard, so only the till that sold takes it back. No
 * money goes back, so it is a void, however it was asked.
 */
function reverseNothing(wanted: ReversalWanted, known: KnownCase): Result<Reversal, ReversalRefusal> {
  const { sale, till, earlier, tillName } = known;
  if (sale.till !== till) return refuse({ code: 'REFUND_ELSEWHERE', tillName: tillName(sale.till) });
  if (earlier.voided) return refuse({ code: 'SALE_ALREADY_REVERSED' });
  const done = reversalFacts(wanted.reversalId, known, 0, 0);
  if (!done.ok) return done;
  const whole = nothingForgiven(known, 0, done.value.facts);
  const reversed = reversedFact({ ...wanted, kind: 'void' }, sale, { fromMinor: 0, toMinor: 0 }, [], whole);
  return ok({ facts: [reversed, ...done.value.facts], moves: done.value.moves });
}

/**
 * The right to refund cannot be had now, or nobody here knows the sale at all: money may go back as far as the owner allows, never
 * more than is known to be left, and the centre puts the rest right.
 */
function reverseProvisionally(
  wanted: ReversalWanted,
  { policy, earlier, currency }: Omit<ReversalCase, 'sale'>,
  sale?: OriginalSale,
): Result<Reversal, ReversalRefusal> {
  const { reversalId, saleId, lines, note } = wanted;
  if (policy.unknownSaleMinor === 0 || wanted.kind === 'void') return refuse({ code: 'SALE_UNKNOWN' });
  const ofSale =
    sale &&
    moneyOf(sale, { fromMinor: earlier.takenMinor, toMinor: sale.total.minor }) - earlier.awaitedMinor;
  if (ofSale !== undefined && ofSale <= 0) return refuse({ code: 'SALE_ALREADY_REVERSED' });
  const told = lines.reduce((total, line) => total + line.amountMinor, 0);
  const amountMinor = wanted.amountMinor ?? (lines.length > 0 ? told : (ofSale ?? 0));
  if (lines.length > 0 && told !== amountMinor)
    return refuse({ code: 'REFUND_LINES_DIFFER', linesMinor: told });
  if (amountMinor <= 0) return refuse({ code: 'AMOUNT_ZERO' });
  const leftMinor = Math.min(
    ofSale ?? amountMinor,
    policy.unknownSaleMinor - earlier.provisionalMinor,
    policy.riskPerTillMinor - earlier.riskedTodayMinor,
  );
  if (amountMinor > leftMinor) return refuse({ code: 'REFUND_TOO_LARGE', leftMinor: Math.max(0, leftMinor) });
  const amount: Money = { minor: amountMinor, currency };
  const body = { reversalId, saleId, kind: 'refund' as const, amount, lines: [...lines], note };
  const of = { originalTill: sale?.till ?? centre, walletId: sale?.claim ? null : (sale?.walletId ?? null) };
  const moves: ReversalMoves = { money: amount, provisional: true, left: null, steps: [] };
  return ok({
    facts: [{ type: 'SaleReversed', body: { ...body, ...of, parts: [], provisional: true } }],
    moves,
  });
}

/** Who keeps what was given once is not given it again. In parts, an earlier one may have forgiven something. */
const nothingForgiven = ({ policy, sale }: KnownCase, fromMinor: number, facts: readonly Fact[]): boolean =>
  policy.debt !== 'within-balance' ||
  (fromMinor === 0 &&
    facts.every(
      (fact) =>
        fact.type !== 'ValueClawedBack' || fact.body.walletId !== sale.walletId || fact.body.forgiven === 0,
    ));

function reversedFact(
  wanted: ReversalWanted,
  sale: OriginalSale,
  { fromMinor, toMinor }: Stretch,
  parts: Part[],
  whole: boolean,
): Fact {
  const { reversalId, saleId, kind, lines, note } = wanted;
  const minor = toMinor - fromMinor;
  const amount = { minor, currency: sale.total.currency };
  // Whoever claimed its receipt was not there: it never counted as their visit.
  const walletId = sale.claim ? null : sale.walletId;
  const of = { originalTill: sale.till, walletId, provisional: false };
  const giftCards = sale.loads.length > 0 ? { giftCardsBackMinor: minor } : {};
  const moneyBackMinor = moneyOf(sale, { fromMinor, toMinor });
  return {
    type: 'SaleReversed',
    body: {
      ...{ reversalId, saleId, kind, amount, lines: [...lines], note, parts, ...of, ...giftCards },
      ...(whole ? { whole } : {}),
      ...(fromMinor > 0 ? { beforeMinor: fromMinor } : {}),
      ...(moneyBackMinor < minor ? { moneyBackMinor } : {}),
    },
  };
}

function takeFirst(parts: readonly Part[], amount: number): Part[] {
  let left = amount;
  return parts.flatMap(({ lot, amount: held }) => {
    const part = Math.min(held, left);
    left -= part;
    return part > 0 ? [{ lot, amount: part }] : [];
  });
}
