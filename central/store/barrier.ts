import type { Fact } from '#shared/ledger/events.ts';
import { coveredGrants, foundTwice, mayGrant, type CheckedIn } from '#shared/sync/barrier.ts';
import type { HeldLot } from '#shared/sync/free-lots.ts';
import type { Grant } from '#shared/sync/protocol.ts';
import { lotsOf } from './centre-lots.ts';
import { grantColumns, readGrant, type GrantRow } from './grant-row.ts';
import { makeAllGood } from './make-good.ts';
import { openLimited } from './open-limited.ts';
import { appendOwn, lockOwnLog, today, type CentreMachine } from './own-log.ts';
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
  // What the centre had settled, made good or opened before may have brought what it granted then.
  const again =
    (await settleReversals(tx, machine)) +
    (await makeAllGood(tx, machine)) +
    (await openLimited(tx, machine));
  if (again > 0) await writeForgotten(tx, machine, generation);
  await bookTwice(tx, machine);
  return true;
}

/** Books what was handed out twice, once neither a till that was given up nor a refund that waits can bring what is missing. */
async function bookTwice(tx: Transaction, machine: CentreMachine): Promise<void> {
  const { rows } = await tx.query<{ certain: boolean; logLost: boolean }>(
    `SELECT uncovered AND NOT EXISTS (SELECT FROM till_log WHERE state = 'excluded')
         AND NOT EXISTS (SELECT FROM reversals WHERE provisional = 1 AND settled IS NULL) AS certain,
       EXISTS (SELECT FROM till_log JOIN ledger_event AS said ON said.writer = 'centre' AND said.type = 'TillRevoked'
           AND said.body::jsonb ->> 'till' = till_log.writer
         WHERE till_log.state = 'revoked' AND said.epoch > 1 AND checked_in < said.epoch) AS "logLost" FROM centre`,
  );
  const [{ certain, logLost } = { certain: false, logLost: false }] = rows;
  if (!certain) return;
  const { grants, lots } = await forgotten(tx);
  const suspended = await suspendedOf(tx, grants);
  const facts = foundTwice(grants, lots, {
    day: await today(tx, machine),
    // What lies in suspense may have been released before, and the owner decides about it once more.
    isLost: ({ holder, unit }) => logLost && !suspended.has(`${holder} ${unit}`),
  });
  await appendOwn(tx, machine, facts);
  await tx.query('UPDATE centre SET uncovered = false');
}

/** Of whom value lies in suspense, and of which unit. */
async function suspendedOf(tx: Transaction, grants: readonly Grant[]): Promise<Set<string>> {
  const { rows } = await tx.query<{ holder: string; unit: string }>(
    "SELECT DISTINCT holder, unit FROM balances WHERE drawer >= 'suspense:' AND drawer < 'suspense;' AND amount > 0 AND holder = ANY($1)",
    [grants.map(({ holder }) => holder)],
  );
  return new Set(rows.map(({ holder, unit }) => `${holder} ${unit}`));
}

async function writeForgotten(tx: Transaction, machine: CentreMachine, generation: number): Promise<void> {
  const { grants, lots } = await forgotten(tx);
  const covered = coveredGrants(grants, lots);
  await appendOwn(
    tx,
    machine,
    covered.map((grant): Fact => ({ type: 'RightsGranted', body: { ...grant, because: 'asked' } })),
  );
  const open = grants.length > covered.length;
  await tx.query('UPDATE centre SET cleared = $1, uncovered = $2', [generation, open]);
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

/** What tills took in of grants that are not in our log, for they were made after the backup we come from, and what could cover them. */
async function forgotten(tx: Transaction): Promise<{ grants: Grant[]; lots: HeldLot[] }> {
  const { rows } = await tx.query<GrantRow>(
    `SELECT ${grantColumns} FROM grants WHERE granted_at IS NULL ORDER BY till, generation, number`,
  );
  const grants = rows.map(readGrant);
  const holders = grants.map(({ holder }) => holder);
  return { grants, lots: await lotsOf(tx, holders) };
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
