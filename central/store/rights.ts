import { holderKind } from '#shared/ledger/holder.ts';
import { lotOf } from '#shared/ledger/posting.ts';
import type { HeldLot } from '#shared/sync/free-lots.ts';
import { decideGrants, type GrantInput } from '#shared/sync/grants.ts';
import { planRecalls, type MirroredLot, type PlannedRecall } from '#shared/sync/recall.ts';
import { storyGrants, type GivenRights, type Grant, type Want } from '#shared/sync/protocol.ts';
import { settleBarrier } from './barrier.ts';
import { grantableLotsOf } from './centre-lots.ts';
import { grantColumns, readGrant, type GrantRow } from './grant-row.ts';
import { appendOwn, lockOwnLog, today, type CentreMachine } from './own-log.ts';
import type { Postgres, Transaction } from './postgres.ts';
import { settleHolders } from './settle.ts';

/** A till that asks for value: the generation of its session, and the last grant it took in. */
export interface Asker {
  writer: string;
  generation: number;
  after: number;
}

/** Grants that a till has not taken in yet, in order. None for one that speaks of another generation than ours. */
export async function grantsFor(
  query: Postgres['query'],
  { writer, generation, after }: Asker,
): Promise<Grant[]> {
  const rows = await query<GrantRow>(
    `SELECT ${grantColumns} FROM grants
     WHERE till = $1 AND generation = $2 AND number > $3 AND cancelled_at IS NULL AND granted_at IS NOT NULL
       AND generation = (SELECT generation FROM centre)
     ORDER BY number LIMIT ${storyGrants}`,
    [writer, generation, after],
  );
  return rows.map(readGrant);
}

/** Moves what a till wants from the centre's drawer on its way to that till, and says what could not be had. */
export function giveRights(
  postgres: Postgres,
  machine: CentreMachine,
  asker: Asker,
  wants: readonly Want[],
): Promise<GivenRights> {
  return postgres.transaction(async (tx) => {
    const mayGrant = (await isHeard(tx, asker)) && (await settleBarrier(tx, machine));
    await lockOwnLog(tx, machine);
    if (mayGrant) await settleHolders(tx, machine, [...new Set(wants.map(({ holder }) => holder))]);
    const { facts, short } = await decide(tx, machine, asker, wants, { mayGrant, because: 'asked' });
    await appendOwn(tx, machine, facts);
    return { grants: await grantsFor(queryOf(tx), asker), short };
  });
}

/** Decides what of the wants a till gets; call with the centre's log locked. */
export async function decide(
  tx: Transaction,
  machine: CentreMachine,
  asker: Asker,
  wants: readonly Want[],
  how: Pick<GrantInput, 'mayGrant' | 'because'>,
): Promise<ReturnType<typeof decideGrants>> {
  const { writer: to, generation, after } = asker;
  const last = await tx.query<{ number: number | null }>(
    'SELECT max(number) AS number FROM grants WHERE till = $1 AND generation = $2',
    [to, generation],
  );
  const pending = (await grantsFor(queryOf(tx), { writer: to, generation, after })).flatMap(
    ({ holder, unit, parts }): HeldLot[] => parts.map((part) => ({ holder, unit, ...part })),
  );
  return decideGrants({
    to,
    generation,
    lastNumber: last.rows[0]?.number ?? 0,
    wants,
    lots: await grantableLotsOf(
      tx,
      wants.map(({ holder }) => holder),
    ),
    onTheWay: pending,
    day: await today(tx, machine),
    newId: () => machine.newId(),
    ...how,
  });
}

async function isHeard(tx: Transaction, { writer, generation }: Asker): Promise<boolean> {
  const { rows } = await tx.query<{ heard: boolean }>(
    `SELECT state = 'active' AND (SELECT generation FROM centre) = $2 AS heard FROM till_log WHERE writer = $1 FOR SHARE`,
    [writer, generation],
  );
  return rows[0]?.heard === true;
}

const queryOf =
  (tx: Transaction): Postgres['query'] =>
  async (text, values = []) =>
    (await tx.query(text, [...values])).rows as never;

/** Which tills on the line could give back what is missing. */
export async function recallsFor(
  postgres: Postgres,
  machine: CentreMachine,
  short: readonly Want[],
  asker: string,
  online: ReadonlySet<string>,
): Promise<PlannedRecall[]> {
  return postgres.transaction(async (tx) => {
    const { rows } = await tx.query<MirroredLot>(
      `SELECT holder, unit, drawer, lot, amount FROM balances
       WHERE holder = ANY($1) AND amount > 0 AND drawer = ANY($2)`,
      [short.map(({ holder }) => holder), [...online]],
    );
    const mirror = [...rows, ...(await unopenedRefunds(tx, short))];
    const day = await today(tx, machine);
    return planRecalls({ short, mirror, online, asker, day, newId: () => machine.newId() });
  });
}

/** A recall asks for an amount and not for a lot, so a right without one is shown in this. */
const endless = lotOf('1970-01-01', null);

/** Rights to refund that nobody opened yet: each lies, whole, with the till that sold. */
async function unopenedRefunds(tx: Transaction, wants: readonly Want[]): Promise<MirroredLot[]> {
  const refunds = wants.filter(({ holder }) => holderKind(holder) === 'sale');
  if (refunds.length === 0) return [];
  const { rows } = await tx.query<{ holder: string; drawer: string }>(
    `SELECT 'sale:' || sale_id AS holder, writer AS drawer FROM sales
     WHERE sale_id = ANY($1) AND NOT EXISTS (SELECT FROM balances WHERE holder = 'sale:' || sale_id)`,
    [refunds.map(({ holder }) => holder.slice('sale:'.length))],
  );
  return refunds.flatMap(({ holder, unit, amount }) =>
    rows
      .filter((sold) => sold.holder === holder)
      .map(({ drawer }) => ({ holder, unit, amount, drawer, lot: endless })),
  );
}
