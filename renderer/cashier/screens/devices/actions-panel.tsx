import { ScanBarcode } from 'lucide-react';
import { useState } from 'react';
import { createPortal } from 'react-dom';
import type { PrintAttempt } from '#shared/api/printer.api.ts';
import { actionCodeOf } from '#shared/scan/formats/action-code.format.ts';
import { ScannedAction } from '#shared/scan/scanned-action.ts';
import { useSay } from '../../../texts/use-texts.tsx';
import { Button } from '../../../ui/button.tsx';
import { useAttempt } from '../../use-attempt.ts';
import { useCounter } from '../../use-counter.ts';
import { CodeBars } from './code-bars.tsx';
import './actions-panel.css';

/** The sheet of actions, which works the counter by scanner alone: on the receipt printer, or as a page of this computer's. */
export function ActionsPanel() {
  const say = useSay();
  const { till } = useCounter();
  const { attempt, busy, failed } = useAttempt();
  const [printed, setPrinted] = useState<PrintAttempt>();
  const [shown, show] = useState(false);
  const print = () => void attempt(async () => setPrinted(await till.call('printing.actions', {})));
  return (
    <section className="devices-part" aria-label={say('actions.title')}>
      <div className="device">
        <h3>
          <ScanBarcode aria-hidden />
          {say('actions.title')}
        </h3>
        <p className="aside">{say('actions.about')}</p>
        <Button isDisabled={busy} onPress={print}>
          {say('actions.print')}
        </Button>
        {printed && (
          <p role="status">
            {say(`actions.print.${printed.outcome}`)}
            {printed.trouble && ` ${say(`printer.${printed.trouble}`)}`}
          </p>
        )}
        {failed && <p role="alert">{say(`error.${failed}`)}</p>}
        <Button look="quiet" aria-expanded={shown} onPress={() => show(!shown)}>
          {say(shown ? 'actions.hide' : 'actions.show')}
        </Button>
        {shown && (
          <>
            <Button look="quiet" onPress={() => window.print()}>
              {say('actions.page')}
            </Button>
            <Sheet />
            {createPortal(<Page />, document.body)}
          </>
        )}
      </div>
    </section>
  );
}

function Sheet() {
  const say = useSay();
  return (
    <ul className="action-sheet" aria-label={say('actions.title')}>
      {ScannedAction.options.map((action) => (
        <li key={action}>
          <span>{say(`actions.${action}`)}</span>
          <CodeBars text={actionCodeOf(action)} label={say('actions.code')} />
        </li>
      ))}
    </ul>
  );
}

/** The sheet as the only thing on paper when this window is printed; on the screen it is not there. */
function Page() {
  const say = useSay();
  return (
    <div className="action-page">
      <h1>{say('actions.title')}</h1>
      <Sheet />
    </div>
  );
}
