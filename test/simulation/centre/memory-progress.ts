import type { MemberFacts } from '#shared/members/member-facts.ts';
import { countedOf, reachedOf, type CountedRow, type ReachedRow } from '#shared/members/progress-rows.ts';
import { makeGood, type TakenTwice } from '#shared/sync/make-good.ts';
import type { Row } from '#shared/projections/projection.ts';
import type { CentreMachine } from './centre-machine.ts';
import type { CentreState } from './centre-state.ts';
import { appendOwn } from './write-log.ts';

/** What a member reached, and what their sales counted for it, as `central/store/member-progress.ts` looks it up. */
export function memberProgress(
  state: CentreState,
  walletId: string,
): Pick<MemberFacts, 'reached' | 'counted'> {
  const rowsIn = (table: string): Row[] =>
    [...(state.tables.get(table)?.values() ?? [])].map(({ row }) => row);
  const reached = rowsIn('achievements')
    .filter((row) => row['wallet_id'] === walletId && row['lost_day'] === null && row['day'] !== null)
    .map(reachedRow)
    .sort((one, other) => (orderOf(one) < orderOf(other) ? -1 : 1));
  const reversals = rowsIn('reversals');
  return {
    reached: reachedOf(reached),
    counted: (programId, period) =>
      countedOf(
        rowsIn('counted')
          .filter(
            (row) =>
              row['wallet_id'] === walletId && row['program_id'] === programId && row['period'] === period,
          )
          .map((row) => countedRow(row, reversals))
          .sort((one, other) => (`${one.saleId} ${one.mark}` < `${other.saleId} ${other.mark}` ? -1 : 1)),
      ),
  };
}

/** Gives back what was taken twice of a goal, as `central/store/make-good.ts` does. Answers how many facts that came to. */
export function makeAllGood(state: CentreState, machine: CentreMachine, transaction: number): number {
  const taken = [...(state.tables.get('achievements')?.values() ?? [])]
    .map(({ row }) => ({
      row,
      over: Number(row['taken']) - Number(row['made_good']) - Number(row['amount']),
    }))
    .filter(({ row, over }) => Number(row['taken']) > 0 && over > 0)
    .filter(({ row }) => orNull(row, 'unit', text) !== null && orNull(row, 'voucher_id', text) === null)
    .map(({ row, over }): TakenTwice => ({
      walletId: text(row, 'wallet_id'),
      programId: text(row, 'program_id'),
      onceKey: text(row, 'once_key'),
      reachedWith: text(row, 'sale_id'),
      unit: text(row, 'unit'),
      lot: text(row, 'lot'),
      over,
    }))
    .sort((one, other) => (goalOf(one) < goalOf(other) ? -1 : 1));
  appendOwn(state, machine, taken.map(makeGood), transaction);
  return taken.length;
}

const goalOf = ({ walletId, programId, onceKey, reachedWith }: TakenTwice): string =>
  `${walletId} ${programId} ${onceKey} ${reachedWith}`;

const orderOf = ({ day, programId, key }: ReachedRow): string => `${day} ${programId} ${key}`;

const text = (row: Row, column: string): string => String(row[column]);
const number = (row: Row, column: string): number => Number(row[column]);
const orNull = <T>(row: Row, column: string, read: (row: Row, column: string) => T): T | null =>
  row[column] === null || row[column] === undefined ? null : read(row, column);

const reachedRow = (row: Row): ReachedRow => ({
  programId: text(row, 'program_id'),
  key: text(row, 'once_key'),
  saleId: text(row, 'sale_id'),
  day: text(row, 'day'),
  title: text(row, 'title'),
  badge: orNull(row, 'badge', text),
  period: orNull(row, 'period', text),
  fromDay: orNull(row, 'from_day', text),
  counts: orNull(row, 'counts', text),
  measure: orNull(row, 'measure', text) as ReachedRow['measure'],
  need: orNull(row, 'need', number),
  unit: orNull(row, 'unit', text),
  lot: orNull(row, 'lot', text),
  amount: orNull(row, 'amount', number),
  voucherId: orNull(row, 'voucher_id', text),
  label: orNull(row, 'label', text),
});

const countedRow = (row: Row, reversals: readonly Row[]): CountedRow => ({
  saleId: text(row, 'sale_id'),
  mark: text(row, 'mark'),
  amount: number(row, 'amount'),
  day: text(row, 'day'),
  divides: number(row, 'divides'),
  leastMinor: number(row, 'least_minor'),
  baseMinor: number(row, 'base_minor'),
  totalMinor: number(row, 'total_minor'),
  reversedMinor: reversals
    .filter((one) => one['sale_id'] === row['sale_id'])
    .reduce((sum, one) => sum + number(one, 'taken'), 0),
});
