import type { WalletId } from '#shared/members/wallet.ts';
import type { Came } from '#shared/members/leaderboard.ts';
import type { Db } from './open-database.ts';

/** Who takes part in the leaderboard, by their wallets alone, and how often each came in a month, as this till knows. */
export interface BoardMembers {
  /** Notes whether somebody takes part, with every profile that is written or forgotten. */
  put(walletId: WalletId, takesPart: boolean): void;
  clear(): void;
  takesPart(walletId: WalletId): boolean;
  /** The next of those who take part behind `after`, by wallet, also those who did not come; a few milliseconds for a thousand. */
  page(month: string, after: string, limit: number): Came<WalletId>[];
  /** How often one came, whether or not they take part. */
  visitsIn(month: string, walletId: WalletId): number;
  /** Another number after anything was written: what was worked out before may not hold any more. */
  changes(): number;
}

/** Of a month, whoever heard more of it is believed, as in `memberFacts`: our own table, or the centre's story. */
const visitsOf = (walletId: string): string =>
  `max(coalesce((SELECT visits FROM activity WHERE wallet_id = ${walletId} AND month = @month), 0),
     coalesce((SELECT visits FROM known_activity WHERE wallet_id = ${walletId} AND month = @month), 0))`;

/** Everything that writes is part of the caller's transaction. */
export function createBoardMembers(db: Db): BoardMembers {
  const add = db.prepare<[string]>('INSERT OR IGNORE INTO board_member (wallet_id) VALUES (?)');
  const drop = db.prepare<[string]>('DELETE FROM board_member WHERE wallet_id = ?');
  const dropAll = db.prepare('DELETE FROM board_member');
  const has = db.prepare<[string], number>('SELECT 1 FROM board_member WHERE wallet_id = ?').pluck();
  const page = db.prepare<{ month: string; after: string; limit: number }, Came<WalletId>>(
    `SELECT wallet_id AS id, ${visitsOf('board_member.wallet_id')} AS visits FROM board_member
     WHERE wallet_id > @after ORDER BY wallet_id LIMIT @limit`,
  );
  const one = db.prepare<{ month: string; id: string }, number>(`SELECT ${visitsOf('@id')}`).pluck();
  const changes = db.prepare<[], number>('SELECT total_changes()').pluck();
  return {
    put: (walletId, takesPart) => void (takesPart ? add : drop).run(walletId),
    clear: () => void dropAll.run(),
    takesPart: (walletId) => has.get(walletId) !== undefined,
    page: (month, after, limit) => page.all({ month, after, limit }),
    visitsIn: (month, walletId) => one.get({ month, id: walletId }) ?? 0,
    changes: () => changes.get() ?? 0,
  };
}
