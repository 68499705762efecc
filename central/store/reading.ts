import { ok, refuse, type Result } from '#shared/base/result.ts';
import type { SyncProblem } from '#shared/sync/protocol.ts';
import type { Postgres } from './postgres.ts';

/** Whose words a reader hears, and how far: what transactions from `horizon` on wrote could still be overtaken by a slower one. */
export interface Reading {
  generation: number;
  /** On which server: a backup that is restored twice takes the same generation twice, and tells two stories. */
  server: string;
  horizon: string;
}

/** What a page of news is cut from. A session that was open when its till was revoked tells it nothing more, wherever that was decided. */
export async function readingOf(postgres: Postgres, reader: string): Promise<Result<Reading, SyncProblem>> {
  const [centre] = await postgres.query<Reading & { revoked: boolean }>(
    `SELECT generation, server, pg_snapshot_xmin(pg_current_snapshot())::text AS horizon,
       EXISTS (SELECT FROM till_log WHERE writer = $1 AND state = 'revoked') AS revoked FROM centre`,
    [reader],
  );
  const { generation = 1, server = '', horizon = '0', revoked = false } = centre ?? {};
  return revoked
    ? refuse({ code: 'RETIRED', text: 'The owner revoked this till: it is told nothing more.' })
    : ok({ generation, server, horizon });
}

/**
 * Where a reader was, by its cursor: undefined for one that starts over, because it has none or brings one of another generation or
 * server. Refused when no centre made it. `parse` answers undefined for what it cannot read.
 */
export function cursorFor<C extends Pick<Reading, 'generation' | 'server'>>(
  { generation, server }: Reading,
  cursor: string,
  parse: (said: unknown) => C | undefined,
): Result<C | undefined, SyncProblem> {
  if (cursor === '') return ok(undefined);
  const said = parse(jsonOf(cursor));
  if (!said) return refuse({ code: 'BAD_REQUEST', text: 'This cursor was not made by a centre.' });
  return ok(said.generation === generation && said.server === server ? said : undefined);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
