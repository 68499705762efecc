import { useState } from 'react';
import type { DeviceView } from '#shared/api/devices.api.ts';
import { useSay } from '../../../texts/use-texts.tsx';
import { Button } from '../../../ui/button.tsx';
import { useAttempt } from '../../use-attempt.ts';
import { useCounter } from '../../use-counter.ts';
import { PortField, type Ports } from './port-field.tsx';

interface Choices {
  ports: Ports;
  readers: readonly string[];
  trouble: DeviceView['trouble'];
}

/** Setting up an NFC reader: one that the smart-card service of this computer has, or one with a PN532 on a serial port. */
export function AddNfcReader() {
  const say = useSay();
  const { till } = useCounter();
  const [choices, setChoices] = useState<Choices>();
  const [port, setPort] = useState('');
  const { attempt, busy, failed } = useAttempt();
  const open = () =>
    void attempt(async () => {
      const [ports, found] = await Promise.all([
        till.call('devices.ports', {}),
        till.call('devices.card-readers', {}),
      ]);
      setChoices({ ports, ...found });
    });
  const add = (driver: string, setup: Record<string, string>) =>
    void attempt(async () => {
      await till.call('devices.add', { driver, setup });
      setChoices(undefined);
      setPort('');
    });
  return (
    <section className="devices-part" aria-label={say('devices.add-nfc')}>
      {choices === undefined ? (
        <Button look="quiet" isDisabled={busy} onPress={open}>
          {say('devices.add-nfc')}
        </Button>
      ) : (
        <>
          <h3>{say('devices.add-nfc')}</h3>
          <h4>{say('device.driver.pcsc-reader')}</h4>
          <p className="aside">{say(whyNoReader(choices))}</p>
          <ul className="ports" aria-label={say('device.driver.pcsc-reader')}>
            {choices.readers.map((reader) => (
              <li key={reader}>
                <Button onPress={() => add('pcsc-reader', { reader })}>{reader}</Button>
              </li>
            ))}
          </ul>
          <h4>{say('device.driver.pn532-serial')}</h4>
          <form
            onSubmit={(event) => {
              event.preventDefault();
              if (port.trim()) add('pn532-serial', { port: port.trim() });
            }}
          >
            <p className="aside">{say('devices.add-nfc.pn532')}</p>
            <PortField ports={choices.ports} value={port} onChange={setPort} />
            <Button type="submit" look="primary" isDisabled={port.trim() === ''}>
              {say('devices.add.do')}
            </Button>
          </form>
        </>
      )}
      {failed && <p role="alert">{say(`error.${failed}`)}</p>}
    </section>
  );
}

/** Which of the service's readers is for chips, or what to do so that it has any. */
function whyNoReader({ readers, trouble }: Choices): string {
  if (trouble === 'denied') return 'devices.needs-card-right';
  if (trouble) return `device.trouble.${trouble}`;
  return readers.length > 0 ? 'devices.add-nfc.which' : 'devices.add-nfc.none';
}
