import { useState } from 'react';
import { ChannelError, type ErrorCode } from '#shared/api/channel.ts';
import type { PracticePrinter as PrinterView } from '#shared/api/practice.api.ts';
import { useSay } from '../../../texts/use-texts.tsx';
import { Choice } from '../../../ui/choice.tsx';
import { useCounter } from '../../use-counter.ts';

/** A printer without a printer: whether it has paper, and how much came out. */
export function PracticePrinter({ printer }: { printer: PrinterView }) {
  const say = useSay();
  const { till } = useCounter();
  const [failed, setFailed] = useState<ErrorCode>();
  const setPaper = (paper: PrinterView['paper']): void => {
    setFailed(undefined);
    // What the printer is now comes back as news.
    till.call('practice.set-paper', { paper }).catch((thrown: unknown) => {
      setFailed(thrown instanceof ChannelError ? thrown.code : 'INTERNAL');
    });
  };
  return (
    <section className="practice-part" aria-label={say('practice.printer')}>
      <h3>{say('practice.printer')}</h3>
      {printer.running ? (
        <>
          <Choice
            label={say('practice.printer')}
            value={printer.paper}
            options={[
              ['ok', say('practice.paper.ok')],
              ['out', say('practice.paper.out')],
            ]}
            onChange={setPaper}
          />
          <p className="aside">{say('practice.pages', { count: printer.printedPages })}</p>
        </>
      ) : (
        <p className="aside">{say('practice.printer.off')}</p>
      )}
      {failed && <p role="alert">{say(`error.${failed}`)}</p>}
    </section>
  );
}
