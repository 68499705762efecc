import { businessDay } from '#shared/base/business-time.ts';
import { centre } from '#shared/ledger/drawer.ts';
import { saleHolder } from '#shared/ledger/holder.ts';
import { sumOf } from '#shared/ledger/posting.ts';
import { claimHolder, giftCardHolder, voucherHolder, walletHolder } from '#shared/members/wallet.ts';
import { readEntries, type Entry } from '#shared/projections/fold.ts';
import type { ShopSettings } from '#shared/settings/shop-settings.ts';
import { thereToTake } from '#shared/visit/ask-programs.ts';
import { refundDays, type ReversalCase } from '#shared/visit/reverse-case.ts';
import { asClaimed } from '#shared/visit/reverse-claim.ts';
import { asReplaced } from '#shared/visit/reverse-gift.ts';
import { originalSaleOf, type OriginalSale } from '#shared/visit/reverse-original.ts';
import type { HeldLot } from '#shared/visit/look-up.ts';
import type { Store } from '#electron/store/store.ts';
import { tillName } from '#shared/visit/till-name.ts';

/** More facts than one sale brings about: programs make at most twenty exchanges of three facts each. */
const factsOfASale = 200;

/** A sale of this till as its log has it: what it brought about, and when. */
export interface SaleInLog {
  sale: OriginalSale;
  soldAtMs: number;
}

/** A reversal of a sale, whoever wrote it. */
export interface PastReversal {
  reversalId: string;
  amount: number;
  provisional: boolean;
  /** How much of the right to refund it used up. */
  taken: number;
  settled: boolean;
}

/** What the centre told of a sale. */
export interface SoldElsewhere {
  sale: OriginalSale | undefined;
  reversals: PastReversal[];
}

/** The sale that begins with the first of these entries, with the labels of its vouchers. */
export function saleOf(entries: readonly Entry[], store: Store): SaleInLog | undefined {
  const first = entries[0]?.envelope;
  if (!first) return undefined;
  const facts = entries.map(({ fact }) => fact);
  const sale = originalSaleOf(facts, { till: first.writer, day: first.day });
  if (!sale) return undefined;
  const redeemed = sale.redeemed.map((voucher) => ({
    ...voucher,
    label: store.look.voucher(voucher.voucherId)?.label ?? '',
  }));
  return { sale: { ...sale, redeemed }, soldAtMs: first.at };
}

/** A sale of this till by its id. */
export function ownSale(saleId: string, store: Store): SaleInLog | undefined {
  const seq = store.look.placeOfSale(saleId);
  return seq === undefined ? undefined : saleOf(readEntries(store.ownAfter(seq - 1, factsOfASale)), store);
}

/** A sale with whoever claimed its receipt, and the cards that have its cards' money now, as far as this till heard. */
export function saleAsNow<S extends OriginalSale | undefined>(sale: S, { look }: Store): S {
  if (!sale) return sale;
  const claimedBy = sale.claim ? (look.claim(sale.claim.claimId)?.claimedBy ?? null) : null;
  return asReplaced(asClaimed(sale, claimedBy), look.giftCardNow) as S;
}

/** Everything that a decision about taking a sale back asks, read of one moment. */
export function reversalCase(
  saleId: string,
  nowMs: number,
  store: Store,
  settings: ShopSettings,
  elsewhere?: SoldElsewhere,
): ReversalCase {
  const { look, writer: till } = store;
  const day = businessDay(nowMs, settings);
  const right = look.refundRight(saleId);
  const sale = saleAsNow(ownSale(saleId, store)?.sale ?? elsewhere?.sale, store);
  const earlier = earlierReversals(saleId, store, elsewhere);
  const provisional = earlier.filter((one) => one.provisional);
  const takenMinor = sum(earlier.map(({ taken }) => taken));
  const here = (right ?? []).filter(({ drawer }) => drawer === till);
  // What others did may be old news; what is used up and what lies here are not. Together they may be all there is.
  const whole = sale !== undefined && sumOf(here) + takenMinor === sale.total.minor;
  const gaveTo = new Set(sale ? [sale.walletId, ...sale.othersAwards.map(({ walletId }) => walletId)] : []);
  return {
    till,
    day,
    currency: settings.currency,
    policy: {
      debt: settings.drawers.debt,
      refundDays,
      // What may be risked for one unknown customer is what may be risked for a known one.
      unknownSaleMinor:
        settings.drawers.offline.default === 'bounded' ? settings.drawers.limits.perMemberMinor : 0,
      riskPerTillMinor: settings.drawers.limits.perTillMinor,
    },
    sale,
    right: {
      opened: right !== undefined || takenMinor > 0,
      here,
      elsewhere: whole ? [] : lyingElsewhere(right ?? [], sale, till),
    },
    earlier: {
      takenMinor,
      provisionalMinor: sum(provisional.map(({ amount }) => amount)),
      awaitedMinor: sum(provisional.map(({ amount, settled }) => (settled ? 0 : amount))),
      riskedTodayMinor: look.riskTaken(day, saleHolder(saleId)).tillMinor,
      voided: earlier.some((one) => !one.provisional),
    },
    purse(walletId, unit) {
      // Where the sale gave to two wallets of one member, each answers for itself: together they would be asked twice.
      const alone = look.walletsOf(walletId).filter((one) => gaveTo.has(one)).length < 2;
      const all = alone ? look.lots(walletId) : look.heldBy(walletHolder(walletId));
      const lots = all.filter((lot) => lot.unit === unit);
      return {
        lots: lots.filter(({ drawer, amount }) => drawer === till && amount > 0),
        debts: look
          .debts(walletId)
          .filter((debt) => debt.unit === unit)
          .map(({ drawer, lot, amount }) => ({ drawer, lot, amount: -amount })),
        elsewhere: thereToTake(
          lots.filter(({ drawer }) => drawer !== till),
          unit,
          day,
        ),
      };
    },
    member: (walletId) => look.memberFacts(walletId),
    voucherHere: (voucherId) =>
      sumOf(look.heldBy(voucherHolder(voucherId)).filter(({ drawer }) => drawer === till)),
    loadLeft: ({ giftCardId, unit, lot }) =>
      sumOf(look.drawerLots(giftCardHolder(giftCardId), unit).filter((one) => one.lot === lot)),
    claimHere: (claimId, unit) => sumOf(look.drawerLots(claimHolder(claimId), unit)),
    claimAway: (claimId) =>
      look.heldBy(claimHolder(claimId)).some(({ amount, drawer }) => amount > 0 && drawer !== till),
    voucherVoided: (voucherId) => Boolean(look.voucher(voucherId)?.voidedAtMs),
    tillName: (writer) => tillName(writer, look.tills()),
  };
}

/** Every reversal of a sale that we heard of, from our own log, from the story, or asked for just now. */
export function earlierReversals(saleId: string, { look }: Store, elsewhere?: SoldElsewhere): PastReversal[] {
  const byId = new Map<string, PastReversal>();
  const heard = look
    .reversalsOf(saleId)
    .map((one) => ({ ...one, provisional: one.provisional === 1, settled: one.settled === 1 }));
  for (const one of [...heard, ...(elsewhere?.reversals ?? [])]) {
    const known = byId.get(one.reversalId);
    const [taken, settled] = [Math.max(one.taken, known?.taken ?? 0), one.settled || known?.settled === true];
    const { reversalId, amount, provisional } = one;
    byId.set(reversalId, { reversalId, amount, provisional, taken, settled });
  }
  return [...byId.values()];
}

/** Where the rest of the right lies, as far as we heard; what we did not hear of, or lies on the way, is the selling till's. */
function lyingElsewhere(
  right: readonly HeldLot[],
  sale: OriginalSale | undefined,
  till: string,
): { drawer: string; amount: number }[] {
  const told = right.filter(({ drawer, amount }) => drawer !== till && amount > 0);
  if (told.length > 0 || !sale || (right.length === 0 && sale.till === till))
    return told.map(({ drawer, amount }) => ({
      drawer: drawer === centre || drawer.includes(':') ? (sale?.till ?? drawer) : drawer,
      amount,
    }));
  return sale.till === till ? [] : [{ drawer: sale.till, amount: sale.total.minor }];
}

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
