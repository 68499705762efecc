import { useState } from 'react';
import type { PrintAttempt, PrinterConfirms, PrinterView } from '#shared/api/printer.api.ts';
import { useSay } from '../../../texts/use-texts.tsx';
import { Button } from '../../../ui/button.tsx';
import { useAttempt } from '../../use-attempt.ts';
import { useCounter } from '../../use-counter.ts';
import { afterLooking, afterPrinting, confirmWays, type SlipSeen } from './confirms-verdict.ts';

/** Where the search is: a slip is being printed, somebody looks at it, or it ended. */
type Step =
  | { at: 'start' }
  | { at: 'printing' | 'look'; number: number }
  | { at: 'stopped'; attempt: PrintAttempt | null };

const seenChoices: readonly SlipSeen[] = ['clean', 'odd', 'nothing'];

/** Finding out how this printer says that a paper is done: slip by slip, with somebody who looks at what comes out. */
export function FindConfirms({ view, onFound }: { view: PrinterView; onFound(view: PrinterView): void }) {
  const say = useSay();
  const { till } = useCounter();
  const [step, setStep] = useState<Step>({ at: 'start' });
  const { attempt, busy, failed } = useAttempt();
  const wayOf = (number: number): PrinterConfirms => confirmWays[number - 1] ?? 'none';
  const tryFrom = async (first: number): Promise<void> => {
    for (let number = first; number <= confirmWays.length; number += 1) {
      const way = wayOf(number);
      setStep({ at: 'printing', number });
      const tried = await till.call('printer.try-confirms', { confirms: way, number });
      const next = afterPrinting(way, tried);
      if (next === 'look') return setStep({ at: 'look', number });
      if (next === 'stop') return setStep({ at: 'stopped', attempt: tried });
    }
  };
  const saw = async (number: number, seen: SlipSeen): Promise<void> => {
    const verdict = afterLooking(wayOf(number), seen);
    if (verdict === 'next') return tryFrom(number + 1);
    if (verdict === 'stop') return setStep({ at: 'stopped', attempt: null });
    onFound(await till.call('printer.keep-confirms', { confirms: wayOf(number) }));
    setStep({ at: 'start' });
  };
  return (
    <div className="device" role="group" aria-label={say('devices.confirms')}>
      <h4>{say('devices.confirms')}</h4>
      <p className="aside">
        {say(`devices.confirms.${view.confirms}`)}
        {!view.confirmsFound && ` ${say('devices.confirms.guessed')}`}
      </p>
      <div aria-live="polite">
        {step.at === 'printing' && <p>{say('devices.confirms.printing', { number: step.number })}</p>}
        {step.at === 'look' && <p>{say('devices.confirms.look', { number: step.number })}</p>}
        {step.at === 'stopped' && <p className="device-trouble">{say(whyStopped(step.attempt))}</p>}
      </div>
      {step.at === 'look' &&
        seenChoices.map((seen) => (
          <Button key={seen} isDisabled={busy} onPress={() => void attempt(() => saw(step.number, seen))}>
            {say(`devices.confirms.seen.${seen}`)}
          </Button>
        ))}
      {(step.at === 'start' || step.at === 'stopped') && (
        <Button look="quiet" isDisabled={busy} onPress={() => void attempt(() => tryFrom(1))}>
          {say('devices.confirms.find')}
        </Button>
      )}
      {failed && <p role="alert">{say(`error.${failed}`)}</p>}
    </div>
  );
}

function whyStopped(attempt: PrintAttempt | null): string {
  if (attempt?.outcome === 'busy') return 'devices.test.busy';
  return attempt?.trouble ? `printer.${attempt.trouble}` : 'devices.confirms.nothing-came';
}
