import type { PrintJob } from '#shared/print/print-job.ts';
import { aboutNothing, type WhatAbout } from '#electron/access/what-about.ts';
import type { Store } from '#electron/store/store.ts';

/** Whether nothing of it ever left for the printer, as far as the printer knows: what a person says came out of it does not count. */
const neverLeft = ({ state, trouble }: Pick<PrintJob, 'state' | 'trouble'>): boolean =>
  state === 'cancelled' || (state === 'not-printed' && trouble !== null);

/** What printing again is about: a second paper of a gift card is the money on it once more in somebody's hand. */
export const printAbout = ({ jobs }: Pick<Store, 'jobs'>): Pick<WhatAbout, 'print.again'> => ({
  'print.again': ({ jobId }) => {
    const job = jobs.get(jobId);
    const isFirst = jobs.papersOf(job?.voucherId ?? '').every(neverLeft);
    const about = aboutNothing(jobId);
    return job?.document.secret === undefined || isFirst ? about : { ...about, also: 'reissue-gift-card' };
  },
});
