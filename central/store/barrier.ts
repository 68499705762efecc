import type { Fact } from '#shared/ledger/events.ts';
import { coveredGrants, mayGrant, type CheckedIn } from '#shared/sync/barrier.ts';
import { lotsOf } from './centre-lots.ts';
import { grantColumns, readGrant, type GrantRow } from './grant-row.ts';
import { appendOwn, lockOwnLog, type CentreMachine } from './own-log.ts';
import type { Transaction } from './postgres.ts';
import { settleReversals } from './settle-reversals.ts';

/**
 * Whether rights may be granted. The first time that they may in a generation, what the older ones left is cleared away: grants we
 * forgot but a till took in are written down again, and grants that no till took in are taken back, for no till accepts them now. The
 * value behind some may come only with the log of a till that was given up: before anything is granted they are looked at again, or what
 * they took would be granted twice.
 */
export async function settleBarrier(tx: Transaction, machine: CentreMachine): Promise<boolean> {
  if (await isClear(tx)) return true;
  await lockOwnLog(tx, machine);
  const { rows } = await tx.query<{ generation: number; cleared: number }>(
    'SELECT generation, cleared FROM centre',
  );
  const { generation = 1, cleared = 1 } = rows[0] ?? {};
  if (cleared < generation) {
    const tills = await tx.query<CheckedIn>(
      'SELECT state, checked_in AS "checkedIn" FROM till_log WHERE public_key IS NOT NULL',
    );
    if (!mayGrant(generation, tills.rows)) return false;
    // First what comes back, then what it may have to pay for.
    await appendOwn(tx, machine, await unanswered(tx, generation));
  }
  await writeForgotten(tx, machine, generation);
  // What the centre had settled before may have brought what it granted then.
  if ((await settleReversals(tx, machine)) > 0) await writeForgotten(tx, machine, generation);
  return true;
}

async function writeForgotten(tx: Transaction, machine: CentreMachine, generation: number): Promise<void> {
  const { covered, open } = await forgotten(tx);
  await appendOwn(tx, machine, covered);
  await tx.query('UPDATE centre SET cleared = $1, uncovered = $2', [generation, open > 0]);
}

async function isClear(tx: Transaction): Promise<boolean> {
  const { rows } = await tx.query<{ clear: boolean }>(
    'SELECT cleared >= generation AND NOT uncovered AS clear FROM centre',
  );
  return rows[0]?.clear === true;
}

/** A till that was given up shows what it took in of grants that we may have forgotten. */
export const heardLate = (tx: Transaction): Promise<unknown> =>
  tx.query('UPDATE centre SET uncovered = true');

/**
 * What tills took in of grants that are not in our log: they were made after the backup we come from. Those that we can cover, and how
 * many are left over.
 */
async function forgotten(tx: Transaction): Promise<{ covered: Fact[]; open: number }> {
  const { rows } = await tx.query<GrantRow>(
    `SELECT ${grantColumns} FROM grants WHERE granted_at IS NULL ORDER BY till, generation, number`,
  );
  const grants = rows.map(readGrant);
  const lots = await lotsOf(
    tx,
    grants.map(({ holder }) => holder),
  );
  const covered = coveredGrants(grants, lots).map((grant): Fact => ({
    type: 'RightsGranted',
    body: { ...grant, because: 'asked' },
  }));
  return { covered, open: grants.length - covered.length };
}

/** What we sent before and no till took in. */
async function unanswered(tx: Transaction, generation: number): Promise<Fact[]> {
  const { rows } = await tx.query<GrantRow>(
    `SELECT ${grantColumns} FROM grants
     WHERE generation < $1 AND accepted_at IS NULL AND cancelled_at IS NULL ORDER BY till, generation, number`,
    [generation],
  );
  return rows.map((row) => {
    const { number: _number, because: _because, ...body } = readGrant(row);
    return { type: 'RightsCancelled', body };
  });
}
