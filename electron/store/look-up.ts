import type { HeldLot, KnownCard, KnownTill, KnownVoucher, LookUp } from '#shared/visit/look-up.ts';
import { configure, type ConfiguredProgram } from '#shared/programs/programs.ts';
import { walletHolder } from '#shared/members/wallet.ts';
import type { Db } from './open-database.ts';

/** What decisions ask, and what screens show beside it. */
export interface StoreLookUp extends LookUp {
  /** Set-ups change once a month and are asked for with every key: they are remembered until somebody says this. */
  programsChanged(): void;
  /** How often a member was seen. */
  visitsOf(walletId: string): number;
  /** The vouchers issued last, newest first, with the digits of their QR code. */
  latestVouchers(limit: number): (KnownVoucher & { token: string })[];
}

/** Answers what a decision asks, from the read tables, with statements prepared once. */
export function createLookUp(db: Db): StoreLookUp {
  const card = db.prepare('SELECT wallet_id AS walletId, tail, blocked FROM cards WHERE card_id = ?');
  const voucher = db.prepare(
    `SELECT voucher_id AS voucherId, unit, amount, lot, label, drawer, redeemed_at AS redeemedAtMs
     FROM vouchers WHERE voucher_id = ? AND unit IS NOT NULL`,
  );
  const lots = db.prepare('SELECT unit, drawer, lot, amount FROM balances WHERE holder = ? AND amount <> 0');
  const latest = db.prepare(
    `SELECT program_id AS programId, type, max(revision) AS revision, setup FROM programs GROUP BY program_id ORDER BY program_id`,
  );
  const tills = db.prepare('SELECT writer, name, public_key AS publicKey FROM tills ORDER BY writer');
  const newest = db.prepare(
    `SELECT voucher_id AS voucherId, unit, amount, lot, label, drawer, redeemed_at AS redeemedAtMs, token
     FROM vouchers WHERE unit IS NOT NULL ORDER BY issued_at DESC, voucher_id LIMIT ?`,
  );
  const visits = db.prepare('SELECT visits FROM members WHERE wallet_id = ?').pluck();
  let configured: ConfiguredProgram[] | undefined;
  const readPrograms = (): ConfiguredProgram[] => {
    const rows = latest.all() as { programId: string; type: string; revision: number; setup: string }[];
    return rows.flatMap((row) => configure(row) ?? []);
  };
  return {
    card(cardId) {
      const row = card.get(cardId) as (Omit<KnownCard, 'blocked'> & { blocked: number }) | undefined;
      return row && { ...row, blocked: row.blocked === 1 };
    },
    voucher: (voucherId) => voucher.get(voucherId) as KnownVoucher | undefined,
    lots: (walletId) => lots.all(walletHolder(walletId)) as HeldLot[],
    programs: () => (configured ??= readPrograms()),
    programsChanged() {
      configured = undefined;
    },
    tills: () => tills.all() as KnownTill[],
    latestVouchers: (limit) => newest.all(limit) as ReturnType<StoreLookUp['latestVouchers']>,
    visitsOf: (walletId) => (visits.get(walletId) as number | undefined) ?? 0,
  };
}
