import { addDays } from '#shared/base/business-time.ts';
import { centre } from '#shared/ledger/drawer.ts';
import { debtHolder, saleHolder } from '#shared/ledger/holder.ts';
import { sumOf } from '#shared/ledger/posting.ts';
import { claimHolder, giftCardHolder, voucherHolder, walletHolder } from '#shared/members/wallet.ts';
import { readEntries } from '#shared/projections/fold.ts';
import { ShopSettings } from '#shared/settings/shop-settings.ts';
import type { Row } from '#shared/projections/projection.ts';
import type { HeldLot } from '#shared/sync/free-lots.ts';
import type { Want } from '#shared/sync/protocol.ts';
import type { MirroredLot } from '#shared/sync/recall.ts';
import { toTakeOrOwe } from '#shared/sync/barrier.ts';
import {
  isAwaited,
  settleReversal,
  unknownAfterDays,
  type WaitingReversal,
} from '#shared/sync/settle-reversal.ts';
import { thereToTake } from '#shared/visit/ask-programs.ts';
import { notYetOwed } from '#shared/visit/repay-debts.ts';
import { refundDays } from '#shared/visit/reverse-case.ts';
import { asClaimed } from '#shared/visit/reverse-claim.ts';
import { originalSaleOf, type OriginalSale } from '#shared/visit/reverse-original.ts';
import { lostVouchers } from '#shared/visit/reverse-reached.ts';
import type { Stretch } from '#shared/visit/reverse-share.ts';
import { today, type CentreMachine } from './centre-machine.ts';
import { logOf, type CentreState } from './centre-state.ts';
import { forgottenGrants } from './memory-grants.ts';
import { memberProgress } from './memory-progress.ts';
import { placeOfSale, stretchFrom } from './memory-sales.ts';
import { appendOwn } from './write-log.ts';

const atOnce = 200;

/** Refunds that were paid without the right to them and that the centre has not settled, the oldest first. */
export function waitingReversals(state: CentreState): WaitingReversal[] {
  return [...(state.tables.get('reversals')?.values() ?? [])]
    .map(({ row }) => row)
    .filter((row) => row['provisional'] === 1 && row['settled'] === null)
    .map((row) => ({
      reversalId: String(row['reversal_id']),
      saleId: String(row['sale_id']),
      amount: { minor: Number(row['amount']), currency: String(row['currency']) },
      moneyBackMinor: moneyBackOf(state, row),
      day: String(row['day']),
      heard: today({ now: () => heardAtMs(state, row) }),
    }))
    .sort((a, b) => (`${a.day} ${a.reversalId}` < `${b.day} ${b.reversalId}` ? -1 : 1));
}

/** Settles those whose right lies here, or that have waited long enough, as `central/store/settle-reversals.ts` does. */
export function settleReversals(state: CentreState, machine: CentreMachine, transaction: number): number {
  const day = today(machine);
  let written = 0;
  for (const waiting of waitingReversals(state)
    .filter((one) => isDue(state, one, day))
    .slice(0, atOnce))
    written += settleOne(state, machine, waiting, transaction);
  return written;
}

function isDue(state: CentreState, { saleId, heard }: WaitingReversal, day: string): boolean {
  if (heard < addDays(day, -refundDays)) return true;
  if (heard <= addDays(day, -unknownAfterDays) && !placeOfSale(state, saleId)) return true;
  return isOpened(state, saleId) && !liesAway(state, saleId);
}

function moneyBackOf(state: CentreState, row: Row): number {
  const told = logOf(state, String(row['writer'])).envelopes[Number(row['seq']) - 1];
  const [entry] = readEntries(told ? [told] : []);
  const back = entry?.fact.type === 'SaleReversed' ? entry.fact.body.moneyBackMinor : undefined;
  return back ?? Number(row['amount']);
}

const heardAtMs = (state: CentreState, row: Row): number =>
  logOf(state, String(row['writer'])).receivedAtMs[Number(row['seq']) - 1] ?? 0;

/** Lots by their holder, without looking at all of them once for each. */
const lotsOf = (state: CentreState, holders: readonly string[]): MirroredLot[] =>
  [...(state.tables.get('balances')?.values() ?? [])]
    .map(({ row }) => row)
    .filter((row) => holders.includes(String(row['holder'])))
    .map((row) => ({
      holder: String(row['holder']),
      unit: String(row['unit']),
      drawer: String(row['drawer']),
      lot: String(row['lot']),
      amount: Number(row['amount']),
    }))
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));

const keyOf = ({ holder, unit, drawer, lot }: HeldLot & { drawer: string }): string =>
  JSON.stringify([holder, unit, drawer, lot]);

const isOpened = (state: CentreState, saleId: string): boolean =>
  lotsOf(state, [saleHolder(saleId)]).length > 0;

const liesAway = (state: CentreState, saleId: string): boolean =>
  lotsOf(state, [saleHolder(saleId)]).some(({ drawer, amount }) => drawer !== centre && amount > 0);

/** A sale as its till's log has it; undefined while no till has told of it. */
function saleOf(state: CentreState, saleId: string): OriginalSale | undefined {
  const place = placeOfSale(state, saleId);
  const envelopes = place ? stretchFrom(state, place) : [];
  const [first] = envelopes;
  if (!first) return undefined;
  const facts = readEntries(envelopes).map(({ fact }) => fact);
  return originalSaleOf(facts, { till: first.writer, day: first.day });
}

/** The vouchers that a sale made and the cards it loaded, as far as they lie with us or with tills in use. */
function madeBy(state: CentreState, { exchanges, gifts, loads }: OriginalSale): MirroredLot[] {
  const vouchers = [...exchanges.map(({ voucher }) => voucher), ...gifts];
  const holders = [
    ...vouchers.map(({ voucherId }) => voucherHolder(voucherId)),
    ...loads.map(({ giftCardId }) => giftCardHolder(giftCardId)),
  ];
  return lyingOf(state, holders);
}

/** What lies with us, or with tills in use that may still give it back. */
const lyingOf = (state: CentreState, holders: readonly string[]): MirroredLot[] =>
  lotsOf(state, holders).filter(
    ({ drawer, amount }) => amount > 0 && (drawer === centre || isOfTillInUse(state, drawer)),
  );

/** What is left of a receipt that nobody claimed, in whatever drawer. */
const receiptOf = (state: CentreState, { claim, walletId }: OriginalSale): MirroredLot[] =>
  claim && walletId === null
    ? lotsOf(state, [claimHolder(claim.claimId)]).filter(({ amount }) => amount > 0)
    : [];

/** The same with whoever claimed its receipt. */
function claimedSale(state: CentreState, sale: OriginalSale | undefined): OriginalSale | undefined {
  if (!sale?.claim) return sale;
  const claimedBy = state.tables.get('claims')?.get(JSON.stringify([sale.claim.claimId]))?.row['claimed_by'];
  return asClaimed(sale, claimedBy ? String(claimedBy) : null);
}

/** Also what is on the way to a till: it may have taken it in already. */
function isOfTillInUse(state: CentreState, drawer: string): boolean {
  const till = drawer.replace('transit:', '');
  return state.logs.has(till) && logOf(state, till).state === 'active';
}

function settleOne(
  state: CentreState,
  machine: CentreMachine,
  waiting: WaitingReversal,
  transaction: number,
): number {
  const { saleId } = waiting;
  const day = today(machine);
  const sale = claimedSale(state, saleOf(state, saleId));
  const right = lotsOf(state, [saleHolder(saleId)]);
  const made = sale ? madeBy(state, sale) : [];
  const receipt = sale ? receiptOf(state, sale) : [];
  const member =
    sale?.walletId && sale.countsFor
      ? memberProgress(state, sale.walletId)
      : { reached: [], counted: () => [] };
  const prizes = lostVouchers(member.reached.map((reached) => ({ reached, atMinor: 0 })));
  const prizesLying = lyingOf(
    state,
    prizes.map(({ voucherId }) => voucherHolder(voucherId)),
  );
  const here = [...made, ...prizesLying].filter(({ drawer }) => drawer === centre);
  const forgotten = state.uncovered ? forgottenGrants(state) : [];
  const facts = settleReversal(waiting, {
    sale,
    taken: takenOf(state, saleId),
    member,
    right: {
      opened: right.length > 0,
      here: right.filter(({ drawer, amount }) => drawer === centre && amount > 0),
      elsewhereMinor: sumOf(right.filter(({ drawer }) => drawer !== centre)),
    },
    purse(walletId, unit) {
      const lots = lotsOf(state, [walletHolder(walletId)]);
      const mine = lots.filter((lot) => lot.unit === unit && lot.drawer === centre && lot.amount > 0);
      const now = toTakeOrOwe(mine, forgotten);
      const others = lots.filter(({ drawer }) => drawer !== centre);
      const debts = lotsOf(state, [debtHolder(walletId)]).filter((debt) => debt.unit === unit);
      const elsewhere = notYetOwed(thereToTake([...others, ...now.owed], unit, day), debts);
      return { lots: now.lots, debts: [], elsewhere };
    },
    voucherHere: (voucherId) => sumOf(here.filter(({ holder }) => holder === voucherHolder(voucherId))),
    claimHere: (claimId, unit) =>
      sumOf(
        receipt.filter(
          (one) => one.holder === claimHolder(claimId) && one.unit === unit && one.drawer === centre,
        ),
      ),
    claimAway: receipt.some(({ drawer }) => drawer !== centre),
    loadLeft: ({ giftCardId, unit, lot }) =>
      sumOf(
        here.filter(
          (one) => one.holder === giftCardHolder(giftCardId) && one.unit === unit && one.lot === lot,
        ),
      ),
    vouchersAway: made.some((voucher) => isAwaited(voucher, day)),
    policy: ShopSettings.parse({}).drawers.debt,
    day,
  });
  appendOwn(state, machine, facts, transaction);
  return facts.length;
}

/** What other refunds took of a sale: tills', and then the centre's in their order. */
const takenOf = (state: CentreState, saleId: string): Stretch[] =>
  [...(state.tables.get('reversals')?.values() ?? [])]
    .map(({ row }) => row)
    .filter((row) => row['sale_id'] === saleId && Number(row['taken']) > 0 && row['taken_from'] !== null)
    .sort((a, b) => Number(a['settled_seq'] ?? 0) - Number(b['settled_seq'] ?? 0))
    .map((row) => ({
      fromMinor: Number(row['taken_from']),
      toMinor: Number(row['taken_from']) + Number(row['taken']),
    }));

/** Which rights to refund are missed, and which vouchers of those sales; as the real centre's `awaitedRefunds`. */
export function awaitedRefunds(state: CentreState): { any: boolean; wants: Want[]; behind: null } {
  const sums = new Map<string, { saleId: string; currency: string; amount: number }>();
  for (const { saleId, amount } of waitingReversals(state)) {
    const key = `${saleId} ${amount.currency}`;
    const before = sums.get(key)?.amount ?? 0;
    sums.set(key, { saleId, currency: amount.currency, amount: before + amount.minor });
  }
  const wants: Want[] = [];
  for (const { saleId, currency, amount } of [...sums.values()].sort((a, b) =>
    a.saleId < b.saleId ? -1 : 1,
  )) {
    const sale = claimedSale(state, saleOf(state, saleId));
    if (!sale) continue;
    if (!isOpened(state, saleId) || liesAway(state, saleId))
      wants.push({ holder: saleHolder(saleId), unit: `refund:${currency}`, amount });
    for (const { holder, unit, drawer, amount: held } of [...madeBy(state, sale), ...receiptOf(state, sale)])
      if (drawer !== centre) wants.push({ holder, unit, amount: held });
  }
  // No world has more than the real one tells at a time.
  return { any: sums.size > 0, wants, behind: null };
}
