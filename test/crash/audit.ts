import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import type pg from 'pg';
import { nodeMachine } from '#electron/platform/machine.ts';
import { openTillKey } from '#electron/platform/till-key.ts';
import { openStore } from '#electron/store/store.ts';
import type { Told } from '#test/support/seller-process.ts';

/** What a comparison of told with found came to: how much of what was acknowledged is gone, and sentences about it. */
export interface Found {
  lost: number;
  findings: string[];
}

/**
 * Compares what a till heard acknowledged with what the centre's database holds. To be asked after a recovery and before the till
 * may speak again: it would send once more what is missing, and nobody would know.
 */
export async function foundAtCentre(database: pg.Client, { writer, stored }: Told): Promise<Found> {
  if (stored.seq === 0) return { lost: 0, findings: [] };
  const { rows } = await database.query<{ held: number; hash: string | null }>(
    `SELECT count(*)::int AS held, encode((array_agg(hash ORDER BY seq DESC))[1], 'hex') AS hash
     FROM ledger_event WHERE writer = $1 AND seq BETWEEN 1 AND $2`,
    [writer, stored.seq],
  );
  const { held = 0, hash } = rows[0] ?? {};
  const lost = stored.seq - held;
  if (lost > 0)
    return {
      lost,
      findings: [`the centre lost ${lost} of ${stored.seq} events it acknowledged to ${writer}`],
    };
  if (hash === stored.hash) return { lost, findings: [] };
  return { lost, findings: [`event ${stored.seq} of ${writer} is at the centre with another content`] };
}

/**
 * Compares what a till told its cashier, and what it told about the centre, with what is in its folder. The till does not run.
 * Every sale that was confirmed is there once, at most one more is there that nobody heard of, and the file proves itself.
 */
export function foundAtTill(folder: string, { writer, confirmed, doubtful, stored }: Told): Found {
  const file = path.join(folder, 'till.db');
  if (!existsSync(file)) {
    const lost = confirmed.size;
    return { lost, findings: lost === 0 ? [] : [`${file} is gone`] };
  }
  const store = openStore(file, nodeMachine);
  try {
    const sales = salesIn(file);
    const held = new Set(sales);
    const gone = [...confirmed.values()].filter((saleId) => !held.has(saleId));
    const findings = store.verify().faults;
    const told = new Set([...confirmed.values(), ...doubtful]);
    const strays = sales.filter((saleId) => !told.has(saleId));
    if (strays.length > 1) findings.push(`${strays.join(', ')} were sold and nobody was told`);
    if (gone.length > 0) findings.push(`${gone.length} of ${confirmed.size} confirmed sales are gone`);
    const [marked] = stored.seq === 0 ? [] : store.ownAfter(stored.seq - 1, 1);
    if (stored.seq > 0 && marked?.hash !== stored.hash)
      findings.push(`event ${stored.seq}, which the centre has, is not at its till`);
    findings.push(...countsOnce(file, sales), ...keyOf(folder, file));
    return { lost: gone.length, findings: findings.map((text) => `${writer || 'a new till'}: ${text}`) };
  } finally {
    store.close();
  }
}

/** The sales in the till's log, by their ids. */
function salesIn(file: string): string[] {
  const db = new Database(file, { readonly: true });
  try {
    return db
      .prepare<[], string>(`SELECT body ->> 'saleId' FROM ledger_event WHERE type = 'SaleRecorded'`)
      .pluck()
      .all();
  } finally {
    db.close();
  }
}

/** Each sale is there once, each voucher has one redemption and one paper. */
function countsOnce(file: string, sales: readonly string[]): string[] {
  return look(file, (one) => {
    const findings: string[] = [];
    const own = `FROM ledger_event WHERE type =`;
    const double = sales.length - new Set(sales).size;
    if (double > 0) findings.push(`${double} sales are in the ledger twice`);
    const twice = one(`SELECT count(*) - count(DISTINCT body ->> 'voucherId') ${own} 'VoucherRedeemed'`);
    if (twice > 0) findings.push(`${twice} vouchers were redeemed twice`);
    const papers = one('SELECT count(DISTINCT voucher_id) FROM print_job');
    const issued = one(`SELECT count(*) ${own} 'VoucherIssued'`);
    if (papers !== issued) findings.push(`${issued} vouchers were issued and ${papers} of them have a paper`);
    return findings;
  });
}

/** Vouchers in customers' pockets are signed with the key that the ledger names. */
function keyOf(folder: string, file: string): string[] {
  return look(file, (one) => {
    if (one(`SELECT count(*) FROM ledger_event WHERE type = 'TillOpened'`) === 0) return [];
    if (!existsSync(path.join(folder, 'till-key.pem'))) return ['the key that the ledger names is gone'];
    if (readFileSync(path.join(folder, 'till-key.pem')).length === 0)
      return ['the key that the ledger names is empty'];
    const named = `SELECT count(*) FROM ledger_event WHERE type = 'TillOpened' AND instr(body, ?) > 0`;
    return one(named, openTillKey(folder).publicKey) > 0
      ? []
      : ['the key in the folder is not the one that the ledger names'];
  });
}

function look<T>(file: string, work: (one: (sql: string, ...values: string[]) => number) => T): T {
  const db = new Database(file, { readonly: true });
  try {
    return work(
      (sql, ...values) =>
        db
          .prepare(sql)
          .pluck()
          .get(...values) as number,
    );
  } finally {
    db.close();
  }
}
