import { Printer } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { PrintAttempt, PrinterView } from '#shared/api/printer.api.ts';
import { useLive } from '../../../client/live.ts';
import { useSay } from '../../../texts/use-texts.tsx';
import { Button } from '../../../ui/button.tsx';
import { Chip } from '../../../ui/chip.tsx';
import type { Tone } from '../../../ui/tone.ts';
import { useAttempt } from '../../use-attempt.ts';
import { useCounter } from '../../use-counter.ts';
import { ChoosePrinter } from './choose-printer.tsx';
import { FindConfirms } from './find-confirms.tsx';

const tones: Record<PrinterView['state'], Tone> = { ready: 'gain', trouble: 'stop', none: 'neutral' };

/** The ways on which a printer can be heard; a print queue never tells. */
const speaks: readonly PrinterView['setup']['way'][] = ['virtual', 'network', 'serial', 'usb'];

/** The printer: how it is, trying it and the drawer on its cable, which code page is true, and choosing another. */
export function PrinterPanel() {
  const say = useSay();
  const { till } = useCounter();
  const status = useLive(till.status);
  const [view, setView] = useState<PrinterView>();
  const [tried, setTried] = useState<{ what: 'test' | 'drawer'; attempt: PrintAttempt }>();
  const { attempt, busy, failed } = useAttempt();
  useEffect(() => {
    let wanted = true;
    // The next news of the printer asks again.
    till.call('printer.view', {}).then(
      (read) => wanted && setView(read),
      () => {},
    );
    return () => {
      wanted = false;
    };
  }, [till, status?.printer, status?.printerSays]);
  const test = () =>
    void attempt(async () => setTried({ what: 'test', attempt: await till.call('printing.test', {}) }));
  const kick = () =>
    void attempt(async () => setTried({ what: 'drawer', attempt: await till.call('drawer.kick', {}) }));
  if (!view) return null;
  return (
    <section className="devices-part" aria-label={say('devices.printer')}>
      <div className="device">
        <h3>
          <Printer aria-hidden />
          {say('devices.printer')}
        </h3>
        <p className="aside">{say(`devices.printer.way.${view.setup.way}`)}</p>
        <p>
          <Chip tone={tones[view.state]}>{say(`devices.printer.state.${view.state}`)}</Chip>
        </p>
        {view.says && <p className="device-trouble">{say(`printer.${view.says}`)}</p>}
        {view.state !== 'none' && (
          <Button isDisabled={busy} onPress={test}>
            {say('devices.printer.test')}
          </Button>
        )}
        {view.hasDrawer && (
          <Button isDisabled={busy} onPress={kick}>
            {say('devices.drawer.kick')}
          </Button>
        )}
        {tried && (
          <p role="status">
            {say(`devices.${tried.what}.${tried.attempt.outcome}`)}
            {tried.attempt.trouble && ` ${say(`printer.${tried.attempt.trouble}`)}`}
          </p>
        )}
        {tried?.what === 'test' &&
          tried.attempt.outcome !== 'busy' &&
          tried.attempt.outcome !== 'not-printed' && (
            <Pages
              pages={view.pages}
              onKeep={(page) => void attempt(async () => setView(await till.call('printer.keep-page', page)))}
            />
          )}
        {failed && <p role="alert">{say(`error.${failed}`)}</p>}
      </div>
      {speaks.includes(view.setup.way) && <FindConfirms view={view} onFound={setView} />}
      {view.fixed ? (
        <p className="aside">{say('devices.printer.fixed')}</p>
      ) : (
        <ChoosePrinter setup={view.setup} onChosen={setView} />
      )}
    </section>
  );
}

type Page = PrinterView['pages'][number];

/** The lines of the test page, to be told which of them read like the picture. */
function Pages({ pages, onKeep }: { pages: readonly Page[]; onKeep(page: Page): void }) {
  const say = useSay();
  return (
    <>
      <p>{say('devices.printer.which')}</p>
      <ul className="ports">
        {pages.map((page, place) => (
          <li key={`${page.name}-${page.escT}`}>
            <Button
              look={page.kept ? 'primary' : 'plain'}
              aria-pressed={page.kept}
              onPress={() => onKeep({ ...page, kept: !page.kept })}
            >
              {say('devices.printer.line', { number: place + 1, page: page.name.toUpperCase() })}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}
