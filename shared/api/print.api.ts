import { z } from 'zod';
import { JobState } from '../print/print-job.ts';
import { call, event } from './channel.ts';

export const PrintJobView = z.object({
  jobId: z.string(),
  title: z.string(),
  state: JobState,
  /** Why it is `not-printed` or `unknown`: a key under `printer.<trouble>`, or null. */
  trouble: z.string().nullable(),
  createdAtMs: z.int(),
  /** Whether it is a copy of an earlier paper with the same voucher id. */
  copy: z.boolean(),
  voucherId: z.string().nullable(),
  /** The batch it is one of many of, or null. */
  batchId: z.string().nullable(),
});
export type PrintJobView = z.infer<typeof PrintJobView>;

/** A batch of vouchers, and how far it is. */
export const BatchView = z.object({
  batchId: z.string(),
  createdAtMs: z.int(),
  /** What its papers are called. */
  title: z.string(),
  counts: z.record(JobState, z.int().nonnegative()),
});
export type BatchView = z.infer<typeof BatchView>;

/** What screens may ask of the printer. */
export const printApi = {
  /** The latest jobs, newest first. */
  'print.jobs': call(z.object({ limit: z.int().min(1).max(100) }), z.array(PrintJobView)),
  /** The paper as it comes out, dot for dot, as a PNG data URL with its size in dots. */
  'print.preview': call(
    z.object({ jobId: z.string().max(64) }),
    z.object({ png: z.string(), widthDots: z.int(), heightDots: z.int() }),
  ),
  /** Prints a voucher once more, marked COPY, with the same id. */
  'print.again': call(z.object({ jobId: z.string().max(64) }), PrintJobView),
  /** A person looked: an `unknown` job was printed after all, or was not. */
  'print.settle': call(z.object({ jobId: z.string().max(64), printed: z.boolean() }), PrintJobView),
  /** The latest batches, newest first. */
  'print.batches': call(z.object({}), z.array(BatchView)),
  /** Calls off the papers that nobody sent to the printer yet. */
  'print.cancel-batch': call(z.object({ batchId: z.string().max(64) }), BatchView),
  /** Holds back the papers that nobody sent to the printer yet, or lets them go on. */
  'print.pause-batch': call(z.object({ batchId: z.string().max(64), paused: z.boolean() }), BatchView),
  'print.changed': event(PrintJobView),
  'print.batch-changed': event(BatchView),
} as const;
