import type { Schedule } from './schedule/schedule.ts';
import { startMs } from './schedule/schedule-start.ts';
import { weatherAt } from './world/weather.ts';

/** What a way of keeping balances came to on one schedule. */
export interface Permitted {
  /** Redemptions that customers were entitled to, and how many of them the tills allowed. */
  entitled: number;
  allowed: number;
  /** The same, of those wanted at a till that was cut off. */
  offlineEntitled: number;
  offlineAllowed: number;
  /** Redemptions of what had been redeemed before. */
  doubleSpends: number;
}

export type Strategy = 'online-only' | 'optimistic';

export const nothingPermitted: Permitted = {
  entitled: 0,
  allowed: 0,
  offlineEntitled: 0,
  offlineAllowed: 0,
  doubleSpends: 0,
};

/** Two such counts together. */
export const plus = (one: Permitted, other: Permitted): Permitted => ({
  entitled: one.entitled + other.entitled,
  allowed: one.allowed + other.allowed,
  offlineEntitled: one.offlineEntitled + other.offlineEntitled,
  offlineAllowed: one.offlineAllowed + other.offlineAllowed,
  doubleSpends: one.doubleSpends + other.doubleSpends,
});

/** One visit: how many redemptions the customer was entitled to, and how many were made. */
export function permitted(entitled: number, made: number, online: boolean): Permitted {
  const [due, allowed] = [Math.max(0, entitled), Math.min(Math.max(0, entitled), made)];
  return {
    entitled: due,
    allowed,
    offlineEntitled: online ? 0 : due,
    offlineAllowed: online ? 0 : allowed,
    doubleSpends: made - allowed,
  };
}

const pointsAt = 100;

/** What one till believes of the customers' points: the centre's count when it last heard, and what happened here since. */
interface Belief {
  known: Map<number, number>;
  unsent: Map<number, number>;
}

/**
 * The same customers, visits and cut lines, at tills that do what others do. `online-only` asks the centre for every redemption and
 * refuses when it does not answer; `optimistic` spends what it last saw and books it later. Reduced to points: a hundred become a
 * voucher. Their tills neither crash nor forget, and hear from the centre in no time: better than life.
 */
export function permittedBy(strategy: Strategy, schedule: Schedule): Permitted {
  let now = startMs;
  const { reachable } = weatherAt(
    schedule,
    () => now,
    () => false,
  );
  const truth = new Map<number, number>();
  const centre = new Map<number, number>();
  const tills = Array.from({ length: schedule.tills }, (): Belief => ({
    known: new Map(),
    unsent: new Map(),
  }));
  const add = (to: Map<number, number>, customer: number, points: number) =>
    to.set(customer, (to.get(customer) ?? 0) + points);
  const meet = (): void => {
    const online = tills.filter((_, number) => reachable(`till-${number}`));
    for (const { unsent } of online) {
      for (const [customer, points] of unsent) add(centre, customer, points);
      unsent.clear();
    }
    for (const till of online) till.known = new Map(centre);
  };
  let count = nothingPermitted;
  for (const { atMs, till: number, customer, amountMinor } of schedule.visits) {
    now = atMs;
    meet();
    const till = tills[number];
    if (!till) continue;
    const online = reachable(`till-${number}`);
    const earned = Math.floor(amountMinor / 100);
    add(truth, customer, earned);
    add(till.unsent, customer, earned);
    const entitled = Math.floor((truth.get(customer) ?? 0) / pointsAt);
    const seen = (till.known.get(customer) ?? 0) + (till.unsent.get(customer) ?? 0);
    const made = online || strategy === 'optimistic' ? Math.max(0, Math.floor(seen / pointsAt)) : 0;
    add(truth, customer, -made * pointsAt);
    add(till.unsent, customer, -made * pointsAt);
    count = plus(count, permitted(entitled, made, online));
    meet();
  }
  return count;
}
