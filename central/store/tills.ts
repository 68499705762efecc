import { mayGrant } from '#shared/sync/barrier.ts';
import type { Postgres, Transaction } from './postgres.ts';

/** A till as the centre knows it. */
export interface TillStanding {
  writer: string;
  name: string | null;
  shop: string | null;
  state: 'active' | 'revoked' | 'excluded';
  lastHeardAt: number;
  /** Where its log ends here, and where the till said that it ends when it opened its last session. */
  stored: number;
  said: number;
  /** Not heard since the centre was restored, so nothing is granted to anybody: see barrier.ts. */
  awaited: boolean;
  /** Value that it held when it turned out to be a copy, by unit: for the owner to decide. */
  suspended: { unit: string; amount: number }[];
}

/** All tills of one moment, by shop and name. */
export function tillStandings(postgres: Postgres): Promise<TillStanding[]> {
  return postgres.transaction(
    async (tx) => {
      const { rows } = await tx.query<
        Omit<TillStanding, 'awaited' | 'suspended'> & {
          checkedIn: number;
          generation: number;
          clear: boolean;
          paired: boolean;
        }
      >(
        `SELECT writer, coalesce(tills.name, till_log.name) AS name, coalesce(tills.shop, till_log.shop) AS shop, state,
           last_seen_at AS "lastHeardAt", till_log.seq AS stored, greatest(said, till_log.seq) AS said,
           checked_in AS "checkedIn", generation, cleared >= generation AS clear, till_log.public_key IS NOT NULL AS paired
         FROM centre, till_log LEFT JOIN tills USING (writer) WHERE writer <> 'centre' ORDER BY 3 NULLS LAST, 2 NULLS LAST, 1`,
      );
      const suspended = await suspendedBy(tx);
      return rows.map(({ checkedIn, generation, clear, paired, ...till }) => ({
        ...till,
        awaited: paired && !clear && !mayGrant(generation, [{ state: till.state, checkedIn }]),
        suspended: suspended.get(till.writer) ?? [],
      }));
    },
    { begin: 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY' },
  );
}

async function suspendedBy(tx: Transaction): Promise<Map<string, TillStanding['suspended']>> {
  const { rows } = await tx.query<{ writer: string; unit: string; amount: number }>(
    `SELECT substr(drawer, 10) AS writer, unit, sum(amount)::bigint AS amount FROM balances
     WHERE drawer >= 'suspense:' AND drawer < 'suspense;' AND amount > 0 GROUP BY drawer, unit ORDER BY drawer, unit`,
  );
  const by = new Map<string, TillStanding['suspended']>();
  for (const { writer, ...sum } of rows) by.set(writer, [...(by.get(writer) ?? []), sum]);
  return by;
}

/** What lies in a till's drawer and is on its way to it, by unit: what comes back when it is revoked. */
export const drawerTotals = (postgres: Postgres, till: string): Promise<{ unit: string; amount: number }[]> =>
  postgres.query(
    `SELECT unit, sum(amount)::bigint AS amount FROM balances
     WHERE drawer IN ($1, 'transit:' || $1) AND amount > 0 AND holder NOT LIKE 'debt:%' GROUP BY unit ORDER BY unit`,
    [till],
  );
