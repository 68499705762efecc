import type { Counted, Measure, Reached } from './progress.ts';

/** An achievement as the read tables have it: flat, with nulls for what there is not. */
export interface ReachedRow extends Pick<
  Reached,
  'programId' | 'key' | 'saleId' | 'day' | 'title' | 'badge'
> {
  period: string | null;
  fromDay: string | null;
  counts: string | null;
  measure: Measure | null;
  need: number | null;
  unit: string | null;
  lot: string | null;
  amount: number | null;
  voucherId: string | null;
  label: string | null;
}

/** A count as the read tables have it, with what was taken back of its sale. */
export interface CountedRow extends Omit<Counted, 'divides'> {
  divides: number;
}

/** Rows as members' achievements. */
export const reachedOf = (rows: readonly ReachedRow[]): Reached[] =>
  rows.map(({ programId, key, saleId, day, title, badge, ...row }) => {
    const { period, fromDay, counts: of, measure, need, unit, lot, amount, voucherId, label } = row;
    return {
      ...{ programId, key, saleId, day, title, badge },
      needs:
        period === null || of === null || measure === null || need === null
          ? null
          : { period, fromDay, of, measure, need },
      prize:
        unit === null || lot === null || amount === null
          ? null
          : { unit, lot, amount, voucherId, label: label ?? '' },
    };
  });

/** Rows as counts. */
export const countedOf = (rows: readonly CountedRow[]): Counted[] =>
  rows.map((row) => ({ ...row, divides: row.divides === 1 }));
