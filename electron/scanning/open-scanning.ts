import type { CommandAnswer } from '#shared/api/checkout.api.ts';
import type { DeviceView, TrialScan } from '#shared/api/devices.api.ts';
import type { Machine } from '#shared/base/machine.ts';
import { Trouble } from '#shared/base/trouble.ts';
import { calibrate, calibrated, type Calibration } from '#shared/scan/keyboard/calibration.ts';
import type { RawScan } from '#shared/scan/raw-scan.ts';
import type { CameraChoice, Scanner } from '#shared/settings/device-settings.ts';
import { drivers } from '#electron/devices/drivers.ts';
import { createDeviceHub } from '#electron/devices/hub/device-hub.ts';
import { listPcscReaders } from '#electron/devices/transports/pcscd.ts';
import { listSerialPorts, type SerialPorts } from '#electron/devices/transports/serial-ports.ts';
import { atMostEvery } from '#electron/platform/at-most-every.ts';
import { systemClock, type Clock } from '#electron/platform/clock.ts';
import type { Log } from '#electron/platform/log.ts';
import { createActionSheet, type ActionSheet } from './action-sheet.ts';
import { openDeviceFile } from './device-file.ts';
import { createScanTrial } from './scan-trial.ts';

/** What screens call a scanner that types into them. */
const keyboardWedge = 'keyboard-wedge';
/** Screens need not hear of every scan of a flood. */
const newsMs = 200;

export interface ScanningOptions {
  dataDir: string;
  /** Whether the scanners of this computer are listened to; without, only what `scan` is told is heard. */
  listens?: boolean;
  machine: Pick<Machine, 'newId' | 'randomBytes' | 'sha256'>;
  log: Log;
  /** Where codes go: the counter. */
  take(scan: RawScan): Promise<CommandAnswer>;
  changed(devices: DeviceView[]): void;
  tried(scan: TrialScan): void;
  turned(on: boolean): void;
  calibrated(wedge: Calibration | null): void;
  cameraChanged(camera: CameraChoice | null): void;
  clock?: Clock;
}

/** All that scans: the devices, what people set up of them, and trying them out. */
export interface Scanning {
  /** A scan that was heard elsewhere, as by a screen with a keyboard scanner. */
  scan(scan: RawScan): Promise<CommandAnswer>;
  devices(): DeviceView[];
  ports(): Promise<SerialPorts>;
  /** The readers of this computer's smart-card service, or why it cannot be asked. */
  cardReaders: typeof listPcscReaders;
  /** Throws Trouble when its driver is unknown or does not understand the set-up. */
  add(scanner: Omit<Scanner, 'deviceId'>): void;
  remove(deviceId: string): Promise<void>;
  /** How the keyboard scanner types, or null. */
  wedge(): Calibration | null;
  forgetCalibration(): void;
  /** The camera that screens read codes with, or null. */
  camera(): CameraChoice | null;
  setCamera(camera: CameraChoice | null): void;
  /** The sheet that works the counter by scanner alone. */
  sheet: ActionSheet;
  turnTrial(on: boolean): void;
  tryCode(text: string): void;
  close(): Promise<void>;
}

/** Begins to look for scanners. None, or a missing native part, is nothing that stops a till. */
export function openScanning(options: ScanningOptions): Scanning {
  const { clock = systemClock, log, listens = true } = options;
  const file = openDeviceFile(options.dataDir, log);
  const trial = createScanTrial({
    clock,
    nameOf: (deviceId) => hub.devices().find((device) => device.deviceId === deviceId)?.name ?? null,
    tried: options.tried,
    turned: options.turned,
  });
  const news = atMostEvery(newsMs, () => options.changed(devices()));
  const kinds = listens ? Object.values(drivers).filter((driver) => driver.kind === 'scanner') : [];
  const hub = createDeviceHub<CommandAnswer>({
    kinds,
    clock,
    async take(scan) {
      if (!trial.isOn()) return options.take(scan);
      trial.show(scan);
      return { ok: true, outcome: null };
    },
    // Called before the hub is whole; nobody listens then.
    changed: () => queueMicrotask(() => news.ask()),
    log,
  });
  const devices = (): DeviceView[] =>
    hub.devices().map(({ health, ...device }) => ({ kind: 'scanner', ...device, ...health }));
  for (const scanner of listens ? file.read().scanners : []) {
    try {
      hub.add(scanner);
    } catch (error) {
      log(`scanner ${scanner.deviceId}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  const keepWedge = (wedge: Calibration | null): void => {
    file.write({ ...file.read(), wedge });
    options.calibrated(wedge);
  };
  /** What a keyboard scanner said, as it is known to be set up. In a trial the calibration code makes it known. */
  const heardKeys = (scan: RawScan): Promise<CommandAnswer> => {
    const found = trial.isOn() ? calibrate(scan.usText ?? '') : undefined;
    if (found) {
      keepWedge(found);
      trial.show(scan, true);
      return Promise.resolve({ ok: true, outcome: null });
    }
    const { wedge } = file.read();
    return hub.scan(wedge ? calibrated(scan, wedge) : scan);
  };

  return {
    scan: (scan) => (scan.deviceId === keyboardWedge ? heardKeys(scan) : hub.scan(scan)),
    wedge: () => file.read().wedge,
    forgetCalibration: () => keepWedge(null),
    camera: () => file.read().camera,
    setCamera(camera) {
      file.write({ ...file.read(), camera });
      options.cameraChanged(camera);
    },
    devices,
    ports: listSerialPorts,
    cardReaders: listPcscReaders,
    add({ driver, setup }) {
      const kind = kinds.find(({ id }) => id === driver);
      if (!kind?.settings.safeParse(setup).success)
        throw new Trouble('DEVICE_SETUP', `${driver} does not understand ${JSON.stringify(setup)}`);
      const scanner = { deviceId: options.machine.newId(), driver, setup };
      const settings = file.read();
      file.write({ ...settings, scanners: [...settings.scanners, scanner] });
      hub.add(scanner);
    },
    async remove(deviceId) {
      const settings = file.read();
      const scanners = settings.scanners.filter((scanner) => scanner.deviceId !== deviceId);
      if (scanners.length === settings.scanners.length) return;
      file.write({ ...settings, scanners });
      await hub.remove(deviceId);
    },
    sheet: createActionSheet(file, options.machine),
    turnTrial: trial.turn,
    tryCode: (text) => trial.show({ deviceId: 'virtual-scanner', text }),
    async close() {
      trial.stop();
      news.stop();
      await hub.close();
    },
  };
}
