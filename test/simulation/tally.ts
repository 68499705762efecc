import type { SeedResult } from './seeds.ts';

/** Figures over many worlds. */
export interface Tally {
  add(result: SeedResult): void;
  lines(): string[];
}

/** Counts from now on. */
export function createTally(): Tally {
  const begun = performance.now();
  const refusals = new Map<string, number>();
  const faults = new Map<string, number>();
  let [worlds, failures, steps, sales, redemptions, calm] = [0, 0, 0, 0, 0, 0];
  return {
    add(result) {
      worlds += 1;
      failures += result.rule === null ? 0 : 1;
      steps += result.steps;
      sales += result.sales;
      redemptions += result.redemptions;
      calm = Math.max(calm, result.calmAfterMs);
      for (const [code, times] of result.refusals) refusals.set(code, (refusals.get(code) ?? 0) + times);
      for (const kind of result.faults) faults.set(kind, (faults.get(kind) ?? 0) + 1);
    },
    lines() {
      const seconds = (performance.now() - begun) / 1000;
      const counts = (of: ReadonlyMap<string, number>) =>
        [...of]
          .sort((one, other) => other[1] - one[1])
          .map(([name, times]) => `${name} ${times}`)
          .join(', ');
      return [
        `${worlds} worlds, ${failures} failed; ${seconds.toFixed(0)} s, ${(worlds / seconds).toFixed(1)} worlds/s`,
        `${steps} events, ${sales} sales, ${redemptions} redemptions; calm at most ${(calm / 60_000).toFixed(0)} virtual minutes after the last fault`,
        `faults: ${counts(faults)}`,
        `refusals: ${counts(refusals)}`,
      ];
    },
  };
}
