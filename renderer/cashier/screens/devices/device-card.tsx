import { LoaderCircle, Nfc, ScanBarcode, Unplug } from 'lucide-react';
import type { DeviceView } from '#shared/api/devices.api.ts';
import { useSay } from '../../../texts/use-texts.tsx';
import { Button } from '../../../ui/button.tsx';
import { Chip } from '../../../ui/chip.tsx';
import type { Tone } from '../../../ui/tone.ts';
import { useAttempt } from '../../use-attempt.ts';
import { useCounter } from '../../use-counter.ts';

const looks = {
  looking: { tone: 'neutral', icon: LoaderCircle },
  ready: { tone: 'gain', icon: undefined },
  gone: { tone: 'attention', icon: Unplug },
  trouble: { tone: 'stop', icon: undefined },
} as const satisfies Record<DeviceView['state'], { tone: Tone; icon: unknown }>;

const nfcDrivers: readonly string[] = ['pcsc-reader', 'pn532-serial'];

/** One device: what it is, how it is, and in a sentence what to do when it is not well. */
export function DeviceCard({ device }: { device: DeviceView }) {
  const say = useSay();
  const { till } = useCounter();
  const { attempt, failed } = useAttempt();
  const { deviceId, driver, name, state, trouble, automatic, scans } = device;
  const { tone, icon } = looks[state];
  const remove = () => void attempt(() => till.call('devices.remove', { deviceId }));
  return (
    <li className="device">
      <h3>
        {nfcDrivers.includes(driver) ? <Nfc aria-hidden /> : <ScanBarcode aria-hidden />}
        {name ?? say(`device.driver.${driver}`)}
      </h3>
      {name && <p className="aside">{say(`device.driver.${driver}`)}</p>}
      <p>
        <Chip tone={tone} {...(icon ? { icon } : {})}>
          {say(`device.state.${state}`)}
        </Chip>
      </p>
      {(trouble ?? state === 'gone') && <p className="device-trouble">{say(wayOut(device))}</p>}
      {scans > 0 && <p className="aside">{say('devices.scans', { count: scans })}</p>}
      {!automatic && (
        <Button look="quiet" onPress={remove}>
          {say('devices.remove')}
        </Button>
      )}
      {failed && <p role="alert">{say(`error.${failed}`)}</p>}
    </li>
  );
}

/** The sentence with the way out. HID scanners lack a library of the system, the others a part of ours. */
function wayOut({ driver, trouble }: DeviceView): string {
  if (trouble === null) return 'devices.plug-in';
  if (trouble === 'native-missing' && driver === 'hid-pos-scanner') return 'devices.needs-libusb';
  if (trouble === 'denied' && driver === 'hid-pos-scanner') return 'devices.needs-udev-rule';
  if (trouble === 'denied' && driver === 'pcsc-reader') return 'devices.needs-card-right';
  return `device.trouble.${trouble}`;
}
