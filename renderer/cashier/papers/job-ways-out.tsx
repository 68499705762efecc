import { Printer } from 'lucide-react';
import type { PrintJobView } from '#shared/api/print.api.ts';
import { useSay } from '../../texts/use-texts.tsx';
import { Button } from '../../ui/button.tsx';
import { useAttempt } from '../use-attempt.ts';
import { useCounter } from '../use-counter.ts';

/** What a person can do about a job: say whether a doubtful paper came out, and print one that did not again, as a copy. */
export function JobWaysOut({ job }: { job: PrintJobView }) {
  const say = useSay();
  const { till } = useCounter();
  const { attempt, busy, failed } = useAttempt();
  const { jobId } = job;
  const settle = (printed: boolean) => () =>
    void attempt(() => till.call('print.settle', { jobId, printed }));
  if (job.state !== 'unknown' && job.state !== 'not-printed') return null;
  return (
    <div className="ways-out">
      {job.state === 'unknown' ? (
        <>
          <p>{say('printing.ask')}</p>
          <Button isDisabled={busy} onPress={settle(true)}>
            {say('printing.was-printed')}
          </Button>
          <Button isDisabled={busy} onPress={settle(false)}>
            {say('printing.was-not')}
          </Button>
        </>
      ) : (
        <Button isDisabled={busy} onPress={() => void attempt(() => till.call('print.again', { jobId }))}>
          <Printer aria-hidden />
          {say('printing.again')}
        </Button>
      )}
      {failed && <p role="alert">{say(`error.${failed}`)}</p>}
    </div>
  );
}
