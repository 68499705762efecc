import { Keyboard } from 'lucide-react';
import { useState } from 'react';
import { calibrationText, type Calibration } from '#shared/scan/keyboard/calibration.ts';
import { useLive } from '../../../client/live.ts';
import { useSay } from '../../../texts/use-texts.tsx';
import { Button } from '../../../ui/button.tsx';
import { Chip } from '../../../ui/chip.tsx';
import { useCounter } from '../../use-counter.ts';
import { CodeBars } from './code-bars.tsx';
import { visibleText } from './visible-text.ts';

/** The keyboard scanner, and how to teach the till what it types where its layout is not this computer's. */
export function WedgeCard() {
  const say = useSay();
  const { till } = useCounter();
  const wedge = useLive(till.devices.wedge);
  const [shown, show] = useState(false);
  // The code calibrates in a trial only: nobody may change the till by showing it at the counter.
  const calibrate = (): void => {
    show(true);
    void till.call('devices.try', { on: true }).catch(() => {});
  };
  return (
    <li className="device">
      <h3>
        <Keyboard aria-hidden />
        {say('device.driver.keyboard-wedge')}
      </h3>
      <p>
        <Chip tone="gain">{say('device.state.ready')}</Chip>
      </p>
      <p className="aside">{say('devices.wedge')}</p>
      {wedge && <Known wedge={wedge} />}
      {shown ? (
        <figure className="calibration">
          <CodeBars text={calibrationText} label={say('devices.calibrate.code')} />
          <figcaption className="aside">{say('devices.calibrate.hint')}</figcaption>
        </figure>
      ) : (
        <Button look="quiet" onPress={calibrate}>
          {say('devices.calibrate')}
        </Button>
      )}
      {wedge && (
        <Button look="quiet" onPress={() => void till.call('devices.forget-calibration', {}).catch(() => {})}>
          {say('devices.calibrate.forget')}
        </Button>
      )}
    </li>
  );
}

function Known({ wedge: { layout, prefix, suffix } }: { wedge: Calibration }) {
  const say = useSay();
  return (
    <p role="status">
      {say('devices.calibrated', { layout: say(`devices.layout.${layout}`) })}
      {prefix && ` ${say('devices.calibrated.prefix', { text: visibleText(prefix) })}`}
      {suffix && ` ${say('devices.calibrated.suffix', { text: visibleText(suffix) })}`}
    </p>
  );
}
