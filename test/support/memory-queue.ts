import { assert } from '#shared/base/assert.ts';
import type { PrintJob } from '#shared/print/print-job.ts';
import type { JobQueue } from '#electron/printing/print-spool.ts';

/** A queue that remembers what was on disk, and in which order it got there. */
export function memoryQueue(...jobs: PrintJob[]) {
  const rows = new Map(jobs.map((one) => [one.jobId, one]));
  const history: string[] = [];
  const queue: JobQueue = {
    nextQueued: () => [...rows.values()].find(({ state }) => state === 'queued'),
    interrupted: () => [...rows.values()].filter(({ state }) => state === 'sending'),
    setState(jobId, state, trouble) {
      const row = rows.get(jobId);
      assert(row, 'only known jobs change their state');
      const changed = { ...row, state, trouble };
      rows.set(jobId, changed);
      history.push(`${jobId} ${state}${trouble ? ` ${trouble}` : ''}`);
      return changed;
    },
  };
  return { queue, history, add: (one: PrintJob) => void rows.set(one.jobId, one) };
}
