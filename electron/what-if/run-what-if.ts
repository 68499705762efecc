import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { Trouble } from '#shared/base/trouble.ts';
import { addedUp, type PartResult } from '#shared/reports/what-if-result.ts';
import type { Part } from '#shared/reports/what-if-parts.ts';
import { checkedOf, type ReplayPlan, type WhatIfAsked } from './replay-part.ts';

/** What a thread is started with, what it is asked, and what it says. */
export interface WorkerTask {
  file: string;
  asked: WhatIfAsked;
}
export type ToWorker = { ask: 'plan' } | { ask: 'replay'; plan: ReplayPlan; part: Part };
export type FromWorker =
  | { kind: 'planned'; plan: ReplayPlan }
  | { kind: 'progress'; sales: number }
  | { kind: 'done'; result: PartResult; cpuMs: number }
  | { kind: 'trouble'; code: string; text: string };

export interface WhatIfOptions extends WhatIfAsked {
  /** The file of a till, which may be running. */
  file: string;
  /** How many cores it may use. */
  threads: number;
  /** Hears how many sales of how many are done. */
  progress(done: number, total: number): void;
  signal: AbortSignal;
}

/** What a replay came to. `sales` are all that were read. */
export interface WhatIfResult extends PartResult {
  sales: number;
  /** Of so many members one was asked again without the change, with all their sales. */
  checkedOf: number;
  /** What the threads spent on it, together. */
  cpuMs: number;
}

/** With fewer sales a second thread costs more than it brings. */
const fewestForThreads = 5_000;

/**
 * Replays a ledger in threads of their own, each with members of its own, on nothing but what it reads: nothing is copied, nothing is
 * written, and when it is aborted or the program ends, nothing is left.
 */
export async function runWhatIf(options: WhatIfOptions): Promise<WhatIfResult> {
  const { file, threads, progress, signal, changed, settings, from, to } = options;
  signal.throwIfAborted();
  const task: WorkerTask = { file, asked: { changed, settings, from, to } };
  const started: Worker[] = [];
  const start = (): Worker => {
    const worker = new Worker(workerFile, { workerData: task, execArgv: [] });
    started.push(worker);
    return worker;
  };
  try {
    const first = start();
    const { plan } = await answerOf(first, { ask: 'plan' }, 'planned', signal);
    const of = plan.apart && plan.sales >= fewestForThreads ? Math.max(1, threads) : 1;
    const done = Array.from({ length: of }, () => 0);
    progress(0, plan.sales);
    const parts = await Promise.all(
      done.map((_, index) => {
        const worker = index === 0 ? first : start();
        return answerOf(worker, { ask: 'replay', plan, part: { index, of } }, 'done', signal, (sales) => {
          done[index] = sales;
          progress(
            done.reduce((sum, one) => sum + one, 0),
            plan.sales,
          );
        });
      }),
    );
    const result = addedUp(parts.map((part) => part.result));
    return {
      ...result,
      sales: plan.sales,
      checkedOf: checkedOf(plan),
      cpuMs: parts.reduce((sum, { cpuMs }) => sum + cpuMs, 0),
    };
  } finally {
    await Promise.all(started.map((worker) => worker.terminate()));
  }
}

/** Beside this file, as a source or as it was built. */
const workerFile = path.join(
  import.meta.dirname,
  `replay-worker${path.extname(import.meta.filename) === '.ts' ? '.ts' : '.js'}`,
);

/** Asks a thread and waits for its answer, or for the end of everybody's patience. */
function answerOf<K extends FromWorker['kind']>(
  worker: Worker,
  message: ToWorker,
  kind: K,
  signal: AbortSignal,
  progress: (sales: number) => void = () => undefined,
): Promise<Extract<FromWorker, { kind: K }>> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason as Error);
    signal.addEventListener('abort', stop, { once: true });
    worker.on('error', reject);
    worker.on('exit', () => reject(new Trouble('WHAT_IF_ENDED', 'The replay ended before its time.')));
    worker.on('message', (said: FromWorker) => {
      if (said.kind === 'progress') progress(said.sales);
      else if (said.kind === 'trouble') reject(new Trouble(said.code, said.text));
      else if (said.kind === kind) {
        signal.removeEventListener('abort', stop);
        resolve(said as Extract<FromWorker, { kind: K }>);
      }
    });
    worker.postMessage(message);
  });
}
