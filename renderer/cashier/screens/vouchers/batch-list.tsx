import { ChevronDown, Pause, Play } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { BatchView } from '#shared/api/print.api.ts';
import { formatWhen } from '#shared/api/sentences.ts';
import { useLive } from '../../../client/live.ts';
import { useTexts } from '../../../texts/use-texts.tsx';
import { Button } from '../../../ui/button.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { ProgressBar } from '../../../ui/progress-bar.tsx';
import { useAttempt } from '../../use-attempt.ts';
import { useCounter } from '../../use-counter.ts';
import { BatchVouchers } from './batch-vouchers.tsx';

/** Every batch of late, the newest first: how far its papers are, what holds them up, and what can be done. */
export function BatchList({ orders }: { orders: number }) {
  const { say } = useTexts();
  const { till } = useCounter();
  const status = useLive(till.status);
  const [batches, setBatches] = useState<readonly BatchView[]>();
  const [reads, setReads] = useState(0);
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
  }, [till, status, orders, reads]);
  return (
    <Panel title={say('vouchers.batches')}>
      {batches?.length === 0 && <p className="aside">{say('vouchers.batches.none')}</p>}
      <ul className="batch-list">
        {batches?.map((batch) => (
          <Batch key={batch.batchId} batch={batch} onChanged={() => setReads((count) => count + 1)} />
        ))}
      </ul>
    </Panel>
  );
}

function Batch({ batch, onChanged }: { batch: BatchView; onChanged(): void }) {
  const { say, language } = useTexts();
  const { till } = useCounter();
  const { attempt, busy, failed } = useAttempt();
  const [open, setOpen] = useState(false);
  const { batchId, title, createdAtMs, counts } = batch;
  const of = (state: keyof BatchView['counts']): number => counts[state] ?? 0;
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const words = say('printing.batch.progress', { printed: of('printed'), all: all - of('cancelled') });
  const others = (['queued', 'paused', 'not-printed', 'unknown', 'cancelled'] as const).filter(
    (state) => of(state) > 0,
  );
  const act = (what: () => Promise<unknown>) => () =>
    void attempt(async () => {
      await what();
      onChanged();
    });
  return (
    <li data-batch={batchId}>
      <div className="batch-head">
        <h3>{title}</h3>
        <p className="aside">{formatWhen(createdAtMs, language)}</p>
      </div>
      <ProgressBar have={of('printed')} need={Math.max(1, all - of('cancelled'))} label={words} />
      <p>
        {words}
        {others.map((state) => ` · ${of(state)} ${say(`print.state.${state}`)}`).join('')}
      </p>
      <div className="setup-actions">
        {of('queued') > 0 && (
          <Button
            isDisabled={busy}
            onPress={act(() => till.call('print.pause-batch', { batchId, paused: true }))}
          >
            <Pause aria-hidden />
            {say('vouchers.pause')}
          </Button>
        )}
        {of('paused') > 0 && (
          <Button
            isDisabled={busy}
            onPress={act(() => till.call('print.pause-batch', { batchId, paused: false }))}
          >
            <Play aria-hidden />
            {say('vouchers.resume')}
          </Button>
        )}
        {of('queued') + of('paused') > 0 && (
          <Button isDisabled={busy} onPress={act(() => till.call('print.cancel-batch', { batchId }))}>
            {say('printing.batch.cancel')}
          </Button>
        )}
        <Button look="quiet" aria-expanded={open} onPress={() => setOpen(!open)}>
          <ChevronDown aria-hidden />
          {say('vouchers.each')}
        </Button>
      </div>
      {failed && <p role="alert">{say(`error.${failed}`)}</p>}
      {open && <BatchVouchers batch={batch} onChanged={onChanged} />}
    </li>
  );
}
