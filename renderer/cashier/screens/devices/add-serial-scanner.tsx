import { useState } from 'react';
import { useSay } from '../../../texts/use-texts.tsx';
import { Button } from '../../../ui/button.tsx';
import { Choice } from '../../../ui/choice.tsx';
import { useAttempt } from '../../use-attempt.ts';
import { useCounter } from '../../use-counter.ts';
import { PortField, type Ports } from './port-field.tsx';

type Speed = '9600' | '38400' | '115200';
type Ends = 'suffix' | 'silence';

/** Setting up a scanner on a serial port: which one nobody can find out without disturbing what is behind the others. */
export function AddSerialScanner() {
  const say = useSay();
  const { till } = useCounter();
  const [ports, setPorts] = useState<Ports>();
  const [port, setPort] = useState('');
  const [speed, setSpeed] = useState<Speed>('9600');
  const [ends, setEnds] = useState<Ends>('suffix');
  const { attempt, failed } = useAttempt();
  const open = () => void attempt(async () => setPorts(await till.call('devices.ports', {})));
  const add = () =>
    attempt(async () => {
      const setup = { port: port.trim(), baudRate: Number(speed), ends };
      await till.call('devices.add', { driver: 'serial-scanner', setup });
      setPorts(undefined);
      setPort('');
    });
  return (
    <section className="devices-part" aria-label={say('devices.add')}>
      {ports === undefined ? (
        <Button look="quiet" onPress={open}>
          {say('devices.add')}
        </Button>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (port.trim()) void add();
          }}
        >
          <h3>{say('devices.add')}</h3>
          <PortField ports={ports} value={port} onChange={setPort} />
          <Choice<Speed>
            label={say('devices.add.speed')}
            value={speed}
            options={[
              ['9600', '9600'],
              ['38400', '38400'],
              ['115200', '115200'],
            ]}
            onChange={setSpeed}
          />
          <Choice<Ends>
            label={say('devices.add.ends')}
            value={ends}
            options={[
              ['suffix', say('devices.add.suffix')],
              ['silence', say('devices.add.silence')],
            ]}
            onChange={setEnds}
          />
          <Button type="submit" look="primary" isDisabled={port.trim() === ''}>
            {say('devices.add.do')}
          </Button>
        </form>
      )}
      {failed && <p role="alert">{say(`error.${failed}`)}</p>}
    </section>
  );
}
