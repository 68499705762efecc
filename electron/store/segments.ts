import type { Day } from '#shared/base/business-time.ts';
import type { WalletId } from '#shared/members/wallet.ts';
import { sumMonths, type MonthRow, type Period, type Summed } from '#shared/segments/seen-over-months.ts';
import type { Db } from './open-database.ts';

/** A member as the read tables know one, without the person. */
export interface MemberSeen {
  walletId: WalletId;
  enrolledDay: Day | null;
  erased: boolean;
  /** Null for somebody who never came. */
  done: Summed | null;
}

/** Where a member was put the last time somebody looked, and by what. An empty segment is a regular's. */
export interface SegmentRow {
  walletId: WalletId;
  segment: string;
  enrolledDay: Day | null;
  lastDay: Day | null;
  gapDays: number | null;
  /** Within the months in comparison. */
  visits: number;
  spentMinor: number;
}

/** A segment as a whole. */
export interface SegmentSum {
  segment: string;
  members: number;
  visits: number;
  spentMinor: number;
}

/**
 * In which segment each member is, beside the read tables: it depends on the day and on all other members, so it follows from no fact.
 * Lost, it is worked out anew.
 */
export interface Segments {
  of(walletId: WalletId): SegmentRow | undefined;
  /** The wallet with which a slice of so many members behind `after` ends; null when it is the last one. */
  sliceEnd(after: string, members: number): string | null;
  /** The members behind `after` up to `to`; null is to the end. */
  seen(after: string, to: string | null, periods: readonly Period[]): MemberSeen[];
  one(walletId: WalletId, periods: readonly Period[]): MemberSeen;
  /** What was worked out last for the members of a slice. */
  slice(after: string, to: string | null): SegmentRow[];
  put(rows: readonly SegmentRow[]): void;
  drop(walletIds: readonly WalletId[]): void;
  sums(): SegmentSum[];
  /** Members of a segment, who spent most first. */
  list(segment: string, from: number, most: number): SegmentRow[];
}

const shape = `CREATE TABLE member_segment (wallet_id TEXT NOT NULL PRIMARY KEY, segment TEXT NOT NULL, enrolled_day TEXT, last_day TEXT,
  gap_days INTEGER, visits INTEGER NOT NULL, spent_minor INTEGER NOT NULL) STRICT, WITHOUT ROWID`;

/** Makes the table when it is missing or stands in an older shape; then it is empty, and filled in the next quiet moment. */
export function createSegments(db: Db): Segments {
  prepareTable(db);
  const columns = `wallet_id AS walletId, segment, enrolled_day AS enrolledDay, last_day AS lastDay, gap_days AS gapDays, visits,
    spent_minor AS spentMinor`;
  const one = db.prepare<[string], SegmentRow>(`SELECT ${columns} FROM member_segment WHERE wallet_id = ?`);
  const ranged = 'wallet_id > @after AND wallet_id <= @to';
  const ownEnd = nth(db, 'members');
  const knownEnd = nth(db, 'known_members');
  type Range = { after: string; to: string };
  const enrolled = db.prepare<Range, { walletId: string; enrolledDay: Day | null; erasedAt: number | null }>(
    ['members', 'known_members']
      .map(
        (table) =>
          `SELECT wallet_id AS walletId, enrolled_day AS enrolledDay, erased_at AS erasedAt FROM ${table} WHERE ${ranged}`,
      )
      .join(' UNION ALL '),
  );
  const months = (table: string) =>
    db
      .prepare<Range, MonthRow>(
        `SELECT wallet_id, month, visits, spent_minor, last_day FROM ${table} WHERE ${ranged} ORDER BY wallet_id, month`,
      )
      .raw();
  const [own, known] = [months('activity'), months('known_activity')];
  const kept = db.prepare<Range, SegmentRow>(`SELECT ${columns} FROM member_segment WHERE ${ranged}`);
  const put = db.prepare<SegmentRow>(
    `INSERT OR REPLACE INTO member_segment (wallet_id, segment, enrolled_day, last_day, gap_days, visits, spent_minor)
     VALUES (@walletId, @segment, @enrolledDay, @lastDay, @gapDays, @visits, @spentMinor)`,
  );
  const drop = db.prepare<[string]>('DELETE FROM member_segment WHERE wallet_id = ?');
  const sums = db.prepare<[], SegmentSum>(
    `SELECT segment, count(*) AS members, sum(visits) AS visits, sum(spent_minor) AS spentMinor FROM member_segment GROUP BY segment`,
  );
  const list = db.prepare<[string, number, number], SegmentRow>(
    `SELECT ${columns} FROM member_segment WHERE segment = ? ORDER BY spent_minor DESC, wallet_id LIMIT ? OFFSET ?`,
  );
  const seenIn = (range: Range, periods: readonly Period[]): MemberSeen[] => {
    const done = sumMonths(own.all(range), known.all(range), periods);
    const members = new Map<string, MemberSeen>();
    for (const { walletId, enrolledDay, erasedAt } of enrolled.all(range)) {
      const before = members.get(walletId);
      members.set(walletId, {
        walletId,
        enrolledDay: earlier(before?.enrolledDay ?? null, enrolledDay),
        erased: (before?.erased ?? false) || erasedAt !== null,
        done: done.get(walletId) ?? null,
      });
    }
    return [...members.values()];
  };
  return {
    of: (walletId) => one.get(walletId),
    sliceEnd(after, count) {
      const ends = [ownEnd(after, count), knownEnd(after, count)].flatMap((end) => end ?? []);
      return ends.sort()[0] ?? null;
    },
    seen: (after, to, periods) => seenIn({ after, to: to ?? theEnd }, periods),
    one(walletId, periods) {
      const found = seenIn({ after: walletId.slice(0, -1), to: walletId }, periods);
      const one = found.find((member) => member.walletId === walletId);
      return one ?? { walletId, enrolledDay: null, erased: false, done: null };
    },
    slice: (after, to) => kept.all({ after, to: to ?? theEnd }),
    put(rows) {
      for (const row of rows) put.run(row);
    },
    drop(walletIds) {
      for (const walletId of walletIds) drop.run(walletId);
    },
    sums: () => sums.all(),
    list: (segment, from, most) => list.all(segment, most, from),
  };
}

/** Behind every id: they are letters and digits. */
const theEnd = '~';

const earlier = (one: Day | null, other: Day | null): Day | null =>
  one === null || (other !== null && other < one) ? other : one;

const nth = (db: Db, table: string) => {
  const found = db
    .prepare<[string, number], string>(
      `SELECT wallet_id FROM ${table} WHERE wallet_id > ? ORDER BY wallet_id LIMIT 1 OFFSET ?`,
    )
    .pluck();
  return (after: string, count: number): string | undefined => found.get(after, count - 1);
};

function prepareTable(db: Db): void {
  const stands = db
    .prepare<[], string>(`SELECT sql FROM sqlite_schema WHERE name = 'member_segment'`)
    .pluck()
    .get();
  if (stands === shape) return;
  // Where nothing may be written nobody is put anywhere, and whoever asks finds the table empty.
  if (db.readonly) return void db.exec(shape.replace('CREATE', 'CREATE TEMP'));
  db.exec('DROP TABLE IF EXISTS member_segment');
  db.exec(shape);
  db.exec('CREATE INDEX member_segment_by_spend ON member_segment (segment, spent_minor DESC, wallet_id)');
}
