import { dueExpiries } from '#shared/visit/due-expiries.ts';
import type { HeldLot } from '#shared/sync/free-lots.ts';
import { decidePlacement, homeSince, type Arrival, type SeenAt } from '#shared/sync/placement.ts';
import { settleBarrier } from './barrier.ts';
import { lotsOf } from './centre-lots.ts';
import { appendOwn, lockOwnLog, today, type CentreMachine } from './own-log.ts';
import type { Postgres, Transaction } from './postgres.ts';
import { decide } from './rights.ts';
import { settleHolders } from './settle.ts';

/** Sends value that arrived in the centre's drawer on to its members' home tills. Answers to which tills. */
export function place(
  postgres: Postgres,
  machine: CentreMachine,
  arrivals: readonly Arrival[],
): Promise<string[]> {
  return postgres.transaction(async (tx) => {
    if (!(await settleBarrier(tx, machine))) return [];
    await lockOwnLog(tx, machine);
    const { rows } = await tx.query<{ generation: number }>('SELECT generation FROM centre');
    const generation = rows[0]?.generation ?? 1;
    // What somebody owes does not go home.
    await settleHolders(
      tx,
      machine,
      arrivals.map(({ holder }) => holder),
    );
    const free = await lotsOf(
      tx,
      arrivals.map(({ holder }) => holder),
    );
    const seen = await seenAt(tx, machine, arrivals);
    const told = new Set<string>();
    for (const arrival of new Map(arrivals.map((one) => [one.holder, one])).values()) {
      const placement = decidePlacement({ arrival, free, seen: seen.get(arrival.holder) ?? [] });
      if (!placement) continue;
      const { to, wants } = placement;
      const asker = { writer: to, generation, after: Number.MAX_SAFE_INTEGER };
      const { facts } = await decide(tx, machine, asker, wants, { mayGrant: true, because: 'home' });
      await appendOwn(tx, machine, facts);
      if (facts.length > 0) told.add(to);
    }
    return [...told];
  });
}

/** How often each of these members was seen lately, and at which tills that are in use. */
async function seenAt(
  tx: Transaction,
  machine: CentreMachine,
  arrivals: readonly Arrival[],
): Promise<Map<string, SeenAt[]>> {
  const { rows } = await tx.query<SeenAt & { holder: string }>(
    `SELECT 'wallet:' || wallet_id AS holder, sales.writer AS till, till_log.shop, count(*)::int AS visits
     FROM sales JOIN till_log ON till_log.writer = sales.writer AND state = 'active'
     WHERE wallet_id = ANY($1) AND day >= $2 GROUP BY 1, 2, 3`,
    [arrivals.map(({ holder }) => holder.slice('wallet:'.length)), homeSince(await today(tx, machine))],
  );
  const seen = new Map<string, SeenAt[]>();
  for (const { holder, ...at } of rows) seen.set(holder, [...(seen.get(holder) ?? []), at]);
  return seen;
}

/** Books the end of what lies in the centre's own drawer and is over. Answers how many facts that came to. */
export function expireOwn(postgres: Postgres, machine: CentreMachine): Promise<number> {
  return postgres.transaction(async (tx) => {
    if (!(await settleBarrier(tx, machine))) return 0;
    await lockOwnLog(tx, machine);
    const day = await today(tx, machine);
    // An expiry day stands behind the slash; what never ends has a dash there.
    const { rows } = await tx.query<HeldLot>(
      `SELECT holder, unit, lot, amount FROM balances
       WHERE drawer = 'centre' AND amount > 0 AND substr(lot, 12) < $1 AND lot NOT LIKE '%/-' LIMIT 2000`,
      [day],
    );
    const facts = dueExpiries(day, rows);
    await appendOwn(tx, machine, facts);
    return facts.length;
  });
}
