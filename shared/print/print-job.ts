import { z } from 'zod';
import type { Document } from './document.ts';

/** Where a print job stands. `unknown`: bytes left us and nobody confirmed; only a person can tell. */
export const JobState = z.enum(['queued', 'sending', 'printed', 'not-printed', 'unknown']);
export type JobState = z.infer<typeof JobState>;

/** A page waiting for a printer, or having met one. */
export interface PrintJob {
  jobId: string;
  document: Document;
  state: JobState;
  /** Why it did not print, or nobody knows: a key under `printer.<trouble>`, or null. */
  trouble: string | null;
  createdAtMs: number;
  /** True for a second paper of the same voucher. */
  copy: boolean;
  voucherId: string | null;
}
