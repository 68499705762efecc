import type { Conflict } from '#shared/sync/owner.ts';
import { conflicts } from './conflicts.ts';
import type { Postgres } from './postgres.ts';

/** What waits for the owner, of one moment. */
export const allConflicts = (postgres: Postgres): Promise<{ count: number; latest: Conflict[] }> =>
  postgres.transaction((tx) => conflicts(tx), { begin: 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY' });
