import type { Conflict } from '#shared/sync/owner.ts';
import { openWorth, worthOf } from '#shared/sync/owner-facts.ts';
import type { Transaction } from './postgres.ts';

const shown = 50;

type Row = Omit<Conflict, 'moneyMinor' | 'currency' | 'tillName'>;

/** What waits for the owner: the newest of each kind, and how many there are of all. */
export async function conflicts(tx: Transaction): Promise<{ count: number; latest: Conflict[] }> {
  const [risks, suspense, refunds] = [await openRisks(tx), await suspended(tx), await faultyRefunds(tx)];
  const { rows } = await tx.query<{ writer: string; name: string | null }>(
    'SELECT writer, coalesce(tills.name, till_log.name) AS name FROM till_log LEFT JOIN tills USING (writer)',
  );
  const names = new Map(rows.map(({ writer, name }) => [writer, name]));
  const latest = [...risks.latest, ...suspense.latest, ...refunds.latest];
  return {
    count: risks.count + suspense.count + refunds.count,
    latest: latest.map((one) => ({ ...one, tillName: names.get(one.till ?? '') ?? null })),
  };
}

interface Found {
  count: number;
  latest: Omit<Conflict, 'tillName'>[];
}

async function openRisks(tx: Transaction): Promise<Found> {
  const where = 'FROM risks WHERE amount > covered + written_off';
  const { rows } = await tx.query<Row & { whole: number; worthMinor: number; currency: string | null }>(
    `SELECT risk_id AS id, 'risk' AS kind, till, holder, unit, amount - covered - written_off AS amount,
       amount AS whole, worth_minor AS "worthMinor", currency ${where} ORDER BY lot DESC, risk_id DESC LIMIT ${shown}`,
  );
  return {
    count: await countOf(tx, where),
    latest: rows.map(({ whole, worthMinor, ...row }) => ({
      ...row,
      moneyMinor: row.currency === null ? null : openWorth({ open: row.amount, amount: whole, worthMinor }),
    })),
  };
}

async function suspended(tx: Transaction): Promise<Found> {
  const where = "FROM balances WHERE drawer >= 'suspense:' AND drawer < 'suspense;' AND amount > 0";
  const { rows } = await tx.query<Row>(
    `SELECT drawer || ' ' || holder || ' ' || unit AS id, 'suspense' AS kind, substr(drawer, 10) AS till, holder, unit,
       sum(amount)::bigint AS amount ${where} GROUP BY drawer, holder, unit ORDER BY drawer, holder, unit LIMIT ${shown}`,
  );
  return {
    count: await countOf(tx, where),
    latest: rows.map((row) => {
      const worth = worthOf(row.unit ?? '', row.amount);
      return { ...row, moneyMinor: worth?.minor ?? null, currency: worth?.currency ?? null };
    }),
  };
}

async function faultyRefunds(tx: Transaction): Promise<Found> {
  const where =
    'FROM reversals WHERE fault IS NOT NULL AND NOT EXISTS (SELECT FROM refund_closed WHERE refund_closed.reversal_id = reversals.reversal_id)';
  const { rows } = await tx.query<Row & { currency: string | null }>(
    `SELECT reversal_id AS id, 'refund' AS kind, writer AS till, 'sale:' || sale_id AS holder, NULL AS unit, amount, currency
     ${where} ORDER BY day DESC, reversal_id DESC LIMIT ${shown}`,
  );
  return { count: await countOf(tx, where), latest: rows.map((row) => ({ ...row, moneyMinor: row.amount })) };
}

async function countOf(tx: Transaction, where: string): Promise<number> {
  const { rows } = await tx.query<{ count: number }>(`SELECT count(*) AS count ${where}`);
  return rows[0]?.count ?? 0;
}
