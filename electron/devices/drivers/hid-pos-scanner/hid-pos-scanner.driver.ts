import { z } from 'zod';
import { ok } from '#shared/base/result.ts';
import type { FoundDevice, ScannerKind } from '../../scanner.ts';
import { listHid, openHid, reportDescriptor, type HidSeen } from '../../transports/hid.ts';
import { joinReports } from './join-reports.ts';
import { layoutOf } from './report-layout.ts';

/** The usage page of bar code scanners in the HID tables. */
const scannersPage = 0x8c;
/** Honeywell's: they send nothing to a host that did not ask for it, with feature report 254. */
const askFirst = new Set([0x0c2e, 0x23d0]);
const sendHere = [254, 1] as const;

/** Which of the scanners that are plugged in; without an identity the first. */
export const HidPosScannerSettings = z.object({ identity: z.string().min(1).max(200).optional() });

/** Any scanner that is set to "HID POS": no keyboard, no layout, no driver, and whole codes. */
export const hidPosScanner: ScannerKind<typeof HidPosScannerSettings> = {
  id: 'hid-pos-scanner',
  kind: 'scanner',
  settings: HidPosScannerSettings,
  // A device that says it is a scanner is one, and nobody else wants its codes.
  automatic: true,
  driver: ({ identity }, clock) => ({
    async find() {
      const listed = await listHid();
      if (!listed.ok) return listed;
      const found = foundScanners(listed.value);
      return ok(identity === undefined ? found : found.filter((device) => device.identity === identity));
    },
    async open({ identity: known, place }, ears) {
      const descriptor = await reportDescriptor(place);
      const opened = await openHid(place);
      if (!opened.ok) return opened;
      const link = opened.value;
      const reports = joinReports(descriptor && layoutOf(descriptor), clock, ears);
      let open = true;
      link.onReport((report) => {
        if (open) reports.take(report);
      });
      const letGo = (): void => {
        open = false;
        reports.stop();
      };
      link.onLost(() => {
        const told = open;
        letGo();
        if (told) ears.onLost();
      });
      // Those that do not know it refuse it, and have nothing to be asked for.
      if (askFirst.has(Number.parseInt(known.slice('hid:'.length), 16))) await link.sendFeature(sendHere);
      return ok({
        close() {
          letGo();
          return link.close();
        },
      });
    },
  }),
};

/** Scanners without a serial number are told apart by their order: two of one kind are as good as each other. */
export function foundScanners(devices: readonly HidSeen[]): FoundDevice[] {
  const alike = new Map<string, number>();
  return devices
    .filter(({ usagePage }) => usagePage === scannersPage)
    .sort((one, other) => one.path.localeCompare(other.path, 'en', { numeric: true }))
    .map(({ vendorId, productId, serialNumber, name, path }) => {
      const kind = `hid:${hex(vendorId)}:${hex(productId)}`;
      const known = `${kind}:${serialNumber}`;
      const count = (alike.get(known) ?? 0) + 1;
      alike.set(known, count);
      const identity = serialNumber && count === 1 ? known : `${known}#${count}`;
      return { identity, name: name || `HID ${hex(vendorId)}:${hex(productId)}`, place: path };
    });
}

const hex = (id: number): string => id.toString(16).padStart(4, '0');
