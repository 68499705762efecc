import { expect, test } from 'vitest';
import type { PrintJobView } from '#shared/api/print.api.ts';
import { jobsForPeople, latestPrint } from './jobs.ts';

const job = (jobId: string, state: PrintJobView['state'], voucherId: string | null = null): PrintJobView => ({
  jobId,
  title: jobId,
  state,
  trouble: null,
  createdAtMs: 0,
  copy: false,
  voucherId,
  batchId: null,
});

test('a paper that was printed again needs nobody, one that failed again needs somebody once', () => {
  const printedAgain = [job('copy', 'printed', 'v'), job('first', 'not-printed', 'v')];
  expect(jobsForPeople(printedAgain)).toEqual([]);
  const failedAgain = [job('copy', 'unknown', 'v'), job('first', 'not-printed', 'v')];
  expect(jobsForPeople(failedAgain).map(({ jobId }) => jobId)).toEqual(['copy']);
});

test('papers without a voucher stand for themselves', () => {
  const jobs = [job('b', 'not-printed'), job('a', 'unknown'), job('c', 'queued')];
  expect(jobsForPeople(jobs).map(({ jobId }) => jobId)).toEqual(['b', 'a']);
});

test('a sale shows how the latest print of its voucher went', () => {
  const jobs = [job('copy', 'printed', 'v'), job('other', 'sending', 'w'), job('first', 'not-printed', 'v')];
  expect(latestPrint(jobs, 'first')?.jobId).toBe('copy');
  expect(latestPrint(jobs, 'other')?.jobId).toBe('other');
  expect(latestPrint(jobs, 'gone')).toBeUndefined();
});
