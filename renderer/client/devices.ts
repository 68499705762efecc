import type { Api } from '#shared/api/api.ts';
import type { Client } from '#shared/api/client.ts';
import type { ActionNews, DeviceView, TrialScan } from '#shared/api/devices.api.ts';
import type { CameraChoice } from '#shared/settings/device-settings.ts';
import type { Calibration } from '#shared/scan/keyboard/calibration.ts';
import { liveCell, type Live } from './live.ts';

/** How many tried codes screens keep in sight. */
const triedKept = 5;

/** What stands around the till, and what came of trying it. */
export interface Devices {
  list: Live<readonly DeviceView[]>;
  /** Whether scans are shown instead of used. */
  trialIsOn: Live<boolean>;
  /** What was scanned since the trial began, newest first. */
  tried: Live<readonly TrialScan[]>;
  /** How the keyboard scanner types, or null when nobody calibrated it. */
  wedge: Live<Calibration | null>;
  /** The camera that reads codes, or null when none was chosen. */
  camera: Live<CameraChoice | null>;
  /** The line of the sheet of actions that was scanned last. */
  action: Live<ActionNews | undefined>;
}

/** The devices of a till; `follow` meets each new connection to it. */
export function createDevices(): Devices & { follow(client: Client<Api>): void } {
  const list = liveCell<readonly DeviceView[]>([]);
  const trialIsOn = liveCell(false);
  const tried = liveCell<readonly TrialScan[]>([]);
  const wedge = liveCell<Calibration | null>(null);
  const camera = liveCell<CameraChoice | null>(null);
  const action = liveCell<ActionNews | undefined>(undefined);
  return {
    action,
    list,
    trialIsOn,
    tried,
    wedge,
    camera,
    follow(client) {
      let told = false;
      // A till that was started anew knows of no trial.
      trialIsOn.set(false);
      client.on('devices.changed', (devices) => {
        told = true;
        list.set(devices);
      });
      client.on('devices.trial', ({ on }) => {
        if (on) tried.set([]);
        trialIsOn.set(on);
      });
      client.on('devices.tried', (scan) => tried.set([scan, ...tried.get()].slice(0, triedKept)));
      client.on('devices.action-scanned', (news) => action.set(news));
      let wedgeTold = false;
      client.on('devices.wedge-changed', (calibration) => {
        wedgeTold = true;
        wedge.set(calibration);
      });
      let cameraTold = false;
      client.on('devices.camera-changed', (choice) => {
        cameraTold = true;
        camera.set(choice);
      });
      client.call('devices.camera', {}).then(
        (choice) => cameraTold || camera.set(choice),
        () => {},
      );
      client.call('devices.wedge', {}).then(
        (calibration) => wedgeTold || wedge.set(calibration),
        () => {},
      );
      client.call('devices.list', {}).then(
        (devices) => told || list.set(devices),
        // Away: asked again with the next connection.
        () => {},
      );
    },
  };
}
