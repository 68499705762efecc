import { Printer } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import type { PrintJobView } from '#shared/api/print.api.ts';
import { useLive } from '../../../client/live.ts';
import { useSay } from '../../../texts/use-texts.tsx';
import { JobState } from '../../papers/job-paper.tsx';
import { jobsForPeople } from '../../papers/jobs.ts';
import { JobWaysOut } from '../../papers/job-ways-out.tsx';
import { PaperImage } from '../../papers/paper-image.tsx';
import type { Screen } from '../../screen.ts';
import { useCounter } from '../../use-counter.ts';
import { PrintBatches } from './print-batches.tsx';
import './printing.css';

/** The papers that need a person, newest first, each with its picture and the way out. */
function PrintingScreen() {
  const say = useSay();
  const jobs = jobsForPeople(useLive(useCounter().till.jobs));
  return (
    <>
      <PrintBatches />
      {jobs.length === 0 ? (
        <p className="aside">{say('printing.empty')}</p>
      ) : (
        <ul className="print-jobs">
          {jobs.map((job) => (
            <Job key={job.jobId} job={job} />
          ))}
        </ul>
      )}
    </>
  );
}

function Job({ job }: { job: PrintJobView }) {
  const say = useSay();
  const [shown, show] = useState(false);
  return (
    <li>
      <h3>{job.title}</h3>
      <JobState job={job} />
      {shown ? (
        <PaperImage jobId={job.jobId} />
      ) : (
        <Button look="quiet" onPress={() => show(true)}>
          {say('printing.show')}
        </Button>
      )}
      <JobWaysOut job={job} />
    </li>
  );
}

export const printing: Screen = {
  name: 'printing',
  place: 'side',
  title: 'printing.title',
  icon: Printer,
  isOffered: () => true,
  asks: { count: (status) => status.printTrouble, text: 'printing.badge' },
  Body: PrintingScreen,
};
