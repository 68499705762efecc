import { ok, refuse, type Result } from '../base/result.ts';
import type { Fact } from '../ledger/events.ts';
import type { Holder } from '../ledger/holder.ts';
import { lotOf, sumOf, type Part, type Unit } from '../ledger/posting.ts';
import { walletHolder, type WalletId } from '../members/wallet.ts';
import { sendOwed } from './repay-debts.ts';
import type { OriginalSale, SaleVoucher } from './reverse-original.ts';
import { othersFacts } from './reverse-others.ts';
import type { ReversalRefusal } from './reverse-refusal.ts';
import type { KnownCase } from './reverse-case.ts';
import { lessenClaim } from './reverse-claim.ts';
import { givenToCards, takeBackLoads } from './reverse-gift.ts';
import {
  isHad,
  lostFact,
  lostReaches,
  lostValue,
  lostVouchers,
  takenFor,
  type LostReach,
} from './reverse-reached.ts';
import { givenBetween, givenSoFar, isCard, moneyOf, piecesOf, type Stretch } from './reverse-share.ts';
import { keptSteps, stepsNotTaken, stepsOf, type ReversalMoves } from './reverse-steps.ts';
import { reverseUnit, type UnitMoves } from './reverse-unit.ts';

/** What moves when a sale goes from one reversed amount to a larger one, beside the right that pays for it. */
export function reversalFacts(
  reversalId: string,
  known: KnownCase,
  fromMinor: number,
  toMinor: number,
): Result<{ facts: Fact[]; moves: ReversalMoves }, ReversalRefusal> {
  const { sale } = known;
  const { currency, minor: totalMinor } = sale.total;
  const ends = { fromMinor, toMinor };
  const about = { saleId: sale.saleId, reversalId };
  const missed = lostWith(known, ends);
  const lost = missed.filter(
    (one) =>
      !isHad(
        one,
        ({ voucherId, amount }) => known.voucherHere(voucherId) === amount || known.voucherVoided(voucherId),
      ),
  );
  const units = sale.walletId === null ? [] : memberUnits(known, sale.walletId, ends, lost);
  const short = units.find(({ missing }) => missing > 0);
  if (short) return refuse({ code: 'REFUND_OVERDRAWS', unit: short.unit, missing: short.missing });
  const whole = toMinor === totalMinor;
  const others = otherBurns(sale, ends);
  const gifts = takeGifts(known, [...(whole ? sale.gifts : []), ...lostVouchers(lost)]);
  const restored = whole ? sale.redeemed : [];
  const owed = giftDebts(known, gifts.kept);
  if (!owed.ok) return owed;
  const emptied = takeBackLoads(sale, reversalId, ends, known.loadLeft);
  if (!emptied.ok) return emptied;
  const lessened = lessenClaim(sale, reversalId, ends, known);
  if (!lessened.ok) return lessened;
  const voided = [...units.flatMap((moves) => moves.voided), ...gifts.voided];
  const given = [...others, ...units.map((moves) => givenOf(sale, moves))].filter(
    ({ parts }) => parts.length > 0,
  );
  const facts: Fact[] = [
    ...emptied.value,
    ...lessened.value,
    ...takenFor(lost, units).map((one) => lostFact(one, { walletId: sale.walletId ?? '', ...about })),
    ...restored.map((voucher) => restoredFact(voucher, about)),
    ...voided.map((voucher) => voidedFact(voucher, sale.saleId)),
    ...given.map((body): Fact => ({ type: 'ValueGivenBack', body: { ...body, ...about } })),
    ...[...units, ...owed.value].flatMap((moves) => memberFacts(sale, moves, about)),
    ...othersFacts(sale, reversalId, ends, { ...known, drawer: known.till, policy: known.policy.debt }),
  ];
  const isGone = ({ voucherId }: SaleVoucher) =>
    known.voucherVoided(voucherId) || voided.some((one) => one.voucherId === voucherId);
  const money = moneyOf(sale, ends);
  return ok({
    facts,
    moves: {
      money: { minor: money, currency },
      provisional: false,
      left: { minor: totalMinor - toMinor, currency },
      steps: [
        ...stepsOf(facts, sale),
        ...(whole ? stepsNotTaken(sale, isGone) : []),
        ...keptSteps(lostVouchers(missed).filter((voucher) => !isGone(voucher))),
      ],
    },
  });
}

/** What the member had reached and misses with this: hardly any sale counts for anything, and then nobody is asked. */
const lostWith = ({ sale, member }: KnownCase, ends: Stretch): LostReach[] =>
  sale.walletId !== null && sale.countsFor ? lostReaches(sale, ends, member(sale.walletId)) : [];

/** Unit by unit, what the sale's own member gains and loses. */
function memberUnits(
  known: KnownCase,
  walletId: WalletId,
  ends: Stretch,
  lost: readonly LostReach[],
): UnitMoves[] {
  const { sale, till, day, policy, purse, voucherHere } = known;
  const wallet = walletHolder(walletId);
  const burnsOf = sale.burns.filter(({ holder }) => holder === wallet);
  const gone = lostValue(lost);
  const names = [...sale.awards, ...burnsOf, ...sale.exchanges, ...gone].map(({ unit }) => unit);
  return [...new Set(names)].sort().map((unit) =>
    reverseUnit({
      unit,
      ...ends,
      totalMinor: sale.total.minor,
      awards: sale.awards.filter((award) => award.unit === unit),
      burned: burnsOf.filter((burn) => burn.unit === unit).flatMap(({ parts }) => parts),
      exchanges: sale.exchanges.filter(
        ({ unit: spent, voucher, risked }) =>
          spent === unit && !risked && voucherHere(voucher.voucherId) === voucher.amount,
      ),
      lost: gone.filter((one) => one.unit === unit),
      purse: purse(walletId, unit),
      policy: policy.debt,
      debtDrawer: till,
      debtLot: lotOf(sale.day, null),
      day,
    }),
  );
}

/** What was used up of others than the member: a gift card's money, a campaign's uses. */
export const otherBurns = (sale: OriginalSale, ends: Stretch): Given[] =>
  piecesOf(ends).flatMap((piece) => otherBurnsOf(sale, piece));

function otherBurnsOf(sale: OriginalSale, { fromMinor, toMinor }: Stretch): Given[] {
  const totalMinor = sale.total.minor;
  const others = sale.burns
    .filter((burn) => !isCard(burn))
    .filter(({ holder }) => sale.walletId === null || holder !== walletHolder(sale.walletId))
    .map(({ holder, unit, parts }) => {
      const [burned, share] = [sumOf(parts), { totalMinor }];
      const from = fromMinor === toMinor ? 0 : givenSoFar(burned, { ...share, reversedMinor: fromMinor });
      const to = givenSoFar(burned, { ...share, reversedMinor: toMinor });
      return { holder, unit, parts: givenBetween(parts, from, to) };
    });
  return [...others, ...givenToCards(sale, { fromMinor, toMinor })];
}

interface Given {
  holder: Holder;
  unit: Unit;
  parts: Part[];
}

const givenOf = ({ walletId }: OriginalSale, { unit, given }: UnitMoves): Given => ({
  holder: walletHolder(walletId ?? ''),
  unit,
  parts: given,
});

/** Vouchers given for the sale: those still here are taken back, the others were used. */
function takeGifts(
  { voucherHere }: KnownCase,
  gifts: readonly SaleVoucher[],
): { voided: SaleVoucher[]; kept: SaleVoucher[] } {
  const isHere = ({ voucherId, amount }: SaleVoucher) => voucherHere(voucherId) === amount;
  return { voided: gifts.filter(isHere), kept: gifts.filter((gift) => !isHere(gift)) };
}

/** A money voucher that was given for the sale and used since is owed by the member, if the owner lets members owe; one that was voided was not used. */
function giftDebts(
  { sale, policy, voucherVoided }: KnownCase,
  kept: readonly SaleVoucher[],
): Result<UnitMoves[], ReversalRefusal> {
  const money = kept.filter(({ voucherId, unit }) => unit.startsWith('credit:') && !voucherVoided(voucherId));
  const first = money[0];
  if (!first || sale.walletId === null) return ok([]);
  const amount = sumOf(money);
  if (policy.debt === 'refuse')
    return refuse({ code: 'REFUND_OVERDRAWS', unit: first.unit, missing: amount });
  const [debt, forgiven] = policy.debt === 'debt' ? [amount, 0] : [0, amount];
  return ok([
    { unit: first.unit, given: [], clawed: [], debt, forgiven, repaid: [], sent: [], voided: [], missing: 0 },
  ]);
}

interface About {
  saleId: string;
  reversalId: string;
}

function memberFacts(sale: OriginalSale, moves: UnitMoves, about: About): Fact[] {
  const { walletId } = sale;
  if (walletId === null) return [];
  const { unit, clawed: parts, debt, forgiven } = moves;
  const taken = sumOf(parts) + debt + forgiven;
  const back = { walletId, unit, parts, debt, debtLot: lotOf(sale.day, null), forgiven, ...about };
  return [
    ...(taken > 0 ? [{ type: 'ValueClawedBack', body: back } as const] : []),
    ...moves.repaid.map((one): Fact => ({
      type: 'DebtRepaid',
      body: { walletId, unit, parts: one.parts, debtLot: one.debt.lot },
    })),
    ...(moves.sent.length > 0 ? [sendOwed(walletId, unit, moves.sent)] : []),
  ];
}

/** A voucher that a sale used is good again. */
export const restoredFact = ({ voucherId, unit, amount, lot }: SaleVoucher, about: About): Fact => ({
  type: 'VoucherRestored',
  body: { voucherId, unit, amount, lot, ...about },
});

/** A voucher that a sale made, and nobody used, is taken back. */
export const voidedFact = ({ voucherId, unit, amount, lot }: SaleVoucher, saleId: string): Fact => ({
  type: 'VoucherVoided',
  body: { voucherId, unit, amount, lot, saleId, because: 'sale-reversed' },
});
