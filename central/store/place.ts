import { dueExpiries } from '#shared/visit/due-expiries.ts';
import type { HeldLot } from '#shared/sync/free-lots.ts';
import {
  decideHomecoming,
  homeRule,
  homeSince,
  type Arrival,
  type Placed,
  type SeenAt,
} from '#shared/sync/placement.ts';
import type { MirroredLot } from '#shared/sync/recall.ts';
import { settleBarrier } from './barrier.ts';
import { appendOwn, lockOwnLog, today, type CentreMachine } from './own-log.ts';
import type { Postgres, Transaction } from './postgres.ts';
import { decide } from './rights.ts';
import { settleHolders } from './settle.ts';

/**
 * Sends members' value home: what lies in the centre's drawer goes to their home till if that is on the line, and tills elsewhere that
 * are on the line are asked for what they have, so that it can follow.
 */
export function place(
  postgres: Postgres,
  machine: CentreMachine,
  arrivals: readonly Arrival[],
  online: ReadonlySet<string>,
): Promise<Placed> {
  return postgres.transaction(async (tx) => {
    const placed: Placed = { told: [], recalls: [], waiting: [] };
    if (!(await settleBarrier(tx, machine))) return placed;
    const holders = [...new Set(arrivals.map(({ holder }) => holder))];
    if (arrivals.some(({ lies }) => lies === 'at-centre')) {
      await lockOwnLog(tx, machine);
      // What somebody owes does not go home.
      await settleHolders(tx, machine, holders);
    }
    const { rows } = await tx.query<{ generation: number }>('SELECT generation FROM centre');
    const generation = rows[0]?.generation ?? 1;
    const look = {
      lots: await lotsAnywhere(tx, holders),
      shops: await shopsInUse(tx),
      day: await today(tx, machine),
      ...{ online, rule: homeRule, newId: () => machine.newId() },
    };
    const seen = await seenAt(tx, holders, homeSince(look.day));
    const told = new Set<string>();
    for (const arrival of eachOnce(arrivals)) {
      const coming = decideHomecoming({ ...look, arrival, seen: seen.get(arrival.holder) ?? [] });
      if (!coming) continue;
      const { home, wants, recalls } = coming;
      if (!online.has(home)) {
        placed.waiting.push({ home, arrival });
        continue;
      }
      placed.recalls.push(...recalls);
      if (wants.length === 0) continue;
      const asker = { writer: home, generation, after: Number.MAX_SAFE_INTEGER };
      const { facts } = await decide(tx, machine, asker, wants, { mayGrant: true, because: 'home' });
      await appendOwn(tx, machine, facts);
      if (facts.length > 0) told.add(home);
    }
    return { ...placed, told: [...told] };
  });
}

/** The same value often arrives more than once before anybody looks. */
const eachOnce = (arrivals: readonly Arrival[]): Iterable<Arrival> =>
  new Map(arrivals.map((one) => [`${one.lies} ${one.holder}`, one])).values();

async function lotsAnywhere(tx: Transaction, holders: readonly string[]): Promise<MirroredLot[]> {
  const { rows } = await tx.query<MirroredLot>(
    'SELECT holder, unit, drawer, lot, amount FROM balances WHERE holder = ANY($1) AND amount > 0',
    [holders],
  );
  return rows;
}

async function shopsInUse(tx: Transaction): Promise<Map<string, string | null>> {
  const { rows } = await tx.query<{ writer: string; shop: string | null }>(
    `SELECT writer, shop FROM till_log WHERE state = 'active'`,
  );
  return new Map(rows.map(({ writer, shop }) => [writer, shop]));
}

/** How often each of these members was seen since then, and at which tills that are in use. */
async function seenAt(
  tx: Transaction,
  holders: readonly string[],
  since: string,
): Promise<Map<string, SeenAt[]>> {
  const { rows } = await tx.query<SeenAt & { holder: string }>(
    `SELECT 'wallet:' || wallet_id AS holder, sales.writer AS till, count(*)::int AS visits
     FROM sales JOIN till_log ON till_log.writer = sales.writer AND state = 'active'
     WHERE wallet_id = ANY($1) AND day >= $2 GROUP BY 1, 2`,
    [holders.map((holder) => holder.slice('wallet:'.length)), since],
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
