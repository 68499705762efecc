import type { PrinterDriver, PrintResult, PrintTrouble } from '#electron/devices/driver.ts';
import type { JobState, PrintJob } from '#shared/print/print-job.ts';
import type { PrinterModel } from './printer-model.ts';
import type { ShopLogo } from './shop-logo.ts';
import { documentToEscpos, separatorEscpos } from './to-escpos.ts';

/** The durable queue behind the spool: what it says is on disk when it returns. */
export interface JobQueue {
  /** The oldest job in state `queued`. */
  nextQueued(): PrintJob | undefined;
  setState(jobId: string, state: JobState, trouble: string | null): PrintJob;
  /** Jobs found in state `sending`: a till that died while it printed them. */
  interrupted(): PrintJob[];
}

export interface PrintSpoolOptions {
  queue: JobQueue;
  /** Null in a shop without a printer. */
  printer: Pick<PrinterDriver, 'print'> | null;
  model: PrinterModel;
  /** The shop's picture, asked for with each page that wants it. */
  logo?(): ShopLogo | null;
  /** A job came into another state, or a printer that stands in the middle of it has another trouble. */
  onChange(job: PrintJob): void;
  /** What was not foreseen: a queue that cannot be written, a page that cannot be drawn. The spool goes on. */
  onError?(error: unknown): void;
}

export interface PrintSpool {
  /** Says that there may be something to print, or that a person saw to the printer. */
  wake(): void;
  /** Resolves when nothing is being printed and nothing more will be until the next wake. */
  idle(): Promise<void>;
  /** Ends what is under way: a job of which nothing was sent waits on, another becomes `unknown`. */
  close(): Promise<void>;
}

/**
 * Brings queued pages to paper, one at a time, oldest first. A job is `sending` on disk before its first byte leaves, so
 * that no crash can make a printed page look unprinted. After a job that did not print the rest waits for a wake: the next
 * page, a person, or the printer when it is well again.
 */
export function startPrintSpool(options: PrintSpoolOptions): PrintSpool {
  const { queue, printer, model, onChange, onError } = options;
  const stopping = new AbortController();
  let doubtful = false;
  let wanted = true;

  const change = (jobId: string, state: JobState, trouble: string | null): void =>
    onChange(queue.setState(jobId, state, trouble));

  const printOne = async (job: PrintJob): Promise<PrintResult> => {
    if (!printer) return { outcome: 'not-printed', trouble: 'no-printer' };
    const bytes = orReport(() => bytesOf(job, options, doubtful), onError);
    if (!bytes) return { outcome: 'not-printed', trouble: 'unprintable' };
    change(job.jobId, 'sending', null);
    const onWaiting = (trouble: PrintTrouble | null): void => {
      orReport(() => change(job.jobId, 'sending', trouble), onError);
    };
    const result = await printer
      .print(bytes, { signal: stopping.signal, onWaiting })
      .catch((error: unknown) => {
        onError?.(error);
        return { outcome: 'unknown', trouble: 'interrupted' } as const;
      });
    if (result.outcome !== 'not-printed') doubtful = leavesDoubt(result, model);
    return result;
  };
  const drain = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const job = queue.nextQueued();
      if (!job) return;
      const result = await printOne(job);
      if (result.outcome === 'printed') change(job.jobId, 'printed', null);
      else if (result.outcome === 'unknown') change(job.jobId, 'unknown', result.trouble);
      else if (result.trouble === 'interrupted') change(job.jobId, 'queued', null);
      // Nothing of it left us. One of many goes on when the printer does; a single paper's customer may be gone by then.
      else if (job.batchId !== null && isOfPrinter(result)) change(job.jobId, 'queued', result.trouble);
      else change(job.jobId, 'not-printed', result.trouble);
      if (isOfPrinter(result)) return;
    }
  };
  const run = async (): Promise<void> => {
    while (wanted && !stopping.signal.aborted) {
      wanted = false;
      await drain().catch((error: unknown) => onError?.(error));
    }
    running = undefined;
  };

  const lost = queue.interrupted().map((job) => queue.setState(job.jobId, 'unknown', 'interrupted'));
  if (lost.length > 0) doubtful = true;
  // Told and begun only after whoever starts us has put itself together.
  let running: Promise<void> | undefined = new Promise((resolve) => {
    setImmediate(() => {
      for (const job of lost) onChange(job);
      resolve(run());
    });
  });
  return {
    wake() {
      wanted = true;
      if (!stopping.signal.aborted) running ??= run();
    },
    async idle() {
      await running;
    },
    async close() {
      stopping.abort();
      await running;
    },
  };
}

/** Whether the next page would meet the same. A shop without a printer goes on: its pages are all set aside. */
const isOfPrinter = (result: PrintResult): boolean =>
  result.outcome === 'not-printed' && result.trouble !== 'unprintable' && result.trouble !== 'no-printer';

/** The bytes of a job, after a line across the paper when nobody knows what the printer still had from the last one. */
function bytesOf(
  job: PrintJob,
  { model, logo }: Pick<PrintSpoolOptions, 'model' | 'logo'>,
  doubtful: boolean,
): Uint8Array {
  const bytes = documentToEscpos(job.document, model, logo?.());
  return doubtful ? Uint8Array.from([...separatorEscpos(model), ...bytes]) : bytes;
}

/** A printer that never confirms is not in doubt for that: its `unknown` is the best it can say. */
const leavesDoubt = (result: PrintResult, model: PrinterModel): boolean =>
  result.outcome === 'unknown' && !(model.confirms === 'none' && result.trouble === 'no-answer');

function orReport<T>(attempt: () => T, onError: PrintSpoolOptions['onError']): T | undefined {
  try {
    return attempt();
  } catch (error) {
    onError?.(error);
    return undefined;
  }
}
