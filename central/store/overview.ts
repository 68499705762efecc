import type { QueryResultRow } from 'pg';
import type { Machine } from '#shared/base/machine.ts';
import { addDays, type Day } from '#shared/base/business-time.ts';
import { ownPointsOf } from '#shared/programs/points/own-points.ts';
import type { Overview } from '#shared/sync/overview.ts';
import { conflicts } from './conflicts.ts';
import type { Postgres, Transaction } from './postgres.ts';

const shownDays = 14;
const shownMembers = 5;
const shownEvents = 14;

/** Everything the owner's page shows, of one moment. */
export function overview(postgres: Postgres, machine: Pick<Machine, 'now'>): Promise<Overview> {
  return postgres.transaction(
    async (tx) => {
      const newest = await newestDay(tx);
      return {
        at: machine.now(),
        tills: await tills(tx, newest),
        totals: await totals(tx),
        days: await days(tx, newest),
        units: await units(tx),
        ownPoints: await ownPoints(tx),
        vouchers: await vouchers(tx),
        members: await members(tx),
        latest: await latest(tx),
        conflicts: await conflicts(tx),
        recovering: await awaited(tx),
        quarantine: await quarantine(tx),
      };
    },
    { begin: 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY' },
  );
}

async function all<R extends QueryResultRow>(
  tx: Transaction,
  text: string,
  values: unknown[] = [],
): Promise<R[]> {
  return (await tx.query<R>(text, values)).rows;
}

async function newestDay(tx: Transaction): Promise<Day> {
  const [row] = await all<{ day: Day | null }>(
    tx,
    "SELECT max(day) AS day FROM books WHERE account = 'sales'",
  );
  return row?.day ?? '1970-01-01';
}

const tills = (tx: Transaction, today: Day) =>
  all<Overview['tills'][number]>(
    tx,
    `SELECT writer, coalesce(tills.name, till_log.name) AS name, coalesce(tills.shop, till_log.shop) AS shop, till_log.last_seen_at AS "lastHeardAt", till_log.seq AS events, till_log.state,
       coalesce((SELECT sum(entries)::bigint FROM books WHERE day = $1 AND account = 'sales' AND books.writer = till_log.writer), 0)
         AS "salesToday"
     FROM till_log LEFT JOIN tills USING (writer)
     WHERE writer <> 'centre'
     ORDER BY 3 NULLS LAST, 2 NULLS LAST, writer`,
    [today],
  );

const totals = (tx: Transaction) =>
  all<Overview['totals'][number]>(
    tx,
    `SELECT unit AS currency, sum(entries)::bigint AS sales, sum(amount)::bigint AS "totalMinor"
     FROM books WHERE account = 'sales' GROUP BY unit ORDER BY 3 DESC`,
  );

const days = (tx: Transaction, newest: Day) =>
  all<Overview['days'][number]>(
    tx,
    `SELECT day, unit AS currency, sum(entries)::bigint AS sales, sum(amount)::bigint AS "totalMinor"
     FROM books WHERE account = 'sales' AND day > $1 GROUP BY day, unit ORDER BY day DESC, unit`,
    [addDays(newest, -shownDays)],
  );

/** The house accounts of the day books are the other side of what customers hold: together they are always zero. */
const units = (tx: Transaction) =>
  all<Overview['units'][number]>(
    tx,
    `SELECT unit,
       -coalesce(sum(amount) FILTER (WHERE account = 'issued'), 0)::bigint AS issued,
       coalesce(sum(amount) FILTER (WHERE account = 'redeemed'), 0)::bigint AS redeemed,
       coalesce(sum(amount) FILTER (WHERE account = 'expired'), 0)::bigint AS expired,
       -sum(amount)::bigint AS outstanding
     FROM books WHERE unit LIKE '%:%' AND unit NOT LIKE 'refund:%' GROUP BY unit ORDER BY unit`,
  );

/** Programs that ended too: what they gave is still held. */
const ownPoints = async (tx: Transaction) =>
  ownPointsOf(
    await all<{ programId: string; type: string; setup: string }>(
      tx,
      `SELECT DISTINCT ON (program_id) program_id AS "programId", type, setup FROM programs
       WHERE type = 'points' ORDER BY program_id, revision DESC`,
    ),
  );

const vouchers = (tx: Transaction) =>
  all<Overview['vouchers'][number]>(
    tx,
    `SELECT unit, count(*) AS issued, count(*) FILTER (WHERE EXISTS (
       SELECT FROM voucher_uses AS used WHERE used.voucher_id = vouchers.voucher_id AND used_at IS NOT NULL AND restored_at IS NULL
     )) AS redeemed
     FROM vouchers WHERE unit IS NOT NULL GROUP BY unit ORDER BY unit`,
  );

async function members(tx: Transaction): Promise<Overview['members']> {
  const [counted] = await all<{ count: number }>(tx, 'SELECT count(*) AS count FROM members');
  const top = await all<Overview['members']['top'][number]>(
    tx,
    `SELECT wallet_id AS "walletId", visits, spent_minor AS "spentMinor", last_day AS "lastSeenDay",
       (SELECT min(tail) FROM cards WHERE cards.wallet_id = best.wallet_id AND (blocked_at IS NULL OR blocked_at < unblocked_at)) AS card
     FROM (SELECT wallet_id, sum(visits)::bigint AS visits, sum(spent_minor)::bigint AS spent_minor, max(last_day) AS last_day
       FROM activity GROUP BY wallet_id HAVING sum(visits) > 0 ORDER BY 3 DESC, 2 DESC, 1 LIMIT ${shownMembers}) AS best
     ORDER BY spent_minor DESC, visits DESC, wallet_id`,
  );
  return { count: counted?.count ?? 0, top };
}

const latest = (tx: Transaction) =>
  all<Overview['latest'][number]>(
    tx,
    `SELECT writer, tills.name AS till, seq, at, type, version, body
     FROM (SELECT * FROM ledger_event WHERE writer <> 'centre' ORDER BY xid DESC, writer DESC, seq DESC LIMIT ${shownEvents}) AS newest
     LEFT JOIN tills USING (writer)
     ORDER BY newest.xid DESC, writer DESC, seq DESC`,
  );

/** How many tills have not shown their whole log since the centre was restored: until then it grants nothing. */
async function awaited(tx: Transaction): Promise<number> {
  const [row] = await all<{ awaited: number }>(
    tx,
    `SELECT count(*) AS awaited FROM till_log, centre
     WHERE cleared < generation AND till_log.public_key IS NOT NULL AND state = 'active' AND checked_in < generation`,
  );
  return row?.awaited ?? 0;
}

async function quarantine(tx: Transaction): Promise<Overview['quarantine']> {
  const [counted] = await all<{ count: number }>(tx, 'SELECT count(*) AS count FROM quarantine');
  const newest = await all<Overview['quarantine']['latest'][number]>(
    tx,
    'SELECT writer, seq, type, reason FROM quarantine ORDER BY received_at DESC, writer, seq DESC LIMIT 3',
  );
  return { count: counted?.count ?? 0, latest: newest };
}
