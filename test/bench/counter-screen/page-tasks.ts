import type { Browser, Page } from '@playwright/test';

interface TraceEvent {
  ph: string;
  pid: number;
  tid: number;
  name: string;
  /** Microseconds of this thread's own work. */
  tdur?: number;
}

/**
 * What each task of the page's thread worked by itself while `work` was done, in milliseconds. On a busy machine a task waits for the
 * processor and looks long; this is what it would take at rest.
 */
export async function workOfTasks(
  browser: Browser,
  page: Page,
  work: () => Promise<void>,
): Promise<number[]> {
  await browser.startTracing(page, { categories: ['toplevel'] });
  await work();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as {
    traceEvents: TraceEvent[];
  };
  const threads = new Map<string, number[]>();
  for (const { ph, pid, tid, name, tdur } of traceEvents) {
    if (ph !== 'X' || tdur === undefined || !name.endsWith('RunTask')) continue;
    const thread = `${pid} ${tid}`;
    const tasks = threads.get(thread) ?? [];
    tasks.push(tdur / 1_000);
    threads.set(thread, tasks);
  }
  const mains = new Set(
    (traceEvents as (TraceEvent & { args?: { name?: string } })[])
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const sum = (all: readonly number[]): number => all.reduce((total, one) => total + one, 0);
  // A browser keeps an empty page in reserve: ours is the one that worked.
  return [...threads]
    .filter(([thread]) => mains.has(thread))
    .map(([, tasks]) => tasks)
    .reduce((most, tasks) => (sum(tasks) > sum(most) ? tasks : most), []);
}
