import { Usb } from 'lucide-react';
import type { DeviceView } from '#shared/api/devices.api.ts';
import { useLive } from '../../../client/live.ts';
import { useSay } from '../../../texts/use-texts.tsx';
import type { Screen } from '../../screen.ts';
import { useCounter } from '../../use-counter.ts';
import { ActionsPanel } from './actions-panel.tsx';
import { AddNfcReader } from './add-nfc-reader.tsx';
import { AddSerialScanner } from './add-serial-scanner.tsx';
import { CameraPanel } from './camera-panel.tsx';
import { DeviceCard } from './device-card.tsx';
import { DisplayPanel } from './display-panel.tsx';
import { PolePanel } from './pole-panel.tsx';
import { PrinterPanel } from './printer-panel.tsx';
import { SoundPanel } from './sound-panel.tsx';
import { TrialPart } from './trial-part.tsx';
import { WedgeCard } from './wedge-card.tsx';
import './devices.css';

const urgency: Readonly<Record<DeviceView['state'], number>> = { trouble: 0, gone: 1, looking: 2, ready: 3 };

/** Everything that scans, how it is and what to do about it; trying what comes; setting up what cannot be found by itself. */
function DevicesScreen() {
  const say = useSay();
  const devices = useLive(useCounter().till.devices.list);
  const byUrgency = [...devices].sort((one, other) => urgency[one.state] - urgency[other.state]);
  return (
    <>
      <ul className="devices" aria-label={say('devices.title')}>
        {byUrgency.map((device) => (
          <DeviceCard key={device.deviceId} device={device} />
        ))}
        <WedgeCard />
      </ul>
      <TrialPart />
      <CameraPanel />
      <AddSerialScanner />
      <AddNfcReader />
      <PrinterPanel />
      <ActionsPanel />
      <DisplayPanel />
      <PolePanel />
      <SoundPanel />
    </>
  );
}

export const devices: Screen = {
  name: 'devices',
  place: 'manage',
  title: 'devices.title',
  about: 'devices.about',
  icon: Usb,
  isOffered: ({ training }) => !training,
  Body: DevicesScreen,
};
