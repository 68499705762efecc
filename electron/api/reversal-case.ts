import { businessDay } from '#shared/base/business-time.ts';
import { sumOf } from '#shared/ledger/posting.ts';
import { voucherHolder, walletHolder } from '#shared/members/wallet.ts';
import { readEntries, type Entry } from '#shared/projections/fold.ts';
import type { ShopSettings } from '#shared/settings/shop-settings.ts';
import { reachable } from '#shared/visit/award.ts';
import { refundDays, type ReversalCase } from '#shared/visit/reverse-case.ts';
import { originalSaleOf, type OriginalSale } from '#shared/visit/reverse-original.ts';
import type { Store } from '#electron/store/store.ts';

/** More facts than one sale brings about: programs make at most twenty exchanges of three facts each. */
const factsOfASale = 200;

/** A sale of this till as its log has it: what it brought about, and when. */
export interface SaleInLog {
  sale: OriginalSale;
  soldAtMs: number;
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

/** Everything that a decision about taking a sale back asks, read of one moment. */
export function reversalCase(
  saleId: string,
  nowMs: number,
  store: Store,
  settings: ShopSettings,
): ReversalCase {
  const { look, writer: till } = store;
  const day = businessDay(nowMs, settings);
  const right = look.refundRight(saleId);
  const earlier = look.reversalsOf(saleId);
  const provisional = earlier.filter((one) => one.provisional === 1);
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
    },
    sale: ownSale(saleId, store)?.sale,
    right: {
      opened: right !== undefined,
      here: (right ?? []).filter(({ drawer }) => drawer === till),
      elsewhere: (right ?? []).filter(({ drawer }) => drawer !== till),
    },
    earlier: {
      provisionalMinor: provisional.reduce((sum, { amount }) => sum + amount, 0),
      voided: earlier.some((one) => one.provisional === 0),
    },
    purse(walletId, unit) {
      const lots = look.lots(walletId).filter((lot) => lot.unit === unit);
      return {
        lots: look.drawerLots(walletHolder(walletId), unit),
        debts: look
          .debts(walletId)
          .filter((debt) => debt.unit === unit)
          .map(({ drawer, lot, amount }) => ({ drawer, lot, amount: -amount })),
        elsewhere: reachable(
          lots.filter(({ drawer }) => drawer !== till),
          unit,
          day,
        ),
      };
    },
    voucherHere: (voucherId) =>
      sumOf(look.heldBy(voucherHolder(voucherId)).filter(({ drawer }) => drawer === till)),
    voucherVoided: (voucherId) => Boolean(look.voucher(voucherId)?.voidedAtMs),
    tillName: (writer) => look.tills().find((one) => one.writer === writer)?.name ?? writer,
  };
}
