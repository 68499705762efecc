import { Ban, Printer } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { RefusalView } from '#shared/api/checkout.api.ts';
import type { BatchView } from '#shared/api/print.api.ts';
import { refusalSentence } from '#shared/api/sentences.ts';
import type { BatchVoucherView } from '#shared/api/vouchers.api.ts';
import { useTexts } from '../../../texts/use-texts.tsx';
import { Button } from '../../../ui/button.tsx';
import { Chip } from '../../../ui/chip.tsx';
import { Notice } from '../../../ui/notice.tsx';
import type { Tone } from '../../../ui/tone.ts';
import { useAttempt } from '../../use-attempt.ts';
import { useCounter } from '../../use-counter.ts';

const tones: Record<BatchVoucherView['life'], Tone> = {
  unborn: 'neutral',
  good: 'gain',
  used: 'spend',
  voided: 'stop',
  elsewhere: 'neutral',
};

/** Voucher by voucher: its number, its paper, what became of it; to be printed again as a copy, or taken back. */
export function BatchVouchers({ batch, onChanged }: { batch: BatchView; onChanged(): void }) {
  const speech = useTexts();
  const { say, currency } = speech;
  const { till } = useCounter();
  const { attempt, busy, failed } = useAttempt();
  const [vouchers, setVouchers] = useState<readonly BatchVoucherView[]>([]);
  const [refusal, setRefusal] = useState<RefusalView>();
  const [asked, ask] = useState(false);
  const { batchId } = batch;
  useEffect(() => {
    let wanted = true;
    till.call('vouchers.of-batch', { batchId }).then(
      (read) => wanted && setVouchers(read),
      () => {},
    );
    return () => {
      wanted = false;
    };
  }, [till, batchId, batch]);
  const takeBack = (voucherIds: string[]) =>
    void attempt(async () => {
      const answer = await till.call('vouchers.void', { voucherIds, because: 'mistake' });
      setRefusal(answer.ok ? undefined : answer.refusal);
      ask(false);
      onChanged();
    });
  const open = vouchers.filter(
    ({ life, state }) => life === 'good' || (life === 'unborn' && state !== 'cancelled'),
  );
  return (
    <div className="batch-vouchers">
      {open.length > 0 &&
        (asked ? (
          <div className="setup-actions" role="group" aria-label={say('vouchers.void-all')}>
            <p>{say('vouchers.void-all.sure', { count: open.length })}</p>
            <Button isDisabled={busy} onPress={() => takeBack(open.map(({ voucherId }) => voucherId))}>
              {say('vouchers.void-all.yes')}
            </Button>
            <Button look="quiet" onPress={() => ask(false)}>
              {say('vouchers.void-all.no')}
            </Button>
          </div>
        ) : (
          <Button look="quiet" onPress={() => ask(true)}>
            <Ban aria-hidden />
            {say('vouchers.void-all')}
          </Button>
        ))}
      {refusal && <Notice tone="stop" text={refusalSentence(refusal, speech, currency)} />}
      {failed && <p role="alert">{say(`error.${failed}`)}</p>}
      {/* Reached with Tab so that it can be scrolled without a mouse. */}
      <div role="region" tabIndex={0} aria-label={say('vouchers.each')}>
        <ul>
          {vouchers.map(({ voucherId, jobId, state, copy, life }) => (
            <li key={voucherId}>
              <code>{voucherId.slice(-4).toUpperCase()}</code>
              <Chip tone={tones[life]}>{say(`vouchers.life.${life}`)}</Chip>
              <span className="aside">
                {say(`print.state.${state}`)}
                {copy && `, ${say('printing.copy')}`}
              </span>
              {life === 'good' && (
                <>
                  <Button
                    look="quiet"
                    isDisabled={busy}
                    aria-label={`${say('printing.again')}: ${voucherId.slice(-4)}`}
                    onPress={() => void attempt(() => till.call('print.again', { jobId }).then(onChanged))}
                  >
                    <Printer aria-hidden />
                  </Button>
                  <Button
                    look="quiet"
                    isDisabled={busy}
                    aria-label={`${say('vouchers.void')}: ${voucherId.slice(-4)}`}
                    onPress={() => takeBack([voucherId])}
                  >
                    <Ban aria-hidden />
                  </Button>
                </>
              )}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
