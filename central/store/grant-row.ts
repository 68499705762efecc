import { Parts, type Part } from '#shared/ledger/posting.ts';

/** A grant as the read table has it. */
export interface GrantRow {
  grantId: string;
  generation: number;
  number: number;
  to: string;
  holder: string;
  unit: string;
  parts: string;
}

/** Its columns, to be selected from `grants`. */
export const grantColumns = 'grant_id AS "grantId", generation, number, till AS to, holder, unit, parts';

/** A grant as the facts about it say it. */
export const readGrant = ({ parts, ...row }: GrantRow): Omit<GrantRow, 'parts'> & { parts: Part[] } => ({
  ...row,
  parts: Parts.parse(JSON.parse(parts)),
});
