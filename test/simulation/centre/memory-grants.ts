import { Parts } from '#shared/ledger/posting.ts';
import type { Cell, Row } from '#shared/projections/projection.ts';
import type { CentreState } from './centre-state.ts';

/** What tills took in of grants that are not in the centre's log. */
export const forgottenGrants = (state: CentreState): ReturnType<typeof grantOf>[] =>
  [...(state.tables.get('grants')?.values() ?? [])]
    .map(({ row }) => row)
    .filter((row) => row['granted_at'] === null)
    .sort(byNumber)
    .map(grantOf);

const order = (row: Row): Cell[] => [row['till'] ?? '', row['generation'] ?? 0, row['number'] ?? 0];

/** Grants in the order in which they were made, till by till. */
export function byNumber(one: Row, other: Row): number {
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
