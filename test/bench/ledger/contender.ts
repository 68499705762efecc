/** How many members a contender's ledger has before the first sale. */
export interface Shop {
  members: number;
}

/** One way of keeping a ledger, and how to begin with an empty one in a folder of its own. */
export interface Contender {
  name: string;
  open(folder: string, shop: Shop): Promise<OpenContender>;
}

/** What is on disk when a sale has answered, and the settings that say so, read from the open database where it has them. */
export interface Durability {
  durable: boolean;
  /** Whether event and balance are kept both or neither, wherever the power goes. */
  atomic: boolean;
  settings: string;
}

/** A ledger at work. Every contender does the same: a sale appends an event, moves the balance, and reads it back. */
export interface OpenContender {
  durability: Durability;
  /** Answers the member's balance as it is read back afterwards, or undefined where a sale does more than add. */
  sale(sale: Sale): Promise<number> | number | undefined;
  /** How many sales are found in the ledger when it is asked afterwards. */
  recorded(): Promise<number> | number;
  close(): Promise<void> | void;
}

/** One sale, as every contender writes it down: a row of about 300 bytes. */
export interface Sale {
  seq: number;
  member: number;
  at: number;
  type: string;
  points: number;
  body: string;
}

const firstMoment = Date.UTC(2026, 10, 22);

/** The n-th sale of a bench, the same for everybody: members come in no order, as at a counter. */
export function saleOf(seq: number, { members }: Shop): Sale {
  const member = (seq * 7919) % members;
  const points = 1 + (seq % 40);
  const at = firstMoment + seq * 1000;
  const body = JSON.stringify({
    saleId: `0193a1c4-7f00-7c3e-9a55-${String(seq).padStart(12, '0')}`,
    unit: 'points:points',
    drawer: 'till-4f1c9a0be27d5538',
    lot: '2026-11-22/2027-11-22',
    reason: { code: 'POINTS_PER_UNIT', params: { points, perUnit: 1, baseMinor: points * 100 } },
    hash: String(seq).padStart(64, '0'),
  });
  return { seq, member, at, type: 'ValueAwarded', points, body };
}

/** What the small work is in SQL, for every contender that lets one speak it. */
export const schema = [
  'CREATE TABLE members (id INTEGER PRIMARY KEY, balance INTEGER NOT NULL)',
  `CREATE TABLE events (seq INTEGER PRIMARY KEY, member INTEGER NOT NULL, at INTEGER NOT NULL,
     type TEXT NOT NULL, points INTEGER NOT NULL, body TEXT NOT NULL)`,
] as const;

/** Fills `members` without loading a million rows through a driver. The placeholder is how many. */
export const fillMembers =
  'WITH RECURSIVE n(id) AS (SELECT 0 UNION ALL SELECT id + 1 FROM n WHERE id + 1 < ?) INSERT INTO members SELECT id, 0 FROM n';

export const insertEvent =
  'INSERT INTO events (seq, member, at, type, points, body) VALUES (?, ?, ?, ?, ?, ?)';
export const addPoints = 'UPDATE members SET balance = balance + ? WHERE id = ?';
export const readBalance = 'SELECT balance FROM members WHERE id = ?';
export const countEvents = 'SELECT count(*) AS sales FROM events';

const levels = ['OFF', 'NORMAL', 'FULL', 'EXTRA'];

/** SQLite's two settings that decide whether a confirmed sale survives a power cut. */
export function sqliteDurability(journal: unknown, synchronous: unknown): Durability {
  const level = Number(synchronous);
  return {
    durable: level >= 2,
    atomic: true,
    settings: `${String(journal)}, synchronous ${levels[level] ?? level}`,
  };
}
