import { assert } from '#shared/base/assert.ts';
import type { Document } from '#shared/print/document.ts';
import { JobState, type PrintBatch, type PrintJob } from '#shared/print/print-job.ts';
import type { Db } from './open-database.ts';

/** A page to be printed, before it is in the queue. */
export type NewPrintJob = Pick<PrintJob, 'jobId' | 'document' | 'copy' | 'voucherId'> &
  Partial<Pick<PrintJob, 'batchId' | 'activates'>> & {
    /** `sending` for one that is on its way by itself, and not the spool's. */
    state?: 'queued' | 'sending';
  };

/** The durable side of the print queue. */
export interface PrintJobs {
  /** Part of the caller's transaction: a voucher and its paper come into being together. */
  add(job: NewPrintJob, atMs: number): void;
  nextQueued(): PrintJob | undefined;
  interrupted(): PrintJob[];
  setState(jobId: string, state: JobState, trouble: string | null): PrintJob;
  get(jobId: string): PrintJob | undefined;
  /** Every paper of a voucher, or of the sale that loaded a gift card. */
  papersOf(voucherId: string): Pick<PrintJob, 'state' | 'trouble'>[];
  /** The paper a voucher first came out on. */
  firstOf(voucherId: string): string | undefined;
  /** Of a batch only the papers that need a person: the others are told by its counts. */
  latest(limit: number): PrintJob[];
  /** Newest first. */
  batches(limit: number): PrintBatch[];
  batch(batchId: string): PrintBatch | undefined;
  /** The latest paper of each voucher in it, in the order in which they were planned. */
  ofBatch(batchId: string): PrintJob[];
  /** Calls off what is still queued of it, or held back. */
  cancelBatch(batchId: string): void;
  /** Holds back what is still queued of it, or lets it go on. */
  pauseBatch(batchId: string, paused: boolean): void;
  /** Calls off every paper of a voucher that still waits; one that is under way comes out, and brings nothing to life. */
  cancelVoucher(voucherId: string): void;
  /** How many papers did not come out, or nobody knows, and were not printed again since. */
  needingPeople(): number;
}

const columns =
  'job_id AS jobId, document, state, trouble, created_at AS createdAtMs, copy, voucher_id AS voucherId, batch_id AS batchId, activates';
type JobRow = Omit<PrintJob, 'document' | 'copy' | 'activates'> & {
  document: string;
  copy: number;
  activates: string | null;
};
const fromRow = (row: JobRow): PrintJob => ({
  ...row,
  document: JSON.parse(row.document) as Document,
  copy: row.copy === 1,
  activates: row.activates === null ? null : (JSON.parse(row.activates) as PrintJob['activates']),
});

/** The print queue in one database. A change of state is on disk when the call returns. */
export function createPrintJobs(db: Db): PrintJobs {
  const insert = db.prepare(
    `INSERT INTO print_job (job_id, document, state, trouble, created_at, copy, voucher_id, batch_id, activates)
     VALUES (?, ?, ?, NULL, ?, ?, ?, ?, ?)`,
  );
  const oldestIn = db.prepare(`SELECT ${columns} FROM print_job WHERE state = ?
     ORDER BY batch_id IS NOT NULL, created_at, rowid`);
  const one = db.prepare(`SELECT ${columns} FROM print_job WHERE job_id = ?`);
  const some =
    db.prepare(`SELECT ${columns} FROM print_job WHERE batch_id IS NULL OR state IN ('not-printed', 'unknown')
     ORDER BY created_at DESC, rowid DESC LIMIT ?`);
  const set = db.prepare('UPDATE print_job SET state = ?, trouble = ? WHERE job_id = ?');
  const first = db
    .prepare<[string], string>('SELECT job_id FROM print_job WHERE voucher_id = ? ORDER BY rowid LIMIT 1')
    .pluck();
  const papers = db.prepare<[string], Pick<PrintJob, 'state' | 'trouble'>>(
    'SELECT state, trouble FROM print_job WHERE voucher_id = ? ORDER BY rowid',
  );
  const waiting = db
    .prepare(
      `SELECT count(*) FROM print_job AS job WHERE state IN ('not-printed', 'unknown') AND NOT EXISTS
       (SELECT 1 FROM print_job AS later WHERE later.voucher_id = job.voucher_id AND later.rowid > job.rowid)`,
    )
    .pluck();
  // A paper that was printed again counts by the latest of its prints.
  const counted = db.prepare(
    `SELECT state, count(*) AS papers FROM print_job AS job WHERE batch_id = ? AND NOT EXISTS
     (SELECT 1 FROM print_job AS later WHERE later.voucher_id = job.voucher_id AND later.rowid > job.rowid) GROUP BY state`,
  );
  const begun = db.prepare(
    `SELECT batch_id AS batchId, min(created_at) AS createdAtMs, document ->> 'title' AS title FROM print_job WHERE batch_id IS NOT NULL GROUP BY batch_id
     ORDER BY createdAtMs DESC, min(rowid) DESC LIMIT ?`,
  );
  const beginOf = db.prepare<[string], Pick<PrintBatch, 'createdAtMs' | 'title'>>(
    `SELECT created_at AS createdAtMs, document ->> 'title' AS title FROM print_job WHERE batch_id = ? ORDER BY rowid LIMIT 1`,
  );
  const latestOf = db.prepare(
    `SELECT ${columns} FROM print_job AS job WHERE batch_id = ? AND NOT EXISTS
     (SELECT 1 FROM print_job AS later WHERE later.voucher_id = job.voucher_id AND later.rowid > job.rowid)
     ORDER BY (SELECT min(rowid) FROM print_job AS first WHERE first.voucher_id = job.voucher_id)`,
  );
  const cancel = db.prepare(
    `UPDATE print_job SET state = 'cancelled' WHERE batch_id = ? AND state IN ('queued', 'paused')`,
  );
  const pause = db.prepare('UPDATE print_job SET state = ? WHERE batch_id = ? AND state = ?');
  const cancelOne = db.prepare(
    `UPDATE print_job SET state = 'cancelled' WHERE voucher_id = ? AND state IN ('queued', 'paused', 'not-printed', 'unknown')`,
  );
  const disarm = db.prepare(
    `UPDATE print_job SET activates = NULL WHERE voucher_id = ? AND state = 'sending'`,
  );
  const countsOf = (batchId: string): PrintBatch['counts'] => {
    const rows = counted.all(batchId) as { state: JobState; papers: number }[];
    const count = (state: JobState): number => rows.find((row) => row.state === state)?.papers ?? 0;
    return Object.fromEntries(JobState.options.map((state) => [state, count(state)])) as PrintBatch['counts'];
  };
  const get = (jobId: string) => {
    const row = one.get(jobId) as JobRow | undefined;
    return row && fromRow(row);
  };
  return {
    add: (job, atMs) =>
      void insert.run(
        job.jobId,
        JSON.stringify(job.document),
        job.state ?? 'queued',
        atMs,
        job.copy ? 1 : 0,
        job.voucherId,
        job.batchId ?? null,
        job.activates ? JSON.stringify(job.activates) : null,
      ),
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
    papersOf: (voucherId) => papers.all(voucherId),
    firstOf: (voucherId) => first.get(voucherId),
    latest: (limit) => (some.all(limit) as JobRow[]).map(fromRow),
    batches: (limit) =>
      (begun.all(limit) as Omit<PrintBatch, 'counts'>[]).map((row) => ({
        ...row,
        counts: countsOf(row.batchId),
      })),
    ofBatch: (batchId) => (latestOf.all(batchId) as JobRow[]).map(fromRow),
    batch(batchId) {
      const begin = beginOf.get(batchId);
      return begin && { batchId, ...begin, counts: countsOf(batchId) };
    },
    cancelBatch: (batchId) => void cancel.run(batchId),
    pauseBatch: (batchId, paused) =>
      void pause.run(paused ? 'paused' : 'queued', batchId, paused ? 'queued' : 'paused'),
    cancelVoucher(voucherId) {
      cancelOne.run(voucherId);
      disarm.run(voucherId);
    },
    needingPeople: () => waiting.get() as number,
  };
}
