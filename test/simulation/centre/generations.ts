import type { Fact } from '#shared/ledger/events.ts';
import { Parts } from '#shared/ledger/posting.ts';
import type { Cell, Row } from '#shared/projections/projection.ts';
import { coveredGrants, mayGrant } from '#shared/sync/barrier.ts';
import { tillLogs, type CentreState } from './centre-state.ts';
import type { CentreMachine } from './centre-machine.ts';
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
  return true;
}

/** What tills took in of grants that are not in the centre's log. */
export const forgottenGrants = (state: CentreState): ReturnType<typeof grantOf>[] =>
  [...(state.tables.get('grants')?.values() ?? [])]
    .map(({ row }) => row)
    .filter((row) => row['granted_at'] === null)
    .sort(byNumber)
    .map(grantOf);

const order = (row: Row): Cell[] => [row['till'] ?? '', row['generation'] ?? 0, row['number'] ?? 0];

function byNumber(one: Row, other: Row): number {
  const [a, b] = [order(one), order(other)];
  const at = a.findIndex((cell, index) => cell !== b[index]);
  return at < 0 ? 0 : (a[at] ?? 0) < (b[at] ?? 0) ? -1 : 1;
}

/** A grant as the read table has it, as the body of the facts about it. */
export const grantOf = (row: Row) => ({
  grantId: String(row['grant_id']),
  generation: Number(row['generation']),
  number: Number(row['number']),
  to: String(row['till']),
  holder: String(row['holder']),
  unit: String(row['unit']),
  parts: Parts.parse(JSON.parse(String(row['parts']))),
});

const grantedAgain = (grant: ReturnType<typeof grantOf>): Fact => ({
  type: 'RightsGranted',
  body: { ...grant, because: 'asked' },
});

function cancelled(row: Row): Fact {
  const { number: _, ...body } = grantOf(row);
  return { type: 'RightsCancelled', body };
}
