import { readdir, realpath } from 'node:fs/promises';
import path from 'node:path';

/** A serial port that is there now. */
export interface SerialPortSeen {
  path: string;
  /** What stays the same when it is plugged in elsewhere; the path where the device says nothing of itself. */
  identity: string;
  name: string;
}

/** The ports, and whether the system could be asked for all of them: where it could not, a path must be typed. */
export interface SerialPorts {
  ports: readonly SerialPortSeen[];
  complete: boolean;
}

/** Linux keeps a name of each USB device here that does not depend on where it is plugged in. */
const byIdFolder = '/dev/serial/by-id';

/** Asks the system for its serial ports. Never throws: a machine that cannot list them may have them all the same. */
export async function listSerialPorts(): Promise<SerialPorts> {
  const [listed, byId] = await Promise.all([ask(), readById()]);
  const seen = (listed ?? []).map((port): SerialPortSeen => {
    const { path: place, vendorId, productId, serialNumber, manufacturer } = port;
    const usb =
      vendorId && serialNumber ? `usb:${vendorId}:${productId ?? ''}:${serialNumber}`.toLowerCase() : place;
    const name = [manufacturer, 'friendlyName' in port ? port.friendlyName : undefined].filter(Boolean);
    return { path: place, identity: byId.get(place) ?? usb, name: name.join(' ') || place };
  });
  const known = new Set(seen.map((port) => port.path));
  const unlisted = [...byId]
    .filter(([place]) => !known.has(place))
    .map(([place, identity]) => ({ path: place, identity, name: path.basename(identity) }));
  return { ports: [...seen, ...unlisted], complete: listed !== undefined };
}

/** Without udevadm the library rejects; where the native part does not load there is nobody to ask. */
async function ask() {
  try {
    const { SerialPort } = await import('serialport');
    return await SerialPort.list();
  } catch {
    return undefined;
  }
}

async function readById(): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const name of await readdir(byIdFolder).catch(() => [])) {
    const link = path.join(byIdFolder, name);
    const place = await realpath(link).catch(() => undefined);
    if (place) found.set(place, link);
  }
  return found;
}
