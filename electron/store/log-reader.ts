import Database from 'better-sqlite3';
import type { LogRow } from '#shared/reports/what-if-parts.ts';
import { Trouble } from '#shared/base/trouble.ts';
import type { WalletId } from '#shared/members/wallet.ts';
import type { ConfiguredProgram } from '#shared/programs/programs.ts';
import type { ShopRule } from '#shared/settings/shop-rules.ts';
import { nodeSealer } from '#electron/platform/sealer.ts';
import { createFollowers } from './followers.ts';
import { createLookUp } from './look-up.ts';
import { migrations } from './migrations/migrations.ts';
import { createProfiles } from './profiles.ts';
import { withTrouble } from './store-trouble.ts';

/**
 * A till's log, read in long work beside a till that goes on selling. It writes nothing and keeps nothing from flowing back: each page is
 * read by itself, and since the log only grows, all up to one event is the same whenever it is read.
 */
export interface LogReader {
  readonly writer: string;
  /** The number of the newest event, and how many sales there are up to now. */
  end(): { seq: number; sales: number };
  /** Events after one up to another, at most so many; kinds that say nothing about value are left out. */
  rows(after: number, upTo: number, limit: number): LogRow[];
  /** The bodies of all events of a kind, up to one. */
  bodies(type: string, upTo: number): string[];
  /** Members who concern each other: sent, merged, or paid with each other's vouchers. */
  ties(): [WalletId, WalletId][];
  /** The programs that run now. */
  programs(): ConfiguredProgram[];
  setUps(): { programId: string; type: string }[];
  shopRules(): readonly ShopRule[];
  /** `MM-DD`, if the member told it. */
  birthday(walletId: WalletId): string | null;
  close(): void;
}

/** What says nothing of value, members' progress or programs. */
const left = `'CardAttached', 'CardBlocked', 'CardUnblocked', 'RefundOpened', 'StaffSignedIn', 'StaffSignedOut', 'StaffChanged',
  'StaffLockedOut', 'ActionApproved', 'SettingsChanged', 'MemberErased', 'TillOpened', 'EpochStarted', 'ClockJumped'`;

/** Opens the file of a till, which may be running. Throws Trouble in words when there is none, or it is of another shape. */
export function openLogReader(file: string): LogReader {
  return withTrouble(() => {
    const db = openForReading(file);
    try {
      return createReader(db);
    } catch (error) {
      db.close();
      throw error;
    }
  });
}

function openForReading(file: string): Database.Database {
  let db: Database.Database;
  try {
    db = new Database(file, { readonly: true, fileMustExist: true });
  } catch (cause) {
    throw new Trouble('NO_TILL_HERE', `There is no till's database at ${file}.`, 'never', { cause });
  }
  if (db.pragma('user_version', { simple: true }) === migrations.length) return db;
  db.close();
  throw new Trouble(
    'DATABASE_READ_ONLY',
    `${file} is of another version. Open it with this Tessera once; nothing was changed.`,
  );
}

function createReader(db: Database.Database): LogReader {
  const writer = db.prepare<[], string>('SELECT writer FROM till').pluck().get() ?? '';
  const seq = db.prepare<[], number | null>('SELECT max(seq) FROM ledger_event').pluck();
  const sales = db.prepare<[string], number>('SELECT count(*) FROM sales WHERE writer = ?').pluck();
  const page = db
    .prepare<[number, number, number]>(
      `SELECT seq, at, day, type, version, body FROM ledger_event
       WHERE seq > ? AND seq <= ? AND type NOT IN (${left}) ORDER BY seq LIMIT ?`,
    )
    .raw();
  const ofKind = db
    .prepare<[string, number], string>(
      'SELECT body FROM ledger_event WHERE type = ? AND seq <= ? ORDER BY seq',
    )
    .pluck();
  const tied = db
    .prepare<[]>(
      `SELECT wallet_id, referrer FROM referrals UNION SELECT wallet_id, referrer FROM known_referrals
       UNION SELECT from_wallet, into_wallet FROM aliases UNION SELECT from_wallet, into_wallet FROM known_aliases
       UNION SELECT v.wallet_id, s.wallet_id FROM voucher_uses u JOIN vouchers v USING (voucher_id) JOIN sales s USING (sale_id)
         WHERE v.wallet_id <> s.wallet_id`,
    )
    .raw();
  const look = createLookUp(db, writer);
  const profiles = createProfiles(db, createFollowers(db), nodeSealer);
  const birthdays = new Map<WalletId, string | null>();
  return {
    writer,
    end: () => ({ seq: seq.get() ?? 0, sales: sales.get(writer) ?? 0 }),
    rows: (after, upTo, limit) =>
      (page.all(after, upTo, limit) as [number, number, string, string, number, string][]).map(
        ([at, atMs, day, type, version, body]) => ({ seq: at, at: atMs, day, type, version, body }),
      ),
    bodies: (type, upTo) => ofKind.all(type, upTo),
    ties: () => tied.all() as [WalletId, WalletId][],
    programs: look.programs,
    setUps: look.setUps,
    shopRules: look.shopRules,
    birthday(walletId) {
      let known = birthdays.get(walletId);
      if (known === undefined) {
        known = profiles.read(walletId)?.birthday?.value?.slice(-'MM-DD'.length) ?? null;
        birthdays.set(walletId, known);
      }
      return known;
    },
    close: () => db.close(),
  };
}
