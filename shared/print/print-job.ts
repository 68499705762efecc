import { z } from 'zod';
import type { Fact } from '../ledger/events.ts';
import type { Document } from './document.ts';

/**
 * Where a print job stands. `unknown`: bytes left us and nobody confirmed; only a person can tell. `paused`: held back while it was
 * still queued; `cancelled`: called off.
 */
export const JobState = z.enum([
  'queued',
  'sending',
  'printed',
  'not-printed',
  'unknown',
  'paused',
  'cancelled',
]);
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
  /** The voucher that it is the paper of, or the sale that loaded a gift card; null for all else. */
  voucherId: string | null;
  /** The batch that it is one of many of, or null. */
  batchId: string | null;
  /** What becomes true when the paper is printed, and not before: the voucher on it. Null for a paper of what is true already. */
  activates: Extract<Fact, { type: 'VoucherIssued' }> | null;
}

/** How far a batch is: how many of its papers stand where. */
export interface PrintBatch {
  batchId: string;
  createdAtMs: number;
  /** What its papers are called. */
  title: string;
  /** Of the papers in it: each counts once, by its latest print. */
  counts: Record<JobState, number>;
}
