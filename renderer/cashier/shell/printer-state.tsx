import { Printer } from 'lucide-react';
import { useLive } from '../../client/live.ts';
import { useSay } from '../../texts/use-texts.tsx';
import { useCounter } from '../use-counter.ts';

/** What the printer has to say, where the eye is: nothing as long as it is well. */
export function PrinterState() {
  const say = useSay();
  const status = useLive(useCounter().till.status);
  if (!status?.printerSays) return null;
  const words = say(`printer.${status.printerSays}`);
  return (
    <span
      className="printer-state"
      role="status"
      title={words}
      data-tone={status.printer === 'trouble' ? 'stop' : 'attention'}
    >
      <Printer aria-hidden />
      <span>{words}</span>
    </span>
  );
}
