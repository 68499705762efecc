import { ChannelError, type Handlers } from '#shared/api/channel.ts';
import type { BatchView, printApi, PrintJobView } from '#shared/api/print.api.ts';
import type { Say } from '#shared/base/language.ts';
import type { Machine } from '#shared/base/machine.ts';
import { copyOf, withoutSecret, type Document } from '#shared/print/document.ts';
import type { PrintJob } from '#shared/print/print-job.ts';
import type { SetJobState } from '#electron/printing/activating-queue.ts';
import type { Store } from '#electron/store/store.ts';

export interface PrintDesk {
  store: Store;
  machine: Pick<Machine, 'newId'>;
  say: Say;
  setState: SetJobState;
  /** The paper as the printer will make it. */
  preview(document: Document): { png: Uint8Array; widthDots: number; heightDots: number };
  /** Whether there is no other paper than that picture: the printer of a shop of make-believe. */
  isThePaper(): boolean;
  /** A new job waits, or a person settled one. */
  changed(job: PrintJobView): void;
  /** More or fewer papers of a batch wait. */
  batchChanged(batch: BatchView): void;
  wake(): void;
}

/** A print job as screens show it. */
export const printJobView = (job: PrintJob): PrintJobView => {
  const { jobId, document, state, trouble, createdAtMs, copy, voucherId, batchId } = job;
  return { jobId, title: document.title, state, trouble, createdAtMs, copy, voucherId, batchId };
};

/** How many batches are shown. */
const latestBatches = 10;

/** What people may do about paper: look at it, print it again as a COPY, or say what came out of the printer. */
export function printHandlers(desk: PrintDesk): Handlers<typeof printApi> {
  const { jobs } = desk.store;
  const known = (jobId: string): PrintJob => {
    const job = jobs.get(jobId);
    if (!job) throw new ChannelError('NOT_FOUND', `print job ${jobId}`);
    return job;
  };
  const tell = (job: PrintJob): PrintJobView => {
    const view = printJobView(job);
    desk.changed(view);
    return view;
  };
  const batch = (batchId: string): BatchView => {
    const found = jobs.batch(batchId);
    if (!found) throw new ChannelError('NOT_FOUND', `batch ${batchId}`);
    return found;
  };
  return {
    'print.jobs': ({ limit }) => jobs.latest(limit).map(printJobView),
    'print.preview': ({ jobId }) => {
      const { document } = known(jobId);
      const { png, ...size } = desk.preview(desk.isThePaper() ? document : withoutSecret(document));
      return { png: `data:image/png;base64,${Buffer.from(png).toString('base64')}`, ...size };
    },
    'print.again': ({ jobId }) => {
      const { document, copy, voucherId, batchId, activates, state } = known(jobId);
      // A paper that was called off would be worth something only now: who wants it after all orders it anew.
      const calledOff = voucherId !== null && (state === 'cancelled' || activates === null);
      if (batchId !== null && calledOff && !desk.store.look.voucher(voucherId))
        throw new ChannelError('NOT_FOUND', `print job ${jobId} was called off`);
      const paper = copy ? document : copyOf(document, desk.say('voucher.copy'));
      const again = {
        jobId: desk.machine.newId(),
        document: paper,
        copy: true,
        voucherId,
        batchId,
        activates,
      };
      desk.store.print([again]);
      const view = tell(known(again.jobId));
      desk.wake();
      return view;
    },
    'print.settle': ({ jobId, printed }) => {
      const job = known(jobId);
      if (job.state !== 'unknown') return printJobView(job);
      return tell(desk.setState(jobId, printed ? 'printed' : 'not-printed', null));
    },
    'print.batches': () => jobs.batches(latestBatches),
    'print.cancel-batch': ({ batchId }) => {
      batch(batchId);
      jobs.cancelBatch(batchId);
      desk.batchChanged(batch(batchId));
      return batch(batchId);
    },
    'print.pause-batch': ({ batchId, paused }) => {
      batch(batchId);
      jobs.pauseBatch(batchId, paused);
      desk.batchChanged(batch(batchId));
      if (!paused) desk.wake();
      return batch(batchId);
    },
  };
}
