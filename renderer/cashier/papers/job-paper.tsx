import type { ReactNode } from 'react';
import type { PrintJobView } from '#shared/api/print.api.ts';
import { useLive } from '../../client/live.ts';
import { useSay } from '../../texts/use-texts.tsx';
import { Chip } from '../../ui/chip.tsx';
import type { Tone } from '../../ui/tone.ts';
import { useCounter } from '../use-counter.ts';
import { latestPrint } from './jobs.ts';
import { JobWaysOut } from './job-ways-out.tsx';
import { PaperImage } from './paper-image.tsx';
import './papers.css';

const tones: Record<PrintJobView['state'], Tone> = {
  queued: 'neutral',
  sending: 'neutral',
  printed: 'gain',
  'not-printed': 'stop',
  unknown: 'attention',
  paused: 'neutral',
  cancelled: 'neutral',
};

/** A print job as it stands now: the paper's picture, its state in words, and the way out if a person is needed. */
export function JobPaper({ jobId, children }: { jobId: string; children?: ReactNode }) {
  const job = latestPrint(useLive(useCounter().till.jobs), jobId);
  return (
    <div className="job-paper">
      <PaperImage jobId={job?.jobId ?? jobId} />
      <JobWords jobId={jobId}>{children}</JobWords>
    </div>
  );
}

/** The same without the picture. */
export function JobWords({ jobId, children }: { jobId: string; children?: ReactNode }) {
  const job = latestPrint(useLive(useCounter().till.jobs), jobId);
  return (
    <div className="job-words">
      {children}
      {job && <JobState job={job} />}
      {job && <JobWaysOut job={job} />}
    </div>
  );
}

/** Where a job stands and, if it went wrong, why. */
export function JobState({ job }: { job: PrintJobView }) {
  const say = useSay();
  return (
    <>
      <p className="job-chips">
        <Chip tone={tones[job.state]}>{say(`print.state.${job.state}`)}</Chip>
        {job.copy && <Chip tone="neutral">{say('printing.copy')}</Chip>}
      </p>
      {job.trouble && <p className="job-trouble">{say(`printer.${job.trouble}`)}</p>}
    </>
  );
}
