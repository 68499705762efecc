import type { Machine } from '#shared/base/machine.ts';
import { type ChainFault, emptyHead, findFault, type Head } from '#shared/ledger/chain.ts';
import { mayGoBelowZero } from '#shared/ledger/holder.ts';
import { projections } from '#shared/projections/projections.ts';
import type { Postgres, Transaction } from './postgres.ts';
import { noProgress, type Progress } from './progress.ts';
import { rebuildAside } from './rebuild.ts';
import { countEvents, logOf } from './stored-envelope.ts';

/** What a look at everything found. All is well when the lists are empty, but for what is awaited. */
export interface Verification {
  writers: number;
  events: number;
  /** Logs that are not whole, and where; `WRONG_MARK` when a till's mark is not the end of its log. */
  faults: { writer: string; seq: number; fault: ChainFault['fault'] | 'WRONG_MARK' }[];
  /** Read tables that are not what follows from the ledger: rows that should be there, and rows that should not. */
  differences: { table: string; missing: number; extra: number }[];
  /** Customers' value that is below zero: more was taken than there was. */
  overdrawn: Overdraft[];
}

/** So much less than nothing in one drawer. */
export interface Overdraft {
  holder: string;
  unit: string;
  drawer: string;
  amount: number;
  /** A till took it in by a grant that a restored centre forgot, and tills or refunds that may bring it are awaited still. */
  awaited: boolean;
}

/**
 * Walks every log from its first event, and compares the read tables with new ones. Sees one moment of the database, leaves it as
 * it was, and holds up nobody.
 */
export function verify(
  postgres: Postgres,
  machine: Pick<Machine, 'sha256'>,
  progress: Progress = noProgress,
): Promise<Verification> {
  return postgres.transaction(
    async (tx) => {
      await tx.query('SET LOCAL statement_timeout = 0');
      const chains = await walkChains(tx, machine, progress);
      return { ...chains, differences: await compareTables(tx, progress), overdrawn: await belowZero(tx) };
    },
    { begin: 'BEGIN ISOLATION LEVEL REPEATABLE READ', keep: () => false },
  );
}

/** Walks every log from its first event to its mark, as this transaction sees them. */
export async function walkChains(
  tx: Transaction,
  machine: Pick<Machine, 'sha256'>,
  progress: Progress = noProgress,
): Promise<Omit<Verification, 'differences' | 'overdrawn'>> {
  const { rows: marks } = await tx.query<{ writer: string; seq: number; hash: string }>(
    `SELECT writer, coalesce(seq, 0) AS seq, coalesce(encode(hash, 'hex'), '') AS hash
     FROM till_log FULL JOIN (SELECT DISTINCT writer FROM ledger_event) AS written USING (writer) ORDER BY writer`,
  );
  const faults: Verification['faults'] = [];
  let events = 0;
  const total = await countEvents(tx, 'till_log');
  for (const { writer, ...mark } of marks) {
    let head: Pick<Head, 'writer' | 'epoch' | 'seq' | 'hash'> = emptyHead(writer);
    for await (const page of logOf(tx, 'ledger_event', writer)) {
      events += page.length;
      progress('chains', events, total);
      const fault = findFault(page, head, machine.sha256);
      if (fault) faults.push({ writer, ...fault });
      head = page.at(-1) ?? head;
    }
    if (head.seq !== mark.seq || head.hash !== mark.hash) {
      faults.push({ writer, seq: mark.seq, fault: 'WRONG_MARK' });
    }
  }
  return { writers: marks.length, events, faults };
}

async function compareTables(tx: Transaction, progress: Progress): Promise<Verification['differences']> {
  const { schema } = await rebuildAside(tx, progress);
  const differences: Verification['differences'] = [];
  for (const { table } of projections) {
    const columns = [...Object.keys(table.key), ...Object.keys(table.columns)].join(', ');
    const only = (one: string, other: string) =>
      `(SELECT count(*) FROM (SELECT ${columns} FROM ${one} EXCEPT ALL SELECT ${columns} FROM ${other}) AS rest)`;
    const { rows } = await tx.query<{ missing: number; extra: number }>(
      `SELECT ${only(`${schema}.${table.name}`, table.name)} AS missing, ${only(table.name, `${schema}.${table.name}`)} AS extra`,
    );
    const [found] = rows;
    if (found && (found.missing > 0 || found.extra > 0)) differences.push({ table: table.name, ...found });
  }
  return differences;
}

async function belowZero(tx: Transaction): Promise<Overdraft[]> {
  const { rows } = await tx.query<Overdraft>(
    `SELECT holder, unit, drawer, sum(amount)::bigint AS amount,
       drawer LIKE 'transit:%' AND (SELECT cleared < generation OR uncovered FROM centre) AS awaited
     FROM balances WHERE amount < 0 GROUP BY holder, unit, drawer ORDER BY holder, unit, drawer`,
  );
  return rows.filter(({ holder }) => !mayGoBelowZero(holder));
}
