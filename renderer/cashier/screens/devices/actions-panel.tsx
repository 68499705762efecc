import { ScanBarcode } from 'lucide-react';
import { useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import type { ActionLine, ActionSheetView } from '#shared/api/devices.api.ts';
import type { PrintAttempt } from '#shared/api/printer.api.ts';
import { useSay } from '../../../texts/use-texts.tsx';
import { Button } from '../../../ui/button.tsx';
import { useAttempt } from '../../use-attempt.ts';
import { useCounter } from '../../use-counter.ts';
import { CodeBars } from './code-bars.tsx';
import './actions-panel.css';

const stateOf = ({ made, on }: ActionSheetView): string => (on ? 'on' : made ? 'off' : 'none');

/**
 * The sheet of actions, which works the counter by scanner alone: on the receipt printer, or as a page of this computer's. It is heard
 * from then on, until somebody turns it off or makes another.
 */
export function ActionsPanel() {
  const say = useSay();
  const { till } = useCounter();
  const { attempt, busy, failed } = useAttempt();
  const [sheet, setSheet] = useState<ActionSheetView>();
  const [printed, setPrinted] = useState<PrintAttempt>();
  const [shown, show] = useState<readonly ActionLine[]>();
  const look = async () => setSheet(await till.call('devices.action-sheet', {}));
  useEffect(() => {
    let wanted = true;
    // Away: what is pressed here says so.
    till.call('devices.action-sheet', {}).then(
      (seen) => wanted && setSheet(seen),
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, [till]);
  const print = async () => {
    setPrinted(await till.call('printing.actions', {}));
    await look();
  };
  const open = async () => {
    show(await till.call('devices.show-actions', {}));
    await look();
  };
  const turn = async (on: boolean) => setSheet(await till.call('devices.turn-actions', { on }));
  const renew = async () => {
    setSheet(await till.call('devices.renew-actions', {}));
    show(undefined);
    setPrinted(undefined);
  };
  const doing = (what: () => Promise<void>) => () => void attempt(what);
  return (
    <section className="devices-part" aria-label={say('actions.title')}>
      <div className="device">
        <h3>
          <ScanBarcode aria-hidden />
          {say('actions.title')}
        </h3>
        <p className="aside">{say('actions.about')}</p>
        {sheet && <p role="status">{say(`actions.state.${stateOf(sheet)}`)}</p>}
        <Button isDisabled={busy} onPress={doing(print)}>
          {say('actions.print')}
        </Button>
        {printed && (
          <p role="status">
            {say(`actions.print.${printed.outcome}`)}
            {printed.trouble && ` ${say(`printer.${printed.trouble}`)}`}
          </p>
        )}
        {failed && <p role="alert">{say(`error.${failed}`)}</p>}
        <Button
          look="quiet"
          isDisabled={busy}
          aria-expanded={shown !== undefined}
          onPress={shown ? () => show(undefined) : doing(open)}
        >
          {say(shown ? 'actions.hide' : 'actions.show')}
        </Button>
        {sheet?.made && (
          <>
            <Button look="quiet" isDisabled={busy} onPress={doing(() => turn(!sheet.on))}>
              {say(sheet.on ? 'actions.turn-off' : 'actions.turn-on')}
            </Button>
            <Button look="quiet" isDisabled={busy} onPress={doing(renew)}>
              {say('actions.renew')}
            </Button>
          </>
        )}
        {shown && (
          <>
            <Button look="quiet" onPress={() => window.print()}>
              {say('actions.page')}
            </Button>
            <Sheet lines={shown} />
            {createPortal(<Page lines={shown} />, document.body)}
          </>
        )}
      </div>
    </section>
  );
}

function Sheet({ lines }: { lines: readonly ActionLine[] }) {
  const say = useSay();
  return (
    <ul className="action-sheet" aria-label={say('actions.title')}>
      {lines.map(({ action, code }) => (
        <li key={action}>
          <span>{say(`actions.${action}`)}</span>
          <CodeBars text={code} label={say('actions.code')} />
        </li>
      ))}
    </ul>
  );
}

/** The sheet as the only thing on paper when this window is printed; on the screen it is not there. */
function Page({ lines }: { lines: readonly ActionLine[] }) {
  const say = useSay();
  return (
    <div className="action-page">
      <h1>{say('actions.title')}</h1>
      <Sheet lines={lines} />
    </div>
  );
}
