import { Parts } from '#shared/ledger/posting.ts';
import type { Grant } from '#shared/sync/protocol.ts';

/** A grant as the read table has it. */
export interface GrantRow {
  grantId: string;
  generation: number;
  number: number;
  to: string;
  holder: string;
  unit: string;
  parts: string;
  because: Grant['because'] | null;
}

/** Its columns, to be selected from `grants`. */
export const grantColumns =
  'grant_id AS "grantId", generation, number, till AS to, holder, unit, parts, because';

/** A grant as the facts about it say it. */
export const readGrant = ({ parts, because, ...row }: GrantRow): Grant => ({
  ...row,
  because: because ?? 'asked',
  parts: Parts.parse(JSON.parse(parts)),
});
