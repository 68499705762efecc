import { centre, suspenseOf } from '#shared/ledger/drawer.ts';
import type { Fact } from '#shared/ledger/events.ts';
import { readEntries } from '#shared/projections/fold.ts';
import type { Row } from '#shared/projections/projection.ts';
import { coveredGrants, foundTwice, mayGrant } from '#shared/sync/barrier.ts';
import type { HeldLot } from '#shared/sync/free-lots.ts';
import { logOf, mayStillCome, rowsOf, tillLogs, type CentreState } from './centre-state.ts';
import { today, type CentreMachine } from './centre-machine.ts';
import { byNumber, forgottenGrants, grantOf } from './memory-grants.ts';
import { openLimited } from './memory-campaigns.ts';
import { makeAllGood } from './memory-progress.ts';
import { settleReversals, waitingReversals } from './memory-reversals.ts';
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
  const again =
    settleReversals(state, machine, transaction) +
    makeAllGood(state, machine, transaction) +
    openLimited(state, machine, transaction);
  if (again > 0) writeForgotten(state, machine, transaction);
  bookTwice(state, machine, transaction);
  return true;
}

/** Books what was handed out twice, as `central/store/barrier.ts` does. */
function bookTwice(state: CentreState, machine: CentreMachine, transaction: number): void {
  if (!state.uncovered || mayStillCome(state) || waitingReversals(state).length > 0) return;
  const lost = isLogLost(state);
  const facts = foundTwice(forgottenGrants(state), lotsHere(state), {
    day: today(machine),
    isLost: ({ holder, unit }) => lost && !isSuspended(state, holder, unit),
  });
  appendOwn(state, machine, facts, transaction);
  state.uncovered = false;
}

const isSuspended = (state: CentreState, holder: string, unit: string): boolean =>
  rowsOf(state, 'balances').some(
    (row) =>
      row['holder'] === holder &&
      row['unit'] === unit &&
      String(row['drawer']).startsWith(suspenseOf('')) &&
      Number(row['amount']) > 0,
  );

/** Whether a till was revoked before it told what it had: see `isLost` of `foundTwice`. */
const isLogLost = (state: CentreState): boolean =>
  readEntries(logOf(state, centre).envelopes.filter(({ type }) => type === 'TillRevoked')).some(
    ({ fact, envelope }) =>
      fact.type === 'TillRevoked' &&
      envelope.epoch > 1 &&
      logOf(state, fact.body.till).checkedIn < envelope.epoch,
  );

function writeForgotten(state: CentreState, machine: CentreMachine, transaction: number): void {
  const forgotten = forgottenGrants(state);
  const again = coveredGrants(forgotten, lotsHere(state)).map(grantedAgain);
  appendOwn(state, machine, again, transaction);
  state.cleared = state.generation;
  state.uncovered = again.length < forgotten.length;
}

const lotsHere = (state: CentreState): HeldLot[] =>
  [...(state.tables.get('balances')?.values() ?? [])]
    .map(({ row }) => row)
    .filter((row) => row['drawer'] === 'centre' && Number(row['amount']) > 0)
    .map((row) => ({
      holder: String(row['holder']),
      unit: String(row['unit']),
      lot: String(row['lot']),
      amount: Number(row['amount']),
    }));

const grantedAgain = (grant: ReturnType<typeof grantOf>): Fact => ({
  type: 'RightsGranted',
  body: { ...grant, because: 'asked' },
});

function cancelled(row: Row): Fact {
  const { number: _, ...body } = grantOf(row);
  return { type: 'RightsCancelled', body };
}
