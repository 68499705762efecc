import type { Fact } from '#shared/ledger/events.ts';
import type { Row } from '#shared/projections/projection.ts';
import { coveredGrants, mayGrant } from '#shared/sync/barrier.ts';
import { tillLogs, type CentreState } from './centre-state.ts';
import type { CentreMachine } from './centre-machine.ts';
import { byNumber, forgottenGrants, grantOf } from './memory-grants.ts';
import { settleReversals } from './memory-reversals.ts';
import { appendOwn } from './write-log.ts';

/** Begins a generation newer than `above` and than ours. From here on nothing is granted until every till has shown its log. */
export function startGeneration(
  state: CentreState,
  machine: CentreMachine,
  above: number,
  transaction: number,
): void {
  state.generation = Math.max(state.generation, above) + 1;
  const body = { generation: state.generation, because: 'restored' } as const;
  appendOwn(state, machine, [{ type: 'GenerationStarted', body }], transaction);
}

/** Whether rights may be granted; what older generations left is cleared away the first time that they may. */
export function settleBarrier(state: CentreState, machine: CentreMachine, transaction: number): boolean {
  const clear = state.cleared >= state.generation;
  if (clear && !state.uncovered) return true;
  if (!clear && !mayGrant(state.generation, tillLogs(state))) return false;
  const grants = [...(state.tables.get('grants')?.values() ?? [])].map(({ row }) => row).sort(byNumber);
  const unanswered = grants.filter(
    (row) =>
      Number(row['generation']) < state.generation &&
      row['granted_at'] !== null &&
      row['accepted_at'] === null &&
      row['cancelled_at'] === null,
  );
  if (!clear) appendOwn(state, machine, unanswered.map(cancelled), transaction);
  writeForgotten(state, machine, transaction);
  if (settleReversals(state, machine, transaction) > 0) writeForgotten(state, machine, transaction);
  return true;
}

function writeForgotten(state: CentreState, machine: CentreMachine, transaction: number): void {
  const forgotten = forgottenGrants(state);
  const lots = [...(state.tables.get('balances')?.values() ?? [])]
    .map(({ row }) => row)
    .filter((row) => row['drawer'] === 'centre')
    .map((row) => ({
      holder: String(row['holder']),
      unit: String(row['unit']),
      lot: String(row['lot']),
      amount: Number(row['amount']),
    }));
  const again = coveredGrants(forgotten, lots).map(grantedAgain);
  appendOwn(state, machine, again, transaction);
  state.cleared = state.generation;
  state.uncovered = again.length < forgotten.length;
}

const grantedAgain = (grant: ReturnType<typeof grantOf>): Fact => ({
  type: 'RightsGranted',
  body: { ...grant, because: 'asked' },
});

function cancelled(row: Row): Fact {
  const { number: _, ...body } = grantOf(row);
  return { type: 'RightsCancelled', body };
}
