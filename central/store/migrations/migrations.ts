/** Every change ever made to the tables of truth, in order. Beside this file; forward only; one that was released is never edited. */
export const migrations = ['./0001-ledger.sql'] as const;
