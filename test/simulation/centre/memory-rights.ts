import { centre } from '#shared/ledger/drawer.ts';
import { besideForgotten } from '#shared/sync/barrier.ts';
import type { HeldLot } from '#shared/sync/free-lots.ts';
import { decideGrants, type Granted, type GrantInput } from '#shared/sync/grants.ts';
import { revokeFacts } from '#shared/sync/owner-facts.ts';
import { planRecalls, type MirroredLot, type PlannedRecall } from '#shared/sync/recall.ts';
import type { GivenRights, Grant, Want } from '#shared/sync/protocol.ts';
import type { OpenDebt, OpenRisk } from '#shared/sync/settle.ts';
import { settleMerged, withKin } from '#shared/sync/settle-merged.ts';
import { kinshipOf, type Kinship } from '#shared/visit/main-wallet.ts';
import type { Row } from '#shared/projections/projection.ts';
import { logOf, mayStillCome, rowsOf, type CentreState } from './centre-state.ts';
import { today, type CentreMachine } from './centre-machine.ts';
import { settleBarrier } from './generations.ts';
import { openLimited } from './memory-campaigns.ts';
import { forgottenGrants, grantOf } from './memory-grants.ts';
import { makeAllGood } from './memory-progress.ts';
import { settleReversals } from './memory-reversals.ts';
import { unopenedRefunds } from './memory-sales.ts';
import { appendOwn } from './write-log.ts';

/** A till that asks for value: the generation of its session, and the last grant it took in. */
export interface Asker {
  writer: string;
  generation: number;
  after: number;
}

/** Grants that a till has not taken in yet, in order. None for one that speaks of another generation than ours. */
export function grantsFor(state: CentreState, { writer, generation, after }: Asker): Grant[] {
  if (generation !== state.generation) return [];
  return rowsOf(state, 'grants')
    .filter(
      (row) =>
        row['till'] === writer &&
        row['generation'] === generation &&
        Number(row['number']) > after &&
        row['cancelled_at'] === null &&
        row['granted_at'] !== null,
    )
    .map((row): Grant => ({ ...grantOf(row), because: row['because'] === 'home' ? 'home' : 'asked' }))
    .sort((one, other) => one.number - other.number);
}

/** Moves what a till wants from the centre's drawer on its way to that till, and says what could not be had. */
export function giveRights(
  state: CentreState,
  machine: CentreMachine,
  asker: Asker,
  wants: readonly Want[],
  transaction: number,
): GivenRights {
  const { writer, generation } = asker;
  const heard = logOf(state, writer).state === 'active' && generation === state.generation;
  const mayGrant = heard && settleBarrier(state, machine, transaction);
  const holders = [...new Set(wants.map(({ holder }) => holder))];
  if (mayGrant) settleHolders(state, machine, holders, transaction);
  const { short } = grant(state, machine, asker, wants, { mayGrant, because: 'asked' }, transaction);
  return { grants: grantsFor(state, asker), short };
}

/** Decides what of the wants a till gets, and writes it down. */
export function grant(
  state: CentreState,
  machine: CentreMachine,
  asker: Asker,
  wants: readonly Want[],
  how: Pick<GrantInput, 'mayGrant' | 'because'>,
  transaction: number,
): Granted {
  const { writer: to, generation } = asker;
  const holders = [...new Set(wants.map(({ holder }) => holder))];
  const numbers = rowsOf(state, 'grants')
    .filter((row) => row['till'] === to && row['generation'] === generation)
    .map((row) => Number(row['number']));
  const onTheWay = grantsFor(state, asker).flatMap(({ holder, unit, parts }): HeldLot[] =>
    parts.map((part) => ({ holder, unit, ...part })),
  );
  const granted = decideGrants({
    to,
    generation,
    lastNumber: Math.max(0, ...numbers),
    wants,
    lots: mayStillCome(state) ? payingLotsOf(state, holders) : lotsOf(state, holders),
    onTheWay,
    day: today(machine),
    newId: () => machine.newId(),
    ...how,
  });
  appendOwn(state, machine, granted.facts, transaction);
  return granted;
}

/** What these holders have anywhere. */
export const balancesOf = (state: CentreState, holders: readonly string[]): MirroredLot[] =>
  rowsOf(state, 'balances')
    .filter((row) => holders.includes(String(row['holder'])))
    .map((row) => ({
      holder: String(row['holder']),
      unit: String(row['unit']),
      drawer: String(row['drawer']),
      lot: String(row['lot']),
      amount: Number(row['amount']),
    }));

const lotsOf = (state: CentreState, holders: readonly string[]): HeldLot[] =>
  balancesOf(state, holders).filter(({ drawer, amount }) => drawer === centre && amount > 0);

/** What may pay for risks and debts: not what a till took in by a grant that is forgotten still. */
const payingLotsOf = (state: CentreState, holders: readonly string[]): HeldLot[] =>
  besideForgotten(lotsOf(state, holders), state.uncovered ? forgottenGrants(state) : []);

/** Which tills on the line could give back what is missing. */
export function recallsFor(
  state: CentreState,
  machine: CentreMachine,
  short: readonly Want[],
  asker: string,
  online: ReadonlySet<string>,
): PlannedRecall[] {
  const lying = balancesOf(
    state,
    short.map(({ holder }) => holder),
  ).filter(({ drawer, amount }) => amount > 0 && online.has(drawer));
  const mirror = [...lying, ...unopenedRefunds(state, short)];
  return planRecalls({
    short,
    mirror,
    online,
    asker,
    day: today(machine),
    newId: () => machine.newId(),
  });
}

/** Covers risks of whoever has value in the centre's drawer. Answers how many facts that came to. */
export function settleAll(state: CentreState, machine: CentreMachine, transaction: number): number {
  if (!settleBarrier(state, machine, transaction)) return 0;
  const owing = new Set([
    ...rowsOf(state, 'risks').map((row) => String(row['holder'])),
    ...debtsIn(state, centre).map(({ holder }) => holder.replace('debt:', 'wallet:')),
  ]);
  return (
    settleHolders(state, machine, [...owing].sort(), transaction) +
    settleReversals(state, machine, transaction) +
    makeAllGood(state, machine, transaction) +
    openLimited(state, machine, transaction)
  );
}

/** Covers risks and repays debts of these holders. Answers how many facts that came to. */
export function settleHolders(
  state: CentreState,
  machine: CentreMachine,
  holders: readonly string[],
  transaction: number,
): number {
  const kin = kinOf(state);
  const all = withKin(holders, kin);
  const [risks, debts] = [openRisks(state, all), openDebts(state, all)];
  if (risks.length + debts.length === 0) return 0;
  const facts = settleMerged({ risks, debts, lots: payingLotsOf(state, all), kin, day: today(machine) });
  appendOwn(state, machine, facts, transaction);
  return facts.length;
}

const kinOf = (state: CentreState): Kinship =>
  kinshipOf(
    rowsOf(state, 'aliases')
      .filter((row) => Number(row['merges']) > 0)
      .map((row) => ({ from: String(row['from_wallet']), into: String(row['into_wallet']) }))
      .sort((a, b) => (`${a.from} ${a.into}` < `${b.from} ${b.into}` ? -1 : 1)),
  );

const openDebts = (state: CentreState, holders: readonly string[]): OpenDebt[] =>
  debtsIn(state, centre)
    .filter(({ holder }) => holders.includes(holder.replace('debt:', 'wallet:')))
    .map(({ holder, unit, lot, amount }) => ({
      walletId: holder.slice('debt:'.length),
      unit,
      lot,
      open: -amount,
    }));

/** What members owe in a drawer, below zero. */
const debtsIn = (state: CentreState, drawer: string): HeldLot[] =>
  rowsOf(state, 'balances')
    .filter(
      (row) =>
        row['drawer'] === drawer && String(row['holder']).startsWith('debt:') && Number(row['amount']) < 0,
    )
    .map(heldLot)
    .sort((one, other) => (keyOfLot(one) < keyOfLot(other) ? -1 : 1));

const heldLot = (row: Row): HeldLot => ({
  holder: String(row['holder']),
  unit: String(row['unit']),
  lot: String(row['lot']),
  amount: Number(row['amount']),
});

const openRisks = (state: CentreState, holders: readonly string[]): OpenRisk[] =>
  rowsOf(state, 'risks')
    .map((row) => ({
      riskId: String(row['risk_id']),
      till: String(row['till']),
      lot: String(row['lot']),
      holder: String(row['holder']),
      unit: String(row['unit']),
      open: Number(row['amount']) - Number(row['covered']) - Number(row['written_off']),
    }))
    .filter(({ open, holder }) => open > 0 && holders.includes(holder))
    .sort((a, b) => (`${a.lot} ${a.riskId}` < `${b.lot} ${b.riskId}` ? -1 : 1));

/** A till that is lost or out of use: it is believed no more, and what it had comes back as far as it was uploaded. */
export function revokeTill(
  state: CentreState,
  machine: CentreMachine,
  till: string,
  transaction: number,
): number {
  const log = logOf(state, till);
  if (log.state === 'revoked') return 0;
  state.logs.set(till, { ...log, state: 'revoked' });
  const onTheWay = rowsOf(state, 'grants')
    .filter(
      (row) =>
        row['till'] === till &&
        row['granted_at'] !== null &&
        row['accepted_at'] === null &&
        row['cancelled_at'] === null,
    )
    .map(grantOf)
    .sort((one, other) => one.generation - other.generation || one.number - other.number);
  const drawer = rowsOf(state, 'balances')
    .filter((row) => row['drawer'] === till && Number(row['amount']) > 0)
    .map(heldLot)
    .filter(({ holder }) => !holder.startsWith('debt:'))
    .sort((one, other) => (keyOfLot(one) < keyOfLot(other) ? -1 : 1));
  const facts = revokeFacts({
    till,
    because: 'lost',
    by: 'owner',
    drawer,
    reservations: [],
    debts: debtsIn(state, till),
    onTheWay,
  });
  appendOwn(state, machine, facts, transaction);
  return facts.length;
}

/** A till that is not waited for after a restore. Whether it was waited for before. */
export function excludeTill(state: CentreState, till: string): boolean {
  const log = logOf(state, till);
  if (log.state !== 'active' || !state.logs.has(till)) return false;
  state.logs.set(till, { ...log, state: 'excluded' });
  return true;
}

const keyOfLot = ({ holder, unit, lot }: HeldLot): string => `${holder} ${unit} ${lot}`;
