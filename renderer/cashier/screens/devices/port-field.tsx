import type { z } from 'zod';
import type { PortView } from '#shared/api/devices.api.ts';
import { useSay } from '../../../texts/use-texts.tsx';
import { Button } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/text-field.tsx';

/** The serial ports of this computer, as far as it can list them. */
export type Ports = { ports: readonly z.infer<typeof PortView>[]; complete: boolean };

/** Choosing a serial port: from those that are there, or by a path that is typed. */
export function PortField({
  ports,
  value,
  onChange,
}: {
  ports: Ports;
  value: string;
  onChange(port: string): void;
}) {
  const say = useSay();
  return (
    <>
      {!ports.complete && <p className="device-trouble">{say('devices.add.no-list')}</p>}
      <ul className="ports">
        {ports.ports.map(({ path, identity, name }) => (
          <li key={identity}>
            <Button onPress={() => onChange(identity)}>{name === path ? path : `${name} (${path})`}</Button>
          </li>
        ))}
      </ul>
      <TextField label={say('devices.add.port')} value={value} onChange={onChange} />
    </>
  );
}
