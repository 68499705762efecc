import { availableParallelism } from 'node:os';
import { parentPort, Worker, workerData, isMainThread } from 'node:worker_threads';
import { speak } from '#electron/platform/language.ts';
import { assert } from '#shared/base/assert.ts';
import { run } from './run.ts';
import type { FaultKind } from './schedule/fault.ts';
import type { Focus } from './schedule/feature.ts';
import { scheduleOf } from './schedule/schedule.ts';
import { scratchFolder } from './tills/till-files.ts';

/** What one seed came to, as it travels between threads. */
export interface SeedResult {
  seed: number;
  rule: string | null;
  message: string;
  steps: number;
  sales: number;
  redemptions: number;
  faults: readonly FaultKind[];
  refusals: readonly (readonly [code: string, times: number])[];
  calmAfterMs: number;
}

/** Which seeds to run, and how. */
export interface SeedsOptions {
  from: number;
  /** The last one; without it, until `more` says stop. */
  to: number;
  focus: readonly Focus[];
  /** Asked before each seed that is begun. */
  more(): boolean;
  /** Told of each seed, in the order in which they end. */
  done(result: SeedResult): void;
  threads?: number;
}

/** Runs seeds on all processors. */
export async function runSeeds({ from, to, focus, more, done, threads }: SeedsOptions): Promise<void> {
  let next = from;
  const work = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const worker = new Worker(new URL(import.meta.url), {
        workerData: { focus },
      });
      const feed = (): void => {
        const seed = next > to || !more() ? null : next;
        if (seed !== null) next += 1;
        worker.postMessage(seed);
      };
      worker.on('message', (result: SeedResult) => {
        done(result);
        feed();
      });
      worker.on('error', reject);
      worker.on('exit', () => resolve());
      feed();
    });
  const count = Math.min(threads ?? availableParallelism(), to - from + 1);
  await Promise.all(Array.from({ length: Math.max(1, count) }, work));
}

/** The same without threads, for whoever has one of its own. */
export async function runSeed(
  seed: number,
  focus: readonly Focus[],
  at: { dir: string; say: Awaited<ReturnType<typeof speak>> },
): Promise<SeedResult> {
  const { failure, refusals, ...figures } = await run(scheduleOf(seed, focus), at);
  const { steps, sales, redemptions, faults, calmAfterMs } = figures;
  const told = {
    seed,
    steps,
    sales,
    redemptions,
    faults,
    calmAfterMs,
    refusals: [...refusals],
  };
  return {
    ...told,
    rule: failure?.rule ?? null,
    message: failure?.message ?? '',
  };
}

async function work(): Promise<void> {
  const port = parentPort;
  assert(port, 'a worker has somebody to work for');
  const { focus } = workerData as { focus: readonly Focus[] };
  const { dir, remove } = scratchFolder();
  const say = await speak('en');
  port.on('message', (seed: number | null) => {
    if (seed === null) {
      remove();
      port.close();
      return;
    }
    void runSeed(seed, focus, { dir, say }).then((result) => port.postMessage(result));
  });
}

if (!isMainThread && (workerData as { focus?: unknown } | null)?.focus) await work();
