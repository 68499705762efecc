import { useEffect, useState } from 'react';
import type { TrialScan } from '#shared/api/devices.api.ts';
import { useLive } from '../../../client/live.ts';
import { useSay } from '../../../texts/use-texts.tsx';
import { Button } from '../../../ui/button.tsx';
import { Chip } from '../../../ui/chip.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import type { Tone } from '../../../ui/tone.ts';
import { useCounter } from '../../use-counter.ts';
import { visibleText } from './visible-text.ts';

const tones: Readonly<Record<TrialScan['kind'], Tone>> = {
  'member-card': 'gain',
  referral: 'gain',
  'gift-card': 'gain',
  voucher: 'gain',
  'voucher-number': 'gain',
  claim: 'gain',
  action: 'neutral',
  article: 'neutral',
  unreadable: 'attention',
  unknown: 'neutral',
  calibration: 'gain',
};

/** Scanning to see what comes: as the device said it, and as it would be understood. Nothing of it reaches the counter. */
export function TrialPart() {
  const say = useSay();
  const { till } = useCounter();
  const isOn = useLive(till.devices.trialIsOn);
  const tried = useLive(till.devices.tried);
  const [typed, setTyped] = useState('');
  // A till that is away says so on the whole window; the trial is over by itself.
  const turn = (on: boolean): void => void till.call('devices.try', { on }).catch(() => {});
  // Whoever closes this screen wants to sell.
  useEffect(() => () => void till.call('devices.try', { on: false }).catch(() => {}), [till]);
  return (
    <section className="devices-part" aria-label={say('devices.trial')}>
      <h3>{say('devices.trial')}</h3>
      <p className="aside" role="status">
        {say(isOn ? 'devices.trial.on' : 'devices.trial.off')}
      </p>
      <Button look={isOn ? 'primary' : 'plain'} onPress={() => turn(!isOn)}>
        {say(isOn ? 'devices.trial.stop' : 'devices.trial.start')}
      </Button>
      <ul className="tried" aria-label={say('devices.trial.came')}>
        {tried.map((scan) => (
          <Tried key={scan.serial} scan={scan} />
        ))}
      </ul>
      {isOn && (
        <form
          className="devices-row"
          onSubmit={(event) => {
            event.preventDefault();
            if (typed.trim()) void till.call('devices.try-code', { text: typed.trim() }).catch(() => {});
            setTyped('');
          }}
        >
          <TextField label={say('devices.trial.virtual')} value={typed} onChange={setTyped} />
          <Button type="submit">{say('practice.scan')}</Button>
        </form>
      )}
    </section>
  );
}

function Tried({ scan: { deviceId, deviceName, text, usText, kind } }: { scan: TrialScan }) {
  const say = useSay();
  const from =
    deviceName ??
    (['keyboard-wedge', 'camera'].includes(deviceId) ? say(`device.driver.${deviceId}`) : undefined);
  return (
    <li>
      <code>{visibleText(text)}</code>
      {usText !== null && <p className="aside">{say('devices.trial.us', { text: visibleText(usText) })}</p>}
      <p>
        <Chip tone={tones[kind]}>{say(`devices.kind.${kind}`)}</Chip>
      </p>
      <p className="aside">{from ?? say('devices.virtual-scanner')}</p>
    </li>
  );
}
