import { MonitorSmartphone } from 'lucide-react';
import { useState } from 'react';
import type { DisplayView } from '#shared/api/display.api.ts';
import type { DisplaySetup } from '#shared/settings/display-setup.ts';
import { useLive } from '../../../client/live.ts';
import { useSay } from '../../../texts/use-texts.tsx';
import { Button } from '../../../ui/button.tsx';
import { Check } from '../../../ui/check.tsx';
import { Chip } from '../../../ui/chip.tsx';
import { Choice } from '../../../ui/choice.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useAttempt } from '../../use-attempt.ts';
import { useCounter } from '../../use-counter.ts';
import { DisplayPictures } from './display-pictures.tsx';

/** The customer display: opening it, and what it may show of whoever is served. */
export function DisplayPanel() {
  const say = useSay();
  const { till } = useCounter();
  const view = useLive(till.display);
  const { attempt, busy, failed } = useAttempt();
  if (!view) return null;
  const open = () =>
    attempt(async () => {
      const { url } = await till.call('display.open', {});
      // A window that knows nothing of this one: it gets neither our session nor a way back.
      if (url) window.open(url, '_blank', 'noopener,popup,width=1024,height=600');
    });
  const setUp = (change: Partial<DisplaySetup>) =>
    void attempt(() => till.call('display.set-up', { ...view.setup, ...change }));
  return (
    <section className="devices-part" aria-label={say('devices.display')}>
      <div className="device">
        <h3>
          <MonitorSmartphone aria-hidden />
          {say('devices.display')}
        </h3>
        <p>
          <Chip tone={view.open > 0 ? 'gain' : 'neutral'}>
            {view.open > 0
              ? say('devices.display.open-now', { count: view.open })
              : say('devices.display.none')}
          </Chip>
        </p>
        <Button isDisabled={busy} onPress={() => void open()}>
          {say('devices.display.open')}
        </Button>
        {failed && <p role="alert">{say(`error.${failed}`)}</p>}
      </div>
      <Shown view={view} onSetUp={setUp} />
      <DisplayPictures view={view} />
    </section>
  );
}

function Shown({ view, onSetUp }: { view: DisplayView; onSetUp(change: Partial<DisplaySetup>): void }) {
  const say = useSay();
  const { setup } = view;
  const [join, setJoin] = useState(setup.join);
  return (
    <>
      <h3>{say('devices.display.shown')}</h3>
      <Choice
        label={say('devices.display.greeting')}
        value={setup.greeting}
        options={[
          ['welcome', say('devices.display.greeting.welcome')],
          ['first-name', say('devices.display.greeting.first-name')],
        ]}
        onChange={(greeting) => onSetUp({ greeting })}
      />
      {setup.greeting === 'first-name' && <p className="aside">{say('devices.display.greeting.who')}</p>}
      <Check
        label={say('devices.display.balance')}
        checked={setup.balance}
        onChange={(balance) => onSetUp({ balance })}
      />
      <Choice
        label={say('app.theme')}
        value={setup.theme}
        options={(['system', 'light', 'dark'] as const).map((theme) => [theme, say(`app.theme.${theme}`)])}
        onChange={(theme) => onSetUp({ theme })}
      />
      <form
        className="devices-row"
        onSubmit={(event) => {
          event.preventDefault();
          onSetUp({ join });
        }}
      >
        <TextField label={say('devices.display.join')} value={join} maxLength={300} onChange={setJoin} />
        <Button type="submit" isDisabled={join.trim() === setup.join}>
          {say('devices.display.keep')}
        </Button>
      </form>
    </>
  );
}
