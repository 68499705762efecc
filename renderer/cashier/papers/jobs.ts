import type { PrintJobView } from '#shared/api/print.api.ts';

/** The latest print of the paper that a job was to make: the job itself, or a copy made since. `jobs` are newest first. */
export function latestPrint(jobs: readonly PrintJobView[], jobId: string): PrintJobView | undefined {
  const job = jobs.find((one) => one.jobId === jobId);
  return job?.voucherId ? jobs.find((one) => one.voucherId === job.voucherId) : job;
}

/** The jobs that wait for a person, as the till counts them: what went wrong and was not printed again since. */
export function jobsForPeople(jobs: readonly PrintJobView[]): PrintJobView[] {
  return jobs.filter(
    (job) =>
      (job.state === 'not-printed' || job.state === 'unknown') &&
      latestPrint(jobs, job.jobId)?.jobId === job.jobId,
  );
}
