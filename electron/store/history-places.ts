import { historyEvents, walletInBody } from '#shared/reports/member-history.ts';
import type { Envelope } from '#shared/ledger/envelope.ts';
import type { HistoryMark } from '#shared/sync/protocol.ts';
import type { Followers } from './followers.ts';
import type { LogTable } from './log-table.ts';
import type { Db } from './open-database.ts';

/** Where in this till's log members' histories stand. Filled in quiet moments and when somebody asks, never while a sale waits. */
export interface HistoryPlaces {
  /** Reads on in the log, some milliseconds' worth. Whether there is more to read. */
  gather(): boolean;
  /** Events about these wallets, newest first, older than the mark, at most so many, as far as the log was read. */
  page(wallets: readonly string[], before: HistoryMark | null, limit: number): Envelope[];
  /** The log behind `seq` is another one now. */
  forget(seq: number): void;
}

const follower = 'history';
const pieceOfLog = 2_000;

/** The index in one database, of the till that writes as `writer`. Part of the caller's transaction where it writes. */
export function createHistoryPlaces(
  db: Db,
  writer: string,
  log: LogTable,
  followers: Followers,
): HistoryPlaces {
  const types = historyEvents.map((type) => `'${type}'`).join(', ');
  const unread = db.prepare<[number, number], { seq: number; hlc: string; body: string | null }>(
    `SELECT seq, hlc, CASE WHEN type IN (${types}) THEN body END AS body FROM ledger_event WHERE seq > ? ORDER BY seq LIMIT ?`,
  );
  const keep = db.prepare<[string, string, number]>(
    'INSERT OR IGNORE INTO history_place (wallet_id, hlc, seq) VALUES (?, ?, ?)',
  );
  const drop = db.prepare<[number]>('DELETE FROM history_place WHERE seq > ?');
  const older = db
    .prepare<[string, string, number, number], number>(
      `SELECT seq FROM history_place WHERE wallet_id = ? AND (hlc, seq) < (?, ?) ORDER BY hlc DESC, seq DESC LIMIT ?`,
    )
    .pluck();
  const wallet = new RegExp(walletInBody);
  const gather = (): boolean => {
    const rows = unread.all(Number(followers.placeOf(follower) ?? '0'), pieceOfLog);
    const last = rows.at(-1);
    if (!last) return false;
    for (const { seq, hlc, body } of rows) {
      const walletId = body === null ? undefined : wallet.exec(body)?.[1];
      if (walletId !== undefined) keep.run(walletId, hlc, seq);
    }
    followers.setPlace(follower, String(last.seq));
    return rows.length === pieceOfLog;
  };
  return {
    gather,
    page(wallets, before, limit) {
      // Of two events of one moment the writer's name decides, and then the number.
      const [hlc, seq] = !before ? ['~', 0] : [before.hlc, seqBelow(before, writer)];
      const seqs = wallets.flatMap((walletId) => older.all(walletId, hlc, seq, limit));
      return seqs
        .sort((a, b) => b - a)
        .slice(0, limit)
        .flatMap((at) => log.after(at - 1, 1));
    },
    forget(seq) {
      drop.run(seq);
      if (Number(followers.placeOf(follower) ?? '0') > seq) followers.setPlace(follower, String(seq));
    },
  };
}

/** The number below which an event of ours is older than the mark, if both are of the same moment. */
function seqBelow(mark: HistoryMark, writer: string): number {
  if (mark.writer === writer) return mark.seq;
  return writer < mark.writer ? Number.MAX_SAFE_INTEGER : 0;
}
