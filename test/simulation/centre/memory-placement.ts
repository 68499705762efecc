import {
  decideHomecoming,
  homeSince,
  type Arrival,
  type HomeRule,
  type Placed,
  type SeenAt,
} from '#shared/sync/placement.ts';
import { rowsOf, tillLogs, type CentreState } from './centre-state.ts';
import { today, type CentreMachine } from './centre-machine.ts';
import { settleBarrier } from './generations.ts';
import { balancesOf, grant, settleHolders } from './memory-rights.ts';

/** Sends members' value home, as `central/store/place.ts` does. */
export function place(
  state: CentreState,
  machine: CentreMachine,
  arrivals: readonly Arrival[],
  online: ReadonlySet<string>,
  rule: HomeRule,
  transaction: number,
): Placed {
  const placed: Placed = { told: [], recalls: [], waiting: [] };
  if (!settleBarrier(state, machine, transaction)) return placed;
  const holders = [...new Set(arrivals.map(({ holder }) => holder))];
  if (arrivals.some(({ lies }) => lies === 'at-centre')) settleHolders(state, machine, holders, transaction);
  const day = today(machine);
  const inUse = tillLogs(state).filter((log) => log.state === 'active');
  const look = {
    lots: balancesOf(state, holders).filter(({ amount }) => amount > 0),
    shops: new Map(inUse.map(({ writer, shop }) => [writer, shop])),
    newId: () => machine.newId(),
    ...{ online, rule, day },
  };
  for (const arrival of new Map(arrivals.map((one) => [`${one.lies} ${one.holder}`, one])).values()) {
    const seen = seenAt(state, arrival.holder, homeSince(day), look.shops);
    const coming = decideHomecoming({ ...look, arrival, seen });
    if (!coming) continue;
    const { home, wants, recalls } = coming;
    if (!online.has(home)) {
      placed.waiting.push({ home, arrival });
      continue;
    }
    placed.recalls.push(...recalls);
    if (wants.length === 0) continue;
    const asker = { writer: home, generation: state.generation, after: Number.MAX_SAFE_INTEGER };
    const { facts } = grant(state, machine, asker, wants, { mayGrant: true, because: 'home' }, transaction);
    if (facts.length > 0 && !placed.told.includes(home)) placed.told.push(home);
  }
  return placed;
}

function seenAt(
  state: CentreState,
  holder: string,
  since: string,
  inUse: ReadonlyMap<string, unknown>,
): SeenAt[] {
  const sales = rowsOf(state, 'sales').filter(
    (row) =>
      `wallet:${row['wallet_id']}` === holder &&
      String(row['day']) >= since &&
      inUse.has(String(row['writer'])),
  );
  return [...Map.groupBy(sales, (row) => String(row['writer']))].map(([till, of]) => ({
    till,
    visits: of.length,
  }));
}
