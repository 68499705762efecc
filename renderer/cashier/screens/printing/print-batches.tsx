import { useEffect, useState } from 'react';
import type { BatchView } from '#shared/api/print.api.ts';
import { useLive } from '../../../client/live.ts';
import { useSay } from '../../../texts/use-texts.tsx';
import { Button } from '../../../ui/button.tsx';
import { ProgressBar } from '../../../ui/progress-bar.tsx';
import { useAttempt } from '../../use-attempt.ts';
import { useCounter } from '../../use-counter.ts';

/** Batches that are not through yet, each with how far it is and a way to call off the rest. Nothing when there is none. */
export function PrintBatches() {
  const { till } = useCounter();
  const status = useLive(till.status);
  const [batches, setBatches] = useState<readonly BatchView[]>([]);
  useEffect(() => {
    let wanted = true;
    // Each paper that comes out is news of the till; the next news asks again if this asking fails.
    till.call('print.batches', {}).then(
      (read) => wanted && setBatches(read),
      () => {},
    );
    return () => {
      wanted = false;
    };
  }, [till, status]);
  const open = batches.filter(({ counts }) => waiting(counts) + (counts.unknown ?? 0) > 0);
  if (open.length === 0) return null;
  return (
    <ul className="print-jobs">
      {open.map((batch) => (
        <Batch key={batch.batchId} batch={batch} />
      ))}
    </ul>
  );
}

const waiting = (counts: BatchView['counts']): number => (counts.queued ?? 0) + (counts.sending ?? 0);

function Batch({ batch: { batchId, counts } }: { batch: BatchView }) {
  const say = useSay();
  const { till } = useCounter();
  const { attempt, failed } = useAttempt();
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0) - (counts.cancelled ?? 0);
  const [printed, unknown] = [counts.printed ?? 0, counts.unknown ?? 0];
  const words = say('printing.batch.progress', { printed, all });
  const cancel = () => void attempt(() => till.call('print.cancel-batch', { batchId }));
  return (
    <li>
      <h3>{say('printing.batch')}</h3>
      <ProgressBar have={printed} need={all} label={words} />
      <p>{words}</p>
      {unknown > 0 && <p className="job-trouble">{say('printing.batch.unknown', { count: unknown })}</p>}
      {(counts.queued ?? 0) > 0 && <Button onPress={cancel}>{say('printing.batch.cancel')}</Button>}
      {failed && <p role="alert">{say(`error.${failed}`)}</p>}
    </li>
  );
}
