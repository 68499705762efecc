import { factOf, postingsOf } from '#shared/ledger/envelope.ts';
import type { Conflict } from '#shared/sync/owner.ts';
import { openWorth, worthOf } from '#shared/sync/owner-facts.ts';
import type { Transaction } from './postgres.ts';

const shown = 50;

type Row = Omit<Conflict, 'moneyMinor' | 'currency' | 'tillName'>;

/** What waits for the owner: the newest of each kind, and how many there are of all. */
export async function conflicts(tx: Transaction): Promise<{ count: number; latest: Conflict[] }> {
  const found: Found[] = [];
  for (const find of [openRisks, suspended, strandedRefunds, faultyRefunds, setAside])
    found.push(await find(tx));
  const { rows } = await tx.query<{ writer: string; name: string | null }>(
    'SELECT writer, coalesce(tills.name, till_log.name) AS name FROM till_log LEFT JOIN tills USING (writer)',
  );
  const names = new Map(rows.map(({ writer, name }) => [writer, name]));
  return {
    count: found.reduce((sum, { count }) => sum + count, 0),
    latest: found.flatMap(({ latest }) =>
      latest.map((one) => ({ ...one, tillName: names.get(one.till ?? '') ?? null })),
    ),
  };
}

interface Found {
  count: number;
  latest: Omit<Conflict, 'tillName'>[];
}

async function openRisks(tx: Transaction): Promise<Found> {
  const where = 'FROM risks WHERE amount > covered + written_off';
  const { rows } = await tx.query<Row & { whole: number; worthMinor: number; currency: string | null }>(
    `SELECT risk_id AS id, CASE WHEN sale_id IS NULL THEN 'twice' ELSE 'risk' END AS kind, till, holder, unit, amount - covered - written_off AS amount,
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
    `SELECT reversal_id AS id, 'refund' AS kind, writer AS till, 'sale:' || sale_id AS holder, NULL AS unit,
       coalesce(loss, amount) AS amount, currency
     ${where} ORDER BY day DESC, reversal_id DESC LIMIT ${shown}`,
  );
  return { count: await countOf(tx, where), latest: rows.map((row) => ({ ...row, moneyMinor: row.amount })) };
}

/** Refunds paid back without the right to them, which lies unopened at a till that was revoked. */
export const stranded = `FROM reversals JOIN sales USING (sale_id) JOIN till_log ON till_log.writer = sales.writer AND till_log.state = 'revoked'
  WHERE reversals.provisional = 1 AND reversals.settled IS NULL
    AND NOT EXISTS (SELECT FROM balances WHERE holder = 'sale:' || reversals.sale_id)`;

async function strandedRefunds(tx: Transaction): Promise<Found> {
  const { rows } = await tx.query<Row & { currency: string | null }>(
    `SELECT reversals.reversal_id AS id, 'stranded-refund' AS kind, sales.writer AS till, 'sale:' || sale_id AS holder, NULL AS unit,
       reversals.amount, reversals.currency ${stranded} ORDER BY reversals.day DESC, id DESC LIMIT ${shown}`,
  );
  return {
    count: await countOf(tx, stranded),
    latest: rows.map((row) => ({ ...row, moneyMinor: row.amount })),
  };
}

/** What a till said and that would have taken more out of a drawer than lay in it: its log was bent, or it was copied. */
async function setAside(tx: Transaction): Promise<Found> {
  const where = 'FROM quarantine WHERE overdrawn AND seen_at IS NULL';
  const { rows } = await tx.query<{
    till: string;
    seq: number;
    type: string;
    version: number;
    body: string;
  }>(
    `SELECT writer AS till, seq, type, version, body ${where} ORDER BY received_at DESC, writer, seq DESC LIMIT ${shown}`,
  );
  return {
    count: await countOf(tx, where),
    latest: rows.map(({ till, seq, ...said }) => {
      const fact = factOf(said);
      const [taken] = fact ? postingsOf(fact, till).filter(({ amount }) => amount < 0) : [];
      const worth = taken && worthOf(taken.unit, -taken.amount);
      return {
        id: `${till} ${seq}`,
        kind: 'set-aside',
        till,
        holder: taken?.holder ?? null,
        unit: taken?.unit ?? null,
        amount: taken ? -taken.amount : 0,
        moneyMinor: worth?.minor ?? null,
        currency: worth?.currency ?? null,
      };
    }),
  };
}

async function countOf(tx: Transaction, where: string): Promise<number> {
  const { rows } = await tx.query<{ count: number }>(`SELECT count(*) AS count ${where}`);
  return rows[0]?.count ?? 0;
}
