import { constants } from 'node:fs';
import { access, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { HIDAsync } from 'node-hid';
import { ok, refuse, type Result } from '#shared/base/result.ts';
import type { OpenTrouble } from './link.ts';

/** A HID device that is there now. `path` is where it is this time; the next plugging in may give another. */
export interface HidSeen {
  path: string;
  vendorId: number;
  productId: number;
  serialNumber: string;
  name: string;
  usagePage: number;
}

/** An open HID device: reports in both directions, and word when it is gone. Whoever opens it closes it. */
export interface ReportLink {
  onReport(listener: (report: Uint8Array) => void): void;
  /** Called once when the device is gone. */
  onLost(listener: () => void): void;
  /** Says something to the device; false when it did not take it, which many do not. */
  sendFeature(report: readonly number[]): Promise<boolean>;
  /** Never throws. */
  close(): Promise<void>;
}

/** Both Linux builds of the library need libusb, so it may be missing: it is loaded only when somebody asks. */
const load = async () => {
  try {
    return (await import('node-hid')).default;
  } catch {
    return undefined;
  }
};

/** The HID devices that are plugged in, or that nobody can ask for them. */
export async function listHid(): Promise<Result<HidSeen[], OpenTrouble>> {
  const hid = await load();
  if (!hid) return refuse('native-missing');
  try {
    const devices = await hid.devicesAsync();
    return ok(
      devices.flatMap(({ path: place, vendorId, productId, serialNumber, ...more }) =>
        place === undefined
          ? []
          : [
              {
                path: place,
                vendorId,
                productId,
                serialNumber: serialNumber ?? '',
                name: [more.manufacturer, more.product].filter(Boolean).join(' '),
                usagePage: more.usagePage ?? 0,
              },
            ],
      ),
    );
  } catch {
    // The library is there and cannot load what it needs, or the system would not say.
    return refuse('native-missing');
  }
}

/** What the device says of its reports, where the system tells: it is how their bytes are to be read. */
export async function reportDescriptor(place: string): Promise<Uint8Array | undefined> {
  if (!place.startsWith('/dev/hidraw')) return undefined;
  const file = `/sys/class/hidraw/${path.basename(place)}/device/report_descriptor`;
  return readFile(file).catch(() => undefined);
}

/** Opens a HID device, or says why not. */
export async function openHid(place: string): Promise<Result<ReportLink, OpenTrouble>> {
  const hid = await load();
  if (!hid) return refuse('native-missing');
  try {
    return ok(linkOver(await hid.HIDAsync.open(place)));
  } catch {
    return refuse(await whyNot(place));
  }
}

/** The library says only that it could not; on Linux the file says why. */
async function whyNot(place: string): Promise<OpenTrouble> {
  if (!place.startsWith('/dev/')) return 'unreachable';
  try {
    await access(place, constants.R_OK | constants.W_OK);
    return 'unreachable';
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'absent' : 'denied';
  }
}

function linkOver(device: HIDAsync): ReportLink {
  let lost = false;
  let closing: Promise<void> | undefined;
  const listeners: (() => void)[] = [];
  // Unheard it would end the process; the library says nothing more after it.
  device.on('error', () => {
    lost = true;
    for (const listener of listeners.splice(0)) listener();
  });
  return {
    onReport: (listener) => void device.on('data', (report: Buffer) => listener(report)),
    onLost: (listener) => (lost ? queueMicrotask(listener) : void listeners.push(listener)),
    sendFeature: (report) =>
      device.sendFeatureReport([...report]).then(
        () => true,
        () => false,
      ),
    // Closed twice, older versions of the library crashed.
    close: () => (closing ??= device.close().catch(() => undefined)),
  };
}
