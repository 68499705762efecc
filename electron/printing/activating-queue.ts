import type { BusinessTime } from '#shared/base/business-time.ts';
import type { JobState, PrintJob } from '#shared/print/print-job.ts';
import type { Store } from '#electron/store/store.ts';
import type { JobQueue } from './print-spool.ts';

/** Writes the state of a job; with `printed` what it activates becomes true, in the same transaction and once. */
export type SetJobState = (jobId: string, state: JobState, trouble: string | null) => PrintJob;

/** The only way a job becomes `printed`, for the spool as for a person who looked at the paper. */
export const activating =
  (store: Pick<Store, 'atOnce' | 'jobs' | 'look' | 'commit'>, time: () => BusinessTime): SetJobState =>
  (jobId, state, trouble) =>
    store.atOnce(() => {
      const job = store.jobs.setState(jobId, state, trouble);
      const { activates } = job;
      if (state === 'printed' && activates && !store.look.voucher(activates.body.voucherId))
        store.commit({ facts: [activates], time: time() });
      return job;
    });

/** The queue of a store for the spool. */
export const spoolQueue = (store: Pick<Store, 'jobs'>, setState: SetJobState): JobQueue => ({
  nextQueued: store.jobs.nextQueued,
  interrupted: store.jobs.interrupted,
  setState,
});
