import { ledger } from './0001-ledger.ts';

/** Every step of the database's shape, in order; the number of a step is its place. A shipped step never changes. */
export const migrations: readonly string[] = [ledger];
