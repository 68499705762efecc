import { RectangleEllipsis } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { PoleView } from '#shared/api/pole.api.ts';
import type { CodePageName } from '#shared/settings/code-page-name.ts';
import type { PoleSetup } from '#shared/settings/pole-setup.ts';
import { useSay } from '../../../texts/use-texts.tsx';
import { Button } from '../../../ui/button.tsx';
import { Chip } from '../../../ui/chip.tsx';
import { Choice } from '../../../ui/choice.tsx';
import { useAttempt } from '../../use-attempt.ts';
import { useCounter } from '../../use-counter.ts';
import { PortField, type Ports } from './port-field.tsx';

type Speed = '2400' | '9600' | '19200';

/** The pages by their numbers, as manuals call them, with the letters that one would miss elsewhere. */
const letters: readonly (readonly [CodePageName, string])[] = [
  ['cp437', '437'],
  ['cp850', '850'],
  ['cp852', '852 ő ű'],
  ['cp858', '858 €'],
  ['wpc1252', '1252 €'],
];

/** The pole display: which one stands there, whether its port is open, and two lines of test text. */
export function PolePanel() {
  const say = useSay();
  const { till } = useCounter();
  const [view, setView] = useState<PoleView>();
  const [ports, setPorts] = useState<Ports>();
  const { attempt, busy, failed } = useAttempt();
  useEffect(() => {
    let wanted = true;
    till.call('pole.view', {}).then(
      (read) => wanted && setView(read),
      // Away: this part is missing until the screen is opened anew.
      () => {},
    );
    return () => {
      wanted = false;
    };
  }, [till]);
  if (!view) return null;
  const { setup, fixed } = view;
  const ask = (name: 'pole.test' | 'pole.view') =>
    void attempt(async () => setView(await till.call(name, {})));
  const setUp = (next: PoleSetup | null) =>
    void attempt(async () => {
      setView(await till.call('pole.set-up', { setup: next }));
      setPorts(undefined);
    });
  return (
    <section className="devices-part" aria-label={say('devices.pole')}>
      <div className="device">
        <h3>
          <RectangleEllipsis aria-hidden />
          {say('devices.pole')}
        </h3>
        {setup && <p className="aside">{`${say(`devices.pole.kind.${setup.kind}`)}, ${setup.path}`}</p>}
        <p aria-live="polite">
          <Chip tone={setup === null ? 'neutral' : view.open ? 'gain' : 'attention'}>
            {say(
              setup === null ? 'devices.pole.none' : view.open ? 'devices.pole.open' : 'devices.pole.closed',
            )}
          </Chip>
        </p>
        {setup && (
          <Button isDisabled={busy} onPress={() => ask('pole.test')}>
            {say('devices.pole.test')}
          </Button>
        )}
        {setup && !view.open && (
          <Button look="quiet" isDisabled={busy} onPress={() => ask('pole.view')}>
            {say('devices.pole.look')}
          </Button>
        )}
        {setup && !fixed && (
          <Button look="quiet" isDisabled={busy} onPress={() => setUp(null)}>
            {say('devices.remove')}
          </Button>
        )}
      </div>
      {fixed && <p className="aside">{say('devices.pole.fixed')}</p>}
      {!fixed && ports === undefined && (
        <Button
          look="quiet"
          isDisabled={busy}
          onPress={() => void attempt(async () => setPorts(await till.call('devices.ports', {})))}
        >
          {say('devices.pole.choose')}
        </Button>
      )}
      {ports && <ChoosePole ports={ports} onChosen={setUp} />}
      {failed && <p role="alert">{say(`error.${failed}`)}</p>}
    </section>
  );
}

/** Which port it is on, and what it speaks. */
function ChoosePole({ ports, onChosen }: { ports: Ports; onChosen(setup: PoleSetup): void }) {
  const say = useSay();
  const [port, setPort] = useState('');
  const [kind, setKind] = useState<PoleSetup['kind']>('escpos');
  const [speed, setSpeed] = useState<Speed>('9600');
  const [codePage, setCodePage] = useState<CodePageName>('cp437');
  // A display is kept by its path: by the lasting one where the system has such.
  const pathOf = (chosen: string): string =>
    chosen.startsWith('/')
      ? chosen
      : (ports.ports.find(({ identity }) => identity === chosen)?.path ?? chosen);
  return (
    <form
      aria-label={say('devices.pole.choose')}
      onSubmit={(event) => {
        event.preventDefault();
        if (port.trim()) onChosen({ kind, path: pathOf(port.trim()), baudRate: Number(speed), codePage });
      }}
    >
      <PortField ports={ports} value={port} onChange={setPort} />
      <Choice<PoleSetup['kind']>
        label={say('devices.pole.kind')}
        value={kind}
        options={[
          ['escpos', say('devices.pole.kind.escpos')],
          ['cd5220', say('devices.pole.kind.cd5220')],
        ]}
        onChange={setKind}
      />
      <Choice<Speed>
        label={say('devices.add.speed')}
        value={speed}
        options={[
          ['2400', '2400'],
          ['9600', '9600'],
          ['19200', '19200'],
        ]}
        onChange={setSpeed}
      />
      <Choice<CodePageName>
        label={say('devices.pole.letters')}
        value={codePage}
        options={letters}
        onChange={setCodePage}
      />
      <p className="aside">{say('devices.pole.letters.note')}</p>
      <Button type="submit" look="primary" isDisabled={port.trim() === ''}>
        {say('devices.add.do')}
      </Button>
    </form>
  );
}
