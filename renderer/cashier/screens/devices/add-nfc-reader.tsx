import { useState } from 'react';
import { useSay } from '../../../texts/use-texts.tsx';
import { Button } from '../../../ui/button.tsx';
import { useAttempt } from '../../use-attempt.ts';
import { useCounter } from '../../use-counter.ts';
import { PortField, type Ports } from './port-field.tsx';

/** Setting up an NFC reader: one with a PN532 on a serial port. */
export function AddNfcReader() {
  const say = useSay();
  const { till } = useCounter();
  const [ports, setPorts] = useState<Ports>();
  const [port, setPort] = useState('');
  const { attempt, failed } = useAttempt();
  const open = () => void attempt(async () => setPorts(await till.call('devices.ports', {})));
  const add = () =>
    attempt(async () => {
      await till.call('devices.add', { driver: 'pn532-serial', setup: { port: port.trim() } });
      setPorts(undefined);
      setPort('');
    });
  return (
    <section className="devices-part" aria-label={say('devices.add-nfc')}>
      {ports === undefined ? (
        <Button look="quiet" onPress={open}>
          {say('devices.add-nfc')}
        </Button>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (port.trim()) void add();
          }}
        >
          <h3>{say('devices.add-nfc')}</h3>
          <p className="aside">{say('devices.add-nfc.pn532')}</p>
          <PortField ports={ports} value={port} onChange={setPort} />
          <Button type="submit" look="primary" isDisabled={port.trim() === ''}>
            {say('devices.add.do')}
          </Button>
        </form>
      )}
      {failed && <p role="alert">{say(`error.${failed}`)}</p>}
    </section>
  );
}
