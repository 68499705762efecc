import { useState } from 'react';
import type { PrinterChoices, PrinterView } from '#shared/api/printer.api.ts';
import type { PrinterSetup } from '#shared/settings/printer-setup.ts';
import { useSay } from '../../../texts/use-texts.tsx';
import { Button } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useAttempt } from '../../use-attempt.ts';
import { useCounter } from '../../use-counter.ts';

const common: Pick<PrinterSetup, 'pages' | 'drawerPin'> = { pages: [], drawerPin: 2 };

/** Choosing another printer: first where it is, then what model it is. */
export function ChoosePrinter({
  setup,
  onChosen,
}: {
  setup: PrinterSetup;
  onChosen(view: PrinterView): void;
}) {
  const say = useSay();
  const { till } = useCounter();
  const [choices, setChoices] = useState<PrinterChoices>();
  const [wanted, setWanted] = useState<PrinterSetup>();
  const [address, setAddress] = useState('');
  const { attempt, failed } = useAttempt();
  const open = () => void attempt(async () => setChoices(await till.call('printer.choices', {})));
  const choose = (chosen: PrinterSetup) =>
    void attempt(async () => {
      onChosen(await till.call('printer.set-up', { setup: chosen }));
      setChoices(undefined);
      setWanted(undefined);
    });
  const problem = failed && <p role="alert">{say(`error.${failed}`)}</p>;
  if (!choices)
    return (
      <>
        <Button look="quiet" onPress={open}>
          {say('devices.printer.choose')}
        </Button>
        {problem}
      </>
    );
  if (wanted)
    return (
      <>
        <h3>{say('devices.printer.model')}</h3>
        <ul className="ports">
          {choices.models.map(({ model, name }) => (
            <li key={model}>
              <Button
                look={model === wanted.model ? 'primary' : 'plain'}
                onPress={() => choose({ ...wanted, model })}
              >
                {name}
              </Button>
            </li>
          ))}
        </ul>
        {problem}
      </>
    );
  return (
    <>
      <h3>{say('devices.printer.where')}</h3>
      <ul className="ports">
        {choices.found.map(({ name, setup: found }, place) => (
          <li key={`${place} ${name}`}>
            <Button
              onPress={() => setWanted(found)}
            >{`${say(`devices.printer.way.${found.way}`)}: ${name}`}</Button>
          </li>
        ))}
      </ul>
      <form
        className="devices-row"
        onSubmit={(event) => {
          event.preventDefault();
          const [host = '', port] = address.trim().split(':');
          if (host)
            setWanted({ way: 'network', ...common, model: setup.model, host, port: Number(port ?? 9100) });
        }}
      >
        <TextField label={say('devices.printer.address')} value={address} onChange={setAddress} />
        <Button type="submit" isDisabled={address.trim() === ''}>
          {say('devices.printer.next')}
        </Button>
      </form>
      <Button look="quiet" onPress={() => choose({ way: 'virtual', ...common, model: 'virtual-58' })}>
        {say('devices.printer.way.virtual')}
      </Button>
      <Button look="quiet" onPress={() => choose({ way: 'none', ...common, model: 'generic-58' })}>
        {say('devices.printer.way.none')}
      </Button>
      {problem}
    </>
  );
}
