import type { Schedule } from './schedule.ts';

/** A schedule made smaller, and how many runs that took. */
export interface Shrunk {
  schedule: Schedule;
  runs: number;
}

/**
 * The smallest schedule we find that still fails: first faults are left out, then visits, in halves, quarters and one by one.
 * `fails` runs a schedule and says whether it breaks the same rule.
 */
export async function shrink(
  schedule: Schedule,
  fails: (smaller: Schedule) => Promise<boolean>,
  mostRuns = 200,
): Promise<Shrunk> {
  let runs = 0;
  const tries = async (smaller: Schedule): Promise<boolean> => {
    runs += 1;
    return runs <= mostRuns && fails(smaller);
  };
  const faults = await fewest(schedule.faults, (some) => tries({ ...schedule, faults: some }));
  const quiet = { ...schedule, faults };
  const visits = await fewest(schedule.visits, (some) => tries({ ...quiet, visits: some }));
  return { schedule: { ...quiet, visits }, runs };
}

/** Leaves out stretches as long as what is left still fails, each time shorter ones. */
async function fewest<T>(
  all: readonly T[],
  fails: (some: readonly T[]) => Promise<boolean>,
): Promise<readonly T[]> {
  let kept = all;
  for (
    let length = Math.ceil(all.length / 2);
    length >= 1;
    length = length === 1 ? 0 : Math.ceil(length / 2)
  ) {
    for (let from = 0; from < kept.length;) {
      const without = [...kept.slice(0, from), ...kept.slice(from + length)];
      if (await fails(without)) kept = without;
      else from += length;
    }
  }
  return kept;
}
