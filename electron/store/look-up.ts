import type { HeldLot, KnownCard, KnownTill, KnownVoucher, LookUp } from '#shared/visit/look-up.ts';
import { configure, type ConfiguredProgram } from '#shared/programs/programs.ts';
import { walletHolder } from '#shared/members/wallet.ts';
import type { Db } from './open-database.ts';

/** What decisions ask, and what screens show beside it. */
export interface StoreLookUp extends LookUp {
  /** Set-ups change once a month and are asked for with every key: they are remembered until somebody says this. */
  programsChanged(): void;
  /** How often a member was seen, as far as this till heard. */
  visitsOf(walletId: string): number;
  /** The vouchers issued here last, newest first, with the digits of their QR code. */
  latestVouchers(limit: number): (KnownVoucher & { token: string })[];
  /** Where a sale of this till stands in its log. */
  placeOfSale(saleId: string): number | undefined;
}

const voucherColumns =
  'voucher_id AS voucherId, unit, amount, lot, label, drawer, redeemed_at AS redeemedAtMs';

/**
 * Answers what a decision asks, with statements prepared once: from this till's own read tables, and from what the centre told of
 * the others. Of a drawer only its owner's log is believed, so what lies in ours is never taken from what we were told.
 */
export function createLookUp(db: Db, writer: string): StoreLookUp {
  const card = db.prepare(
    `SELECT max(wallet_id) AS walletId, max(tail) AS tail, max(blocked) AS blocked, count(*) AS found FROM (
       SELECT wallet_id, tail, blocked FROM cards WHERE card_id = @id
       UNION ALL SELECT wallet_id, tail, blocked FROM known_cards WHERE card_id = @id)`,
  );
  const voucher = db.prepare(
    `SELECT ${voucherColumns} FROM vouchers WHERE voucher_id = @id AND unit IS NOT NULL
     UNION ALL SELECT ${voucherColumns} FROM known_vouchers WHERE voucher_id = @id AND unit IS NOT NULL LIMIT 1`,
  );
  const lots = db.prepare(
    `SELECT unit, drawer, lot, amount FROM balances WHERE holder = @id AND amount <> 0
     UNION ALL SELECT unit, drawer, lot, amount FROM known_balances WHERE holder = @id AND drawer <> @writer AND amount <> 0`,
  );
  const latest = db.prepare(
    `SELECT program_id AS programId, type, max(revision) AS revision, setup FROM (
       SELECT program_id, type, revision, setup FROM programs
       UNION ALL SELECT program_id, type, revision, setup FROM known_programs)
     GROUP BY program_id ORDER BY program_id`,
  );
  const tills = db.prepare(
    `SELECT writer, name, public_key AS publicKey FROM tills
     UNION SELECT writer, name, public_key FROM known_tills ORDER BY writer`,
  );
  const newest = db.prepare(
    `SELECT ${voucherColumns}, token FROM vouchers WHERE unit IS NOT NULL ORDER BY issued_at DESC, voucher_id LIMIT ?`,
  );
  const visits = db
    .prepare(
      `SELECT max(visits) FROM (SELECT visits FROM members WHERE wallet_id = @id
       UNION ALL SELECT visits FROM known_members WHERE wallet_id = @id)`,
    )
    .pluck();
  const sale = db.prepare<[string], number>('SELECT seq FROM sales WHERE sale_id = ?').pluck();
  let configured: ConfiguredProgram[] | undefined;
  const readPrograms = (): ConfiguredProgram[] => {
    const rows = latest.all() as { programId: string; type: string; revision: number; setup: string }[];
    return rows.flatMap((row) => configure(row) ?? []);
  };
  return {
    card(cardId) {
      const row = card.get({ id: cardId }) as Omit<KnownCard, 'blocked'> & { blocked: number; found: number };
      return row.found === 0
        ? undefined
        : { walletId: row.walletId, tail: row.tail ?? '', blocked: row.blocked === 1 };
    },
    voucher: (voucherId) => voucher.get({ id: voucherId }) as KnownVoucher | undefined,
    lots: (walletId) => lots.all({ id: walletHolder(walletId), writer }) as HeldLot[],
    programs: () => (configured ??= readPrograms()),
    programsChanged() {
      configured = undefined;
    },
    tills: () => tills.all() as KnownTill[],
    latestVouchers: (limit) => newest.all(limit) as ReturnType<StoreLookUp['latestVouchers']>,
    visitsOf: (walletId) => (visits.get({ id: walletId }) as number | null) ?? 0,
    placeOfSale: (saleId) => sale.get(saleId),
  };
}
