import { addDays, type Day } from '../base/business-time.ts';
import { centre } from '../ledger/drawer.ts';
import type { Fact } from '../ledger/events.ts';
import { lotExpiry, lotOf, sumOf, type Lot, type Part, type Unit } from '../ledger/posting.ts';
import type { MemberFacts } from '../members/member-facts.ts';
import { walletHolder, type ClaimId, type VoucherId, type WalletId } from '../members/wallet.ts';
import { refundDays } from '../visit/reverse-case.ts';
import { othersFacts } from '../visit/reverse-others.ts';
import { otherBurns, restoredFact, voidedFact } from '../visit/reverse-facts.ts';
import { lessOfClaim } from '../visit/reverse-claim.ts';
import { takeBackLoads } from '../visit/reverse-gift.ts';
import type { GiftLoad, OriginalSale, SaleVoucher } from '../visit/reverse-original.ts';
import {
  isHad,
  lostFact,
  lostReaches,
  lostValue,
  lostVouchers,
  takenFor,
  type LostReach,
} from '../visit/reverse-reached.ts';
import { isCard, lengthOf, piecesOf, type Stretch } from '../visit/reverse-share.ts';
import { reverseUnit, type DebtPolicy, type Purse, type UnitMoves } from '../visit/reverse-unit.ts';
import { coveredStretch, lossBeyond, wentInKind, type GivenBack } from './covered-stretch.ts';

/** A refund that a till paid back without the right to it, and that waits for the centre. */
export interface WaitingReversal extends GivenBack {
  reversalId: string;
  saleId: string;
  /** The business day on which the money went back, as its till has it. */
  day: Day;
  /** The day on which the centre heard of it, by its own clock. A till's may be a year off, and says nothing of how long was waited. */
  heard: Day;
}

/** What the centre knows of the sale behind it. Reads of one moment. */
export interface SettlingCase {
  /** Undefined while no till has told of it. */
  sale: OriginalSale | undefined;
  right: { opened: boolean; here: readonly Part[]; elsewhereMinor: number };
  /** What of the sale other refunds took, as far as it is known: tills' and then the centre's own in their order. */
  taken: readonly Stretch[];
  /** What the member has; without what waits for grants that a restored centre forgot. */
  purse(walletId: WalletId, unit: Unit): Purse;
  /** What the member reached, and what their sales counted for it; asked only of a sale that counted for something. */
  member: Pick<MemberFacts, 'reached' | 'counted'>;
  /** How much a voucher still holds in the centre's drawer. */
  voucherHere(voucherId: VoucherId): number;
  /** How much of a load is still on its gift card, in the centre's drawer. */
  loadLeft(load: GiftLoad): number;
  /** How much of a unit of an unclaimed receipt lies in the centre's drawer. */
  claimHere(claimId: ClaimId, unit: Unit): number;
  /** Whether a voucher that the sale made, or money that it put on a gift card, lies unused with a till that may still give it back. */
  vouchersAway: boolean;
  /** Whether anything of its unclaimed receipt lies in another drawer or on the way to one: somebody may have claimed it there. */
  claimAway: boolean;
  policy: DebtPolicy;
  /** The day on which the centre settles. */
  day: Day;
}

/** How many days after the centre heard of a refund its sale must have been told of: by then every till that still lives has uploaded. */
export const unknownAfterDays = 30;

/** Whether a voucher, or money on a gift card, is worth waiting for: it lies elsewhere, and has not ended by the centre's day. */
export const isAwaited = ({ drawer, lot }: { drawer: string; lot: Lot }, day: Day): boolean =>
  drawer !== centre && (lotExpiry(lot) ?? day) >= day;

/** How many days after the centre heard of a refund the vouchers of its sale are awaited: what was not given back by then stays. */
export const vouchersAwaitedDays = 7;

/**
 * Settles a provisional refund as the tills would have done it with the right in hand; nothing while the sale, its right, its vouchers or
 * its receipt are still awaited. A receipt is awaited as the right is: the end of its own days says nothing of a claim that was made before. What went back beyond the right is a fault, with its loss in money.
 */
export function settleReversal(waiting: WaitingReversal, about: SettlingCase): Fact[] {
  const { sale, right, day } = about;
  const { amount } = waiting;
  if (!sale)
    return addDays(waiting.heard, unknownAfterDays) <= day
      ? [settledFact(waiting, { fault: 'SALE_UNKNOWN', loss: { ...amount, minor: waiting.moneyBackMinor } })]
      : [];
  if (mayStillBeUsed(sale, day) && (right.elsewhereMinor > 0 || !right.opened || about.claimAway)) return [];
  if (about.vouchersAway && day <= addDays(waiting.heard, vouchersAwaitedDays)) return [];
  const paidDay = waiting.day < waiting.heard ? waiting.day : waiting.heard;
  // Nobody brings back what was not sold yet: such a till's clock was behind, and a friend keeps what was theirs by then.
  const friendsDay = sale && waiting.day < sale.day ? waiting.heard : paidDay;
  const good = right.here.filter(({ lot }) => (lotExpiry(lot) ?? paidDay) >= paidDay);
  const left = { taken: about.taken, heldMinor: sumOf(right.here), goodMinor: sumOf(good) };
  const ends = coveredStretch(waiting, sale, { ...left, loadLeft: about.loadLeft });
  const covered = piecesOf(ends).reduce((sum, piece) => sum + lengthOf(piece), 0);
  const lossMinor = lossBeyond(waiting, sale, ends);
  const faulty =
    lossMinor > 0
      ? ({
          fault: 'OVER_REFUNDED',
          loss: { ...amount, minor: lossMinor },
        } as const)
      : ({ fault: null, loss: null } as const);
  if (covered === 0) return [settledFact(waiting, faulty)];
  const { walletId } = sale;
  const missed = walletId !== null && sale.countsFor ? lostReaches(sale, ends, about.member) : [];
  const lost = missed.filter((one) => !isHad(one, (voucher) => liesHere(voucher, about)));
  const units = memberUnits(sale, ends, about, lost);
  const settled = settledFact(waiting, {
    ...faulty,
    walletId,
    refunded: [{ unit: `refund:${amount.currency}`, parts: takeFirst(good, covered) }],
    ...(ends.fromMinor > 0 ? { beforeMinor: ends.fromMinor } : {}),
    clawed: units.flatMap(({ unit, clawed }) => (clawed.length > 0 ? [{ unit, parts: clawed }] : [])),
    debts: units.flatMap(({ unit, debt }) =>
      debt > 0 ? [{ unit, amount: debt, lot: lotOf(sale.day, null) }] : [],
    ),
    given: [
      // What a gift card paid went back in money where nothing went back in kind; it is given back with the rest of the sale.
      ...otherBurns(sale, ends).filter((burn) => wentInKind(waiting) || !isCard(burn)),
      ...units.map(({ unit, given }) => ({
        holder: walletHolder(walletId ?? ''),
        unit,
        parts: given,
      })),
    ].filter(({ parts }) => parts.length > 0),
  });
  const whole = piecesOf(ends).at(-1)?.toMinor === sale.total.minor;
  const gifts = [...(whole ? sale.gifts : []), ...lostVouchers(lost)].filter((gift) => liesHere(gift, about));
  const voided = [...units.flatMap((moves) => moves.voided), ...gifts];
  const restored = whole ? sale.redeemed : [];
  const emptied = takeBackLoads(sale, waiting.reversalId, ends, about.loadLeft);
  const { reversalId } = waiting;
  return [
    settled,
    ...(emptied.ok ? emptied.value : []),
    ...lessened(sale, reversalId, ends, about),
    ...takenFor(lost, units).map((one) =>
      lostFact(one, { walletId: walletId ?? '', saleId: sale.saleId, reversalId }),
    ),
    ...restored.map((voucher) => restoredFact(voucher, { saleId: sale.saleId, reversalId })),
    ...voided.map((voucher) => voidedFact(voucher, sale.saleId)),
    ...othersFacts(sale, waiting.reversalId, ends, { ...about, drawer: centre, day: friendsDay }),
  ];
}

/** An unclaimed receipt loses its share; what of it is nowhere any more has ended. */
function lessened(
  sale: OriginalSale,
  reversalId: string,
  ends: Stretch,
  { claimHere }: SettlingCase,
): Fact[] {
  const { claim, saleId } = sale;
  if (!claim || sale.walletId !== null) return [];
  const { claimId, lot } = claim;
  const value = lessOfClaim(sale, ends).flatMap(({ unit, amount }) => {
    const there = Math.min(amount, claimHere(claimId, unit));
    return there > 0 ? [{ unit, amount: there }] : [];
  });
  return value.length === 0
    ? []
    : [{ type: 'ClaimLessened', body: { claimId, saleId, reversalId, lot, value } }];
}

const liesHere = (
  { voucherId, amount }: Pick<SaleVoucher, 'voucherId' | 'amount'>,
  { voucherHere }: SettlingCase,
): boolean => voucherHere(voucherId) === amount;

/** Until the right's last day, whoever has it or may open it can be asked for it; then it is over, and what did not come is a loss. */
const mayStillBeUsed = (sale: OriginalSale, day: Day): boolean =>
  sale.total.minor > 0 && day <= addDays(sale.day, refundDays);

/** Points that became a voucher come back when it was given back unused; else they are owed or let go. */
function memberUnits(
  sale: OriginalSale,
  ends: Stretch,
  about: SettlingCase,
  lost: readonly LostReach[],
): UnitMoves[] {
  const { purse, policy, day } = about;
  const { walletId, awards } = sale;
  if (walletId === null) return [];
  const burns = sale.burns.filter(({ holder }) => holder === walletHolder(walletId));
  const gone = lostValue(lost);
  const names = [...awards, ...burns, ...sale.exchanges, ...gone].map(({ unit }) => unit);
  return [...new Set(names)].sort().map((unit) =>
    reverseUnit({
      unit,
      ...ends,
      totalMinor: sale.total.minor,
      awards: awards.filter((award) => award.unit === unit),
      burned: burns.filter((burn) => burn.unit === unit).flatMap(({ parts }) => parts),
      exchanges: sale.exchanges.filter(
        (exchange) => exchange.unit === unit && !exchange.risked && liesHere(exchange.voucher, about),
      ),
      lost: gone.filter((one) => one.unit === unit),
      purse: purse(walletId, unit),
      policy,
      debtDrawer: centre,
      debtLot: lotOf(sale.day, null),
      day,
    }),
  );
}

type Settled = Extract<Fact, { type: 'ReversalSettled' }>;

const settledFact = (
  { reversalId, saleId }: WaitingReversal,
  found: Pick<Settled['body'], 'fault' | 'loss'> & Partial<Settled['body']>,
): Settled => ({
  type: 'ReversalSettled',
  body: {
    walletId: null,
    refunded: [],
    clawed: [],
    debts: [],
    given: [],
    ...found,
    reversalId,
    saleId,
  },
});

function takeFirst(parts: readonly Part[], amount: number): Part[] {
  let left = amount;
  return parts.flatMap(({ lot, amount: held }) => {
    const part = Math.min(held, left);
    left -= part;
    return part > 0 ? [{ lot, amount: part }] : [];
  });
}
