import { assert } from '#shared/base/assert.ts';
import type { Document } from '#shared/print/document.ts';
import type { JobState, PrintJob } from '#shared/print/print-job.ts';
import type { Db } from './open-database.ts';

/** A page to be printed, before it is in the queue. */
export type NewPrintJob = Pick<PrintJob, 'jobId' | 'document' | 'copy' | 'voucherId'>;

/** The durable side of the print queue. */
export interface PrintJobs {
  /** Part of the caller's transaction: a voucher and its paper come into being together. */
  add(job: NewPrintJob, atMs: number): void;
  nextQueued(): PrintJob | undefined;
  interrupted(): PrintJob[];
  setState(jobId: string, state: JobState, trouble: string | null): PrintJob;
  get(jobId: string): PrintJob | undefined;
  /** The paper a voucher first came out on. */
  firstOf(voucherId: string): string | undefined;
  latest(limit: number): PrintJob[];
  /** How many papers did not come out, or nobody knows, and were not printed again since. */
  needingPeople(): number;
}

const columns =
  'job_id AS jobId, document, state, trouble, created_at AS createdAtMs, copy, voucher_id AS voucherId';
type JobRow = Omit<PrintJob, 'document' | 'copy'> & { document: string; copy: number };
const fromRow = (row: JobRow): PrintJob => ({
  ...row,
  document: JSON.parse(row.document) as Document,
  copy: row.copy === 1,
});

/** The print queue in one database. A change of state is on disk when the call returns. */
export function createPrintJobs(db: Db): PrintJobs {
  const insert = db.prepare(
    `INSERT INTO print_job (job_id, document, state, trouble, created_at, copy, voucher_id) VALUES (?, ?, 'queued', NULL, ?, ?, ?)`,
  );
  const oldestIn = db.prepare(`SELECT ${columns} FROM print_job WHERE state = ? ORDER BY created_at, rowid`);
  const one = db.prepare(`SELECT ${columns} FROM print_job WHERE job_id = ?`);
  const some = db.prepare(`SELECT ${columns} FROM print_job ORDER BY created_at DESC, rowid DESC LIMIT ?`);
  const set = db.prepare('UPDATE print_job SET state = ?, trouble = ? WHERE job_id = ?');
  const first = db
    .prepare<[string], string>('SELECT job_id FROM print_job WHERE voucher_id = ? ORDER BY rowid LIMIT 1')
    .pluck();
  const waiting = db
    .prepare(
      `SELECT count(*) FROM print_job AS job WHERE state IN ('not-printed', 'unknown') AND NOT EXISTS
       (SELECT 1 FROM print_job AS later WHERE later.voucher_id = job.voucher_id AND later.rowid > job.rowid)`,
    )
    .pluck();
  const get = (jobId: string) => {
    const row = one.get(jobId) as JobRow | undefined;
    return row && fromRow(row);
  };
  return {
    add: (job, atMs) =>
      void insert.run(job.jobId, JSON.stringify(job.document), atMs, job.copy ? 1 : 0, job.voucherId),
    nextQueued() {
      const row = oldestIn.get('queued') as JobRow | undefined;
      return row && fromRow(row);
    },
    interrupted: () => (oldestIn.all('sending') as JobRow[]).map(fromRow),
    setState(jobId, state, trouble) {
      set.run(state, trouble, jobId);
      const job = get(jobId);
      assert(job, 'only known jobs change their state');
      return job;
    },
    get,
    firstOf: (voucherId) => first.get(voucherId),
    latest: (limit) => (some.all(limit) as JobRow[]).map(fromRow),
    needingPeople: () => waiting.get() as number,
  };
}
