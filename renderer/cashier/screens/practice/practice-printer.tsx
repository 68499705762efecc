import type { PracticePrinter as PrinterView } from '#shared/api/practice.api.ts';
import { useSay } from '../../../texts/use-texts.tsx';
import { Choice } from '../../../ui/choice.tsx';
import { useAttempt } from '../../use-attempt.ts';
import { useCounter } from '../../use-counter.ts';

/** A printer without a printer: whether it has paper, and how much came out. */
export function PracticePrinter({ printer }: { printer: PrinterView }) {
  const say = useSay();
  const { till } = useCounter();
  const { attempt, failed } = useAttempt();
  // What the printer is now comes back as news.
  const setPaper = (paper: PrinterView['paper']) =>
    void attempt(() => till.call('practice.set-paper', { paper }));
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
