import type { Say } from '#shared/base/language.ts';
import type { HomeRule } from '#shared/sync/placement.ts';
import type { MemoryTables } from './centre/memory-tables.ts';
import type { Performed } from './centre/operation.ts';
import type { FaultKind } from './schedule/fault.ts';
import type { Schedule } from './schedule/schedule.ts';
import { startMs } from './schedule/schedule-start.ts';
import type { Permitted } from './strategies.ts';
import { checkAtRest } from './truth/check-at-rest.ts';
import { Failure } from './truth/failure.ts';
import { plantFaults } from './world/faults.ts';
import { createWorld, type World } from './world/world.ts';

/** What became of one schedule. */
export interface RunResult {
  seed: number;
  failure: Failure | null;
  /** Events of the world's time. */
  steps: number;
  sales: number;
  redemptions: number;
  exchanges: Permitted;
  refusals: ReadonlyMap<string, number>;
  faults: readonly FaultKind[];
  /** Virtual time from the end of the faults until nothing was left to do. */
  calmAfterMs: number;
  lines: readonly string[];
  /** The centre's read tables at the end. */
  tables: MemoryTables;
}

/** Where the disks lie, who speaks on paper, and who listens. */
export interface RunOptions {
  dir: string;
  say: Say;
  traced?: boolean;
  performed?: (done: Performed) => void;
  /** What makes a place a member's home, where it is not what the real centre goes by. */
  homeRule?: HomeRule | undefined;
}

const stepMs = 600_000;
/** Late messages are on their way for five hours; a little more, and whatever can happen has happened. */
const lateMs = 5.2 * 3_600_000;
/** Two machines of one name never come to rest: after so long somebody notices. */
const copiesMs = 2 * 3_600_000;
/** When the faults are over, everything must have found together after so long. */
export const calmWithinMs = 24 * 3_600_000;

/** Runs one schedule to its end, heals everything, waits for calm, and compares. Never throws for what the schedule did. */
export async function run(
  schedule: Schedule,
  { dir, say, traced = false, performed, homeRule }: RunOptions,
): Promise<RunResult> {
  const world = createWorld({ schedule, dir, say, traced, performed, homeRule });
  plantFaults(world);
  let failure: Failure | null = null;
  let calmAfterMs = 0;
  try {
    await world.pass(startMs + schedule.lengthMs);
    world.line.tell('-- all is healed');
    world.heal();
    calmAfterMs = await untilCalm(world);
    checkAtRest(world);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    world.line.tell(`## ${error.message}`);
    failure = error;
  } finally {
    world.close();
  }
  return {
    seed: schedule.seed,
    failure,
    steps: world.scheduler.steps(),
    sales: world.truth.tellings().length,
    redemptions: world.truth.redemptions(),
    exchanges: world.truth.exchanges(),
    refusals: world.refusals(),
    faults: schedule.faults.map(({ kind }) => kind),
    calmAfterMs,
    lines: world.line.lines(),
    tables: world.centre.state().tables,
  };
}

async function untilCalm(world: World): Promise<number> {
  const from = world.scheduler.now();
  let calmAt: number | null = null;
  while (world.scheduler.now() < from + calmWithinMs) {
    await world.pass(world.scheduler.now() + stepMs);
    if (world.scheduler.now() > from + copiesMs) world.switchOffCopies();
    if (world.unrest().length > 0) calmAt = null;
    else calmAt ??= world.scheduler.now();
    if (calmAt !== null && world.scheduler.now() > from + lateMs) return calmAt - from;
  }
  const why = world.unrest().join('; ');
  throw new Failure(
    'comes-to-rest',
    `not calm ${calmWithinMs / 3_600_000} hours after the last fault: ${why}`,
  );
}
