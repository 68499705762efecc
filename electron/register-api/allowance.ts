/** How often somebody may ask: so much in a minute, and no more at once than that. */
export interface Allowance {
  /** Takes one, or says how many seconds until there is one again. */
  take(who: string): 'granted' | { waitSeconds: number };
}

/** So many are told apart; the one that asked longest ago makes room. */
const remembered = 1_000;

/** `ticksMs` never runs backwards. */
export function createAllowance(perMinute: number, ticksMs: () => number): Allowance {
  const left = new Map<string, { count: number; atMs: number }>();
  const perMs = perMinute / 60_000;
  return {
    take(who) {
      const nowMs = ticksMs();
      const before = left.get(who) ?? { count: perMinute, atMs: nowMs };
      const count = Math.min(perMinute, before.count + (nowMs - before.atMs) * perMs);
      left.delete(who);
      left.set(who, { count: count >= 1 ? count - 1 : count, atMs: nowMs });
      for (const oldest of left.keys()) if (left.size > remembered) left.delete(oldest);
      return count >= 1 ? 'granted' : { waitSeconds: Math.ceil((1 - count) / perMs / 1_000) };
    },
  };
}
