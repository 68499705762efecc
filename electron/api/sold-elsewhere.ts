import { Trouble } from '#shared/base/trouble.ts';
import type { Envelope } from '#shared/ledger/envelope.ts';
import { saleHolder } from '#shared/ledger/holder.ts';
import { sumOf } from '#shared/ledger/posting.ts';
import { claimHolder, giftCardHolder, voucherHolder, walletHolder } from '#shared/members/wallet.ts';
import { readEntries } from '#shared/projections/fold.ts';
import type { Want } from '#shared/sync/protocol.ts';
import type { OriginalSale } from '#shared/visit/reverse-original.ts';
import type { Store } from '#electron/store/store.ts';
import {
  saleAsNow,
  earlierReversals,
  ownSale,
  saleOf,
  type PastReversal,
  type SoldElsewhere,
} from './reversal-case.ts';

/** The way to the centre, for as long as a customer waits. */
export interface AskElsewhere {
  isOnline(): boolean;
  sale(saleId: string, signal: AbortSignal): Promise<Envelope[]>;
  rights(wants: readonly Want[], signal: AbortSignal): Promise<unknown>;
  patience(): AbortSignal;
}

/** How many sales of others are remembered, so that one that was looked at can still be told when the line breaks. */
const mostRemembered = 50;

/**
 * Fetches what taking a sale back needs and does not lie here: what others know of it, the right to refund it, and what it earned.
 * When nobody answers, what lies here has to do.
 */
export function createFetchSale(store: Store, ask: AskElsewhere) {
  const remembered = new Map<string, SoldElsewhere>();
  const tell = async (saleId: string, signal: AbortSignal): Promise<SoldElsewhere> => {
    const told = readSale(saleId, await ask.sale(saleId, signal), store);
    remembered.delete(saleId);
    remembered.set(saleId, told);
    for (const oldest of remembered.keys()) if (remembered.size > mostRemembered) remembered.delete(oldest);
    return told;
  };
  const fetch = async (saleId: string, signal: AbortSignal): Promise<void> => {
    const told = await tell(saleId, signal);
    const sale = saleAsNow(ownSale(saleId, store)?.sale ?? told.sale, store);
    if (!sale) return;
    const wants = wantsFor(sale, missingRight(sale, store, told), store);
    if (wants.length === 0) return;
    await ask.rights(wants, signal);
    // Whoever gave the right back may have taken back a part of the sale a moment before.
    if (missingRight(sale, store, told) > 0) await tell(saleId, signal);
  };
  return async (saleId: string): Promise<SoldElsewhere | undefined> => {
    if (ask.isOnline() && store.standing.state() === 'sound' && !isAllHere(saleId, store)) {
      await fetch(saleId, ask.patience()).catch((error: unknown) => {
        if (!(error instanceof Trouble)) throw error;
      });
    }
    return remembered.get(saleId);
  };
}

/** A sale of this till whose right nobody else ever had, or has now, and what it put on gift cards likewise. */
function isAllHere(saleId: string, store: Store): boolean {
  const sale = saleAsNow(ownSale(saleId, store)?.sale, store);
  if (
    !sale ||
    wantsForClaim(sale, store).length > 0 ||
    wantsForLoads(sale, store).length > 0 ||
    prizesAway(sale, store).length > 0
  )
    return false;
  return store.look.refundRight(saleId) === undefined || missingRight(sale, store) === 0;
}

/** Vouchers of challenges that this sale counted for, as far as they may lie with another till: they may have to be taken back. */
function prizesAway({ saleId, walletId, countsFor }: OriginalSale, { look, writer }: Store): Want[] {
  if (walletId === null || !countsFor) return [];
  const member = look.memberFacts(walletId);
  return member.reached.flatMap(({ programId, needs, prize }): Want[] => {
    const voucher = prize?.voucherId ? look.voucher(prize.voucherId) : undefined;
    if (!needs || !voucher || voucher.drawer === writer || voucher.redeemedAtMs !== null) return [];
    const counts = member.counted(programId, needs.period).some((one) => one.saleId === saleId);
    const { voucherId, unit, amount } = voucher;
    return counts ? [{ holder: voucherHolder(voucherId), unit, amount }] : [];
  });
}

function missingRight({ saleId, total }: OriginalSale, store: Store, told?: SoldElsewhere): number {
  const taken = earlierReversals(saleId, store, told).reduce((sum, one) => sum + one.taken, 0);
  return Math.max(0, total.minor - taken - sumOf(rightHere(saleId, total.currency, store)));
}

const rightHere = (saleId: string, currency: string, { look }: Store) =>
  look.drawerLots(saleHolder(saleId), `refund:${currency}`);

/** The right itself, the points to be clawed back, and the vouchers to be voided, as far as they do not lie here. */
function wantsFor(sale: OriginalSale, missing: number, store: Store): Want[] {
  const { look } = store;
  const { saleId, total, walletId, awards, gifts, exchanges } = sale;
  const others = [...wantsForLoads(sale, store), ...wantsForClaim(sale, store), ...prizesAway(sale, store)];
  if (missing === 0) return others;
  const wants: Want[] = [{ holder: saleHolder(saleId), unit: `refund:${total.currency}`, amount: missing }];
  const add = (holder: string, unit: string, amount: number) => {
    const short = amount - sumOf(look.drawerLots(holder, unit));
    if (short > 0) wants.push({ holder, unit, amount: short });
  };
  if (walletId !== null)
    for (const unit of new Set(awards.map((award) => award.unit))) {
      const earned = sumOf(awards.filter((award) => award.unit === unit));
      const short = earned - sumOf(look.walletLots(walletId, unit));
      if (short > 0) wants.push({ holder: walletHolder(walletId), unit, amount: short });
    }
  for (const { voucherId, unit, amount } of [...gifts, ...exchanges.map(({ voucher }) => voucher)])
    add(voucherHolder(voucherId), unit, amount);
  return [...wants, ...others];
}

/** The money that a sale put on gift cards, as far as it does not lie here: it was spent, or somebody may still give it. */
const wantsForLoads = ({ loads }: OriginalSale, { look }: Store): Want[] =>
  loads.flatMap(({ giftCardId, unit, amount }) => {
    const holder = giftCardHolder(giftCardId);
    const short = amount - sumOf(look.drawerLots(holder, unit));
    return short > 0 ? [{ holder, unit, amount: short }] : [];
  });

/** What its receipt still brings, as far as it does not lie here and nobody claimed it. */
function wantsForClaim({ claim, walletId }: OriginalSale, { look, writer }: Store): Want[] {
  if (!claim || walletId !== null) return [];
  const holder = claimHolder(claim.claimId);
  const units = new Set(claim.value.map(({ unit }) => unit));
  const left = look.heldBy(holder).filter(({ amount }) => amount > 0);
  if (left.length === 0 && look.claim(claim.claimId)?.lessened) return [];
  // It moves whole: what lies here lies nowhere else, whatever we were told before.
  const lying = new Set(left.flatMap(({ drawer, unit }) => (drawer === writer ? unit : [])));
  return [...units]
    .filter((unit) => !lying.has(unit))
    .map((unit) => {
      const away = left.filter((lot) => lot.unit === unit);
      return { holder, unit, amount: sumOf(away) || sumOf(claim.value.filter((one) => one.unit === unit)) };
    });
}

/** Reads what the centre told: the sale as its till wrote it, and what became of it. */
function readSale(saleId: string, envelopes: readonly Envelope[], store: Store): SoldElsewhere {
  const entries = readEntries(envelopes);
  const [first] = entries.filter(({ fact }) => fact.type === 'SaleRecorded' && fact.body.saleId === saleId);
  const behind = entries
    .filter(
      ({ envelope }) =>
        first && envelope.writer === first.envelope.writer && envelope.seq >= first.envelope.seq,
    )
    .sort((a, b) => a.envelope.seq - b.envelope.seq)
    .filter(({ envelope }, index) => envelope.seq === (first?.envelope.seq ?? 0) + index);
  const settled = new Map(
    entries.flatMap(({ fact }) =>
      fact.type === 'ReversalSettled'
        ? [
            [
              fact.body.reversalId,
              fact.body.refunded.reduce((sum, { parts }) => sum + sumOf(parts), 0),
            ] as const,
          ]
        : [],
    ),
  );
  return {
    sale: saleOf(behind, store)?.sale,
    reversals: entries.flatMap(({ fact }): PastReversal[] => {
      if (fact.type !== 'SaleReversed' || fact.body.saleId !== saleId) return [];
      const { reversalId, amount, parts, provisional } = fact.body;
      const answer = settled.get(reversalId);
      const taken = answer ?? sumOf(parts);
      return [{ reversalId, amount: amount.minor, provisional, taken, settled: answer !== undefined }];
    }),
  };
}
