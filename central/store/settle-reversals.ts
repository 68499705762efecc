import { businessDay } from '#shared/base/business-time.ts';
import { centre } from '#shared/ledger/drawer.ts';
import type { Envelope } from '#shared/ledger/envelope.ts';
import { debtHolder, saleHolder } from '#shared/ledger/holder.ts';
import { sumOf, type Unit } from '#shared/ledger/posting.ts';
import {
  claimHolder,
  giftCardHolder,
  voucherHolder,
  walletHolder,
  type WalletId,
} from '#shared/members/wallet.ts';
import { readEntries } from '#shared/projections/fold.ts';
import { cardIn } from '#shared/projections/gift-cards/gift-cards.projection.ts';
import { ShopSettings } from '#shared/settings/shop-settings.ts';
import type { Want } from '#shared/sync/protocol.ts';
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
import { asReplaced } from '#shared/visit/reverse-gift.ts';
import { lostVouchers } from '#shared/visit/reverse-reached.ts';
import { originalSaleOf, type OriginalSale, type SaleVoucher } from '#shared/visit/reverse-original.ts';
import type { Stretch } from '#shared/visit/reverse-share.ts';
import type { Purse } from '#shared/visit/reverse-unit.ts';
import { memberProgress } from './member-progress.ts';
import { forgottenOf } from './centre-lots.ts';
import { appendOwn, calendarOf, type CentreMachine } from './own-log.ts';
import type { Postgres, Transaction } from './postgres.ts';
import { envelopeColumns } from './stored-envelope.ts';
import { waitingReversals } from './waiting-reversals.ts';

const atOnce = 200;
/** No sale brings about more than this many facts. */
const mostOfOneSale = 200;

/** What was heard later than that has not waited so many days, whatever the calendar. */
const soonestMs = (nowMs: number, days: number): number => nowMs - (days - 1) * 86_400_000;

const waits = 'provisional = 1 AND settled IS NULL';
const opened = "EXISTS (SELECT FROM balances WHERE holder = 'sale:' || reversals.sale_id)";
const away =
  "EXISTS (SELECT FROM balances WHERE holder = 'sale:' || reversals.sale_id AND drawer <> 'centre' AND amount > 0)";

/**
 * Settles the provisional refunds whose right lies here, or that have waited long enough; call with the centre's log locked. One
 * after the other: what one took of a sale's right, the next does not find. Answers how many facts that came to.
 */
export async function settleReversals(tx: Transaction, machine: CentreMachine): Promise<number> {
  const calendar = await calendarOf(tx);
  const nowMs = machine.now();
  let written = 0;
  let behind: Pick<WaitingReversal, 'day' | 'reversalId'> | undefined = { day: '', reversalId: '' };
  // Those that wait for their vouchers stay: behind two hundred of them are others that need not.
  while (behind && written === 0) {
    const waiting: WaitingReversal[] = await waitingReversals(
      tx,
      `FROM reversals JOIN ledger_event USING (writer, seq)
       WHERE ${waits} AND ((${opened} AND NOT ${away}) OR received_at <= $2
         OR (received_at <= $1 AND NOT EXISTS (SELECT FROM sales WHERE sales.sale_id = reversals.sale_id)))
         AND (reversals.day, reversal_id) > ($3, $4)
       ORDER BY reversals.day, reversal_id LIMIT ${atOnce}`,
      [soonestMs(nowMs, unknownAfterDays), soonestMs(nowMs, refundDays), behind.day, behind.reversalId],
    );
    for (const one of waiting) written += await settleOne(tx, machine, one, businessDay(nowMs, calendar));
    behind = waiting.length < atOnce ? undefined : waiting.at(-1);
  }
  return written;
}

/** Settles one of them if it can be; call with the centre's log locked. Answers how many facts that came to. */
export async function settleOne(
  tx: Transaction,
  machine: CentreMachine,
  waiting: WaitingReversal,
  day: string,
): Promise<number> {
  const { saleId } = waiting;
  const sale = await saleAsNow(tx, await saleOf(tx, saleId));
  const right = await rowsOf(tx, saleHolder(saleId));
  const vouchers = sale ? await vouchersOf(tx, sale) : [];
  const receipt = sale ? await receiptOf(tx, sale) : [];
  const [members, debts] = [new Map<WalletId, LotRow[]>(), new Map<WalletId, LotRow[]>()];
  for (const { walletId } of [{ walletId: sale?.walletId }, ...(sale?.othersAwards ?? [])])
    if (walletId && !members.has(walletId)) {
      members.set(walletId, await rowsOf(tx, walletHolder(walletId)));
      debts.set(walletId, await rowsOf(tx, debtHolder(walletId)));
    }
  const forgotten = await forgottenOf(tx, [...members.keys()].map(walletHolder));
  const lotsOfMember = (walletId: WalletId): LotRow[] => members.get(walletId) ?? [];
  const purse = (walletId: WalletId, unit: Unit): Purse => {
    const all = lotsOfMember(walletId).map((lot) => ({ ...lot, holder: walletHolder(walletId) }));
    const here = all.filter((lot) => lot.unit === unit && lot.drawer === centre && lot.amount > 0);
    const { lots, owed } = toTakeOrOwe(here, forgotten);
    const others = all.filter(({ drawer }) => drawer !== centre);
    const known = (debts.get(walletId) ?? []).filter((debt) => debt.unit === unit);
    const elsewhere = notYetOwed(thereToTake([...others, ...owed], unit, day), known);
    // What comes back pays what is owed afterwards, as everything that comes into this drawer does.
    return { lots, debts: [], elsewhere };
  };
  const member =
    sale?.walletId && sale.countsFor
      ? await memberProgress(tx, sale.walletId)
      : { reached: [], counted: () => [] };
  const prizes = lostVouchers(member.reached.map((reached) => ({ reached, atMinor: 0 })));
  const prizesHere = await lyingOf(
    tx,
    prizes.map(({ voucherId }) => voucherHolder(voucherId)),
  );
  const facts = settleReversal(waiting, {
    sale,
    member,
    right: {
      opened: right.length > 0,
      here: right.filter(({ drawer, amount }) => drawer === centre && amount > 0),
      elsewhereMinor: sumOf(right.filter(({ drawer }) => drawer !== centre)),
    },
    taken: await takenOf(tx, saleId),
    purse,
    voucherHere: (voucherId) =>
      sumOf(
        [...vouchers, ...prizesHere].filter(
          (row) => row.holder === voucherHolder(voucherId) && row.drawer === centre,
        ),
      ),
    loadLeft: ({ giftCardId, unit, lot }) =>
      sumOf(
        vouchers.filter(
          (row) =>
            row.holder === giftCardHolder(giftCardId) &&
            row.unit === unit &&
            row.lot === lot &&
            row.drawer === centre,
        ),
      ),
    claimHere: (claimId, unit) =>
      sumOf(
        receipt.filter(
          (row) => row.holder === claimHolder(claimId) && row.unit === unit && row.drawer === centre,
        ),
      ),
    claimAway: receipt.some(({ drawer }) => drawer !== centre),
    vouchersAway: vouchers.some((voucher) => isAwaited(voucher, day)),
    // What a shop chose stands at its tills; the centre goes by what most choose.
    policy: ShopSettings.parse({}).drawers.debt,
    day,
  });
  await appendOwn(tx, machine, facts);
  return facts.length;
}

/** What other refunds took of a sale: tills', and then the centre's in their order. */
async function takenOf(tx: Transaction, saleId: string): Promise<Stretch[]> {
  const { rows } = await tx.query<Stretch>(
    `SELECT taken_from AS "fromMinor", taken_from + taken AS "toMinor" FROM reversals
     WHERE sale_id = $1 AND taken > 0 AND taken_from IS NOT NULL
     ORDER BY coalesce(settled_seq, 0), reversal_id`,
    [saleId],
  );
  return rows;
}

interface LotRow {
  unit: string;
  drawer: string;
  lot: string;
  amount: number;
}

async function rowsOf(tx: Transaction, holder: string): Promise<LotRow[]> {
  const { rows } = await tx.query<LotRow>(
    'SELECT unit, drawer, lot, amount FROM balances WHERE holder = $1 ORDER BY unit, drawer, lot',
    [holder],
  );
  return rows;
}

/** Where the vouchers lie that a sale made, and the money it put on gift cards: with the centre, or with tills that may still give them back. */
const vouchersOf = (tx: Transaction, sale: OriginalSale): Promise<(LotRow & { holder: string })[]> =>
  lyingOf(tx, [
    ...madeBy(sale).map(({ voucherId }) => voucherHolder(voucherId)),
    ...sale.loads.map(({ giftCardId }) => giftCardHolder(giftCardId)),
  ]);

/** What is left of a receipt that nobody claimed, as far as is known here, in whatever drawer: also a till that is doubted may have credited it. */
async function receiptOf(
  tx: Transaction,
  { claim, walletId }: OriginalSale,
): Promise<(LotRow & { holder: string })[]> {
  if (!claim || walletId !== null) return [];
  const { rows } = await tx.query<LotRow & { holder: string }>(
    `SELECT holder, unit, drawer, lot, amount FROM balances WHERE holder = $1 AND amount > 0 ORDER BY drawer, unit`,
    [claimHolder(claim.claimId)],
  );
  return rows;
}

async function lyingOf(
  tx: Transaction,
  holders: readonly string[],
): Promise<(LotRow & { holder: string })[]> {
  if (holders.length === 0) return [];
  const { rows } = await tx.query<LotRow & { holder: string }>(
    `SELECT holder, unit, drawer, lot, amount FROM balances
     WHERE holder = ANY($1) AND amount > 0 AND (drawer = 'centre' OR replace(drawer, 'transit:', '') IN (SELECT writer FROM till_log WHERE state = 'active'))
     ORDER BY holder, drawer`,
    [holders],
  );
  return rows;
}

const madeBy = ({ exchanges, gifts }: OriginalSale): SaleVoucher[] => [
  ...exchanges.map(({ voucher }) => voucher),
  ...gifts,
];

/** A sale as its till's log has it; undefined while no till has told of it. */
export async function saleOf(tx: Transaction, saleId: string): Promise<OriginalSale | undefined> {
  const found = await tx.query<{ writer: string; seq: number }>(
    'SELECT writer, seq FROM sales WHERE sale_id = $1',
    [saleId],
  );
  const [place] = found.rows;
  if (!place) return undefined;
  const { rows } = await tx.query<Envelope>(
    `SELECT ${envelopeColumns} FROM ledger_event WHERE writer = $1 AND seq BETWEEN $2::bigint AND $2::bigint + ${mostOfOneSale} ORDER BY seq`,
    [place.writer, place.seq],
  );
  const [first] = rows;
  if (!first) return undefined;
  const facts = readEntries(rows).map(({ fact }) => fact);
  return originalSaleOf(facts, { till: first.writer, day: first.day });
}

/** The same with whoever claimed its receipt, and the cards that have the money of its cards now. */
async function saleAsNow(tx: Transaction, sale: OriginalSale | undefined): Promise<OriginalSale | undefined> {
  if (!sale) return sale;
  const nowOf = await cardsNow(
    tx,
    sale.loads.map(({ giftCardId }) => giftCardId),
  );
  const replaced = asReplaced(sale, (giftCardId) => nowOf.get(giftCardId) ?? giftCardId);
  if (!sale.claim) return replaced;
  const { rows } = await tx.query<{ claimedBy: string | null }>(
    'SELECT claimed_by AS "claimedBy" FROM claims WHERE claim_id = $1',
    [sale.claim.claimId],
  );
  return asClaimed(replaced, rows[0]?.claimedBy ?? null);
}

/** The cards that have the money of these, as far as they were replaced. */
async function cardsNow(tx: Transaction, giftCardIds: readonly string[]): Promise<Map<string, string>> {
  const now = new Map<string, string>();
  for (const giftCardId of giftCardIds)
    // Were a till to say that cards replace each other in a circle, each is asked for once.
    for (let at = giftCardId, seen = new Set<string>(); !seen.has(at);) {
      seen.add(at);
      const { rows } = await tx.query<{ by: string | null }>(
        'SELECT replaced_by AS by FROM gift_cards WHERE gift_card_id = $1',
        [at],
      );
      const by = rows[0]?.by;
      if (!by) break;
      at = cardIn(by);
      now.set(giftCardId, at);
    }
  return now;
}

/**
 * Refunds that wait for the centre: whether there are any, and the rights to be recalled from tills for them. `behind` is where the next
 * ones begin; null when these were the last.
 */
export interface AwaitedRefunds {
  any: boolean;
  wants: Want[];
  behind: string | null;
}

/**
 * Which rights to refund the centre misses to settle what waits for it, and which vouchers of those sales, two hundred sales at a time.
 * Of a sale nobody told of, nothing can be recalled.
 */
export function awaitedRefunds(postgres: Postgres, behind = ''): Promise<AwaitedRefunds> {
  return postgres.transaction(async (tx) => {
    const { rows } = await tx.query<{
      saleId: string;
      currency: string;
      amount: number;
      known: boolean;
      missing: boolean;
    }>(
      `SELECT sale_id AS "saleId", currency, sum(amount)::bigint AS amount, (NOT ${opened} OR ${away}) AS missing,
         EXISTS (SELECT FROM sales WHERE sales.sale_id = reversals.sale_id) AS known
       FROM reversals WHERE ${waits} AND sale_id > $1 GROUP BY sale_id, currency ORDER BY sale_id LIMIT ${atOnce}`,
      [behind],
    );
    const wants: Want[] = [];
    for (const { saleId, currency, amount, known, missing } of rows) {
      const sale = known ? await saleAsNow(tx, await saleOf(tx, saleId)) : undefined;
      if (!sale) continue;
      if (missing) wants.push({ holder: saleHolder(saleId), unit: `refund:${currency}`, amount });
      for (const { holder, unit, drawer, amount: held } of [
        ...(await vouchersOf(tx, sale)),
        ...(await receiptOf(tx, sale)),
      ])
        if (drawer !== centre) wants.push({ holder, unit, amount: held });
    }
    const last = rows.length < atOnce ? null : (rows.at(-1)?.saleId ?? null);
    return { any: rows.length > 0, wants, behind: last };
  });
}
