import { readdir, readFile, open, type FileHandle } from 'node:fs/promises';
import { constants } from 'node:fs';
import path from 'node:path';
import { ok, refuse, type Result } from '#shared/base/result.ts';
import type { Link, OpenTrouble } from './link.ts';

/** Where Linux shows USB printers: what they say of themselves, and the files that lead to them. */
export interface UsbPlaces {
  saysDir: string;
  devicesDir: string;
}

export const usbPlaces: UsbPlaces = { saysDir: '/sys/class/usbmisc', devicesDir: '/dev/usb' };

/** A USB printer that is plugged in now. `file` has a number that moves with every plugging, so nobody keeps it. */
export interface UsbPrinter {
  maker: string;
  model: string;
  /** Empty when the printer has none, as many clones. */
  serialNumber: string;
  file: string;
}

/** Which of them: by serial number where it has one, else by maker and model. An empty field fits every printer. */
export type UsbMatch = Pick<UsbPrinter, 'maker' | 'model' | 'serialNumber'>;

export interface UsbLimits {
  closeMs: number;
  /** How long a printer that takes no more bytes, or has nothing to say, is left alone. */
  restMs: number;
}

export const usbLimits: UsbLimits = { closeMs: 2000, restMs: 20 };

/** Every USB printer of this computer. None where the system shows them otherwise, as Windows does. */
export async function findUsbPrinters({ saysDir, devicesDir }: UsbPlaces = usbPlaces): Promise<UsbPrinter[]> {
  const names = (await readdir(saysDir).catch(() => [])).filter((name) => /^lp\d+$/.test(name)).sort();
  const found = await Promise.all(
    names.map(async (name): Promise<UsbPrinter[]> => {
      const device = path.join(saysDir, name, 'device');
      const says = await readFile(path.join(device, 'ieee1284_id'), 'latin1').catch(() => undefined);
      if (says === undefined) return [];
      // `device` is a link into the tree of USB devices, and what is above it there is the printer: join would go back to `lp0`.
      const serial = await readFile(`${device}/../serial`, 'utf8').catch(() => '');
      const id = readIeee1284(says);
      return [{ ...id, serialNumber: id.serialNumber || serial.trim(), file: path.join(devicesDir, name) }];
    }),
  );
  return found.flat();
}

/** Takes `MFG:EPSON;MDL:TM-T20III;SN:...;` apart; some write the long names, some leave half of them out. */
export function readIeee1284(text: string): UsbMatch {
  const fields = new Map(
    text.split(';').map((field) => {
      const at = field.indexOf(':');
      return [field.slice(0, at).trim().toUpperCase(), field.slice(at + 1).trim()] as const;
    }),
  );
  const first = (...names: string[]): string => names.map((name) => fields.get(name)).find(Boolean) ?? '';
  return {
    maker: first('MFG', 'MANUFACTURER'),
    model: first('MDL', 'MODEL'),
    serialNumber: first('SN', 'SERN', 'SERIALNUMBER'),
  };
}

/** Opens the line to the printer that fits, wherever it is plugged in today. Two that fit are none: nobody knows which. */
export async function openUsbPrinter(
  match: UsbMatch,
  limits: UsbLimits = usbLimits,
  places: UsbPlaces = usbPlaces,
): Promise<Result<Link, OpenTrouble>> {
  const [printer, second] = (await findUsbPrinters(places)).filter((one) => fits(match, one));
  if (!printer || second) return refuse('absent');
  try {
    // Without O_NONBLOCK a write to a printer that stands would never return.
    const file = await open(printer.file, constants.O_RDWR | constants.O_NONBLOCK | constants.O_NOCTTY);
    return ok(linkOver(file, limits));
  } catch (error) {
    return refuse(whyNot(error));
  }
}

const fits = (match: UsbMatch, printer: UsbPrinter): boolean =>
  (['maker', 'model', 'serialNumber'] as const).every((key) => !match[key] || match[key] === printer[key]);

function whyNot(error: unknown): OpenTrouble {
  const code = codeOf(error);
  if (code === 'EBUSY') return 'busy';
  if (code === 'EACCES' || code === 'EPERM') return 'denied';
  return code === 'ENOENT' || code === 'ENODEV' || code === 'ENXIO' ? 'absent' : 'unreachable';
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';

/** So much at once: what the kernel takes, it swears to have sent even when the cable is pulled. */
const chunkBytes = 4096;

function linkOver(file: FileHandle, { closeMs, restMs }: UsbLimits): Link {
  const unsent: Uint8Array[] = [];
  const hearers: ((bytes: Uint8Array) => void)[] = [];
  const losers: (() => void)[] = [];
  let [lost, closing] = [false, false];
  let sending: Promise<void> | undefined;

  const lose = (): void => {
    if (lost) return;
    lost = true;
    unsent.length = 0;
    for (const tell of losers) tell();
  };
  const rest = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, restMs));
  /** Runs one read or write; undefined when the printer is not ready for it or gone for ever. */
  const attempt = async (work: () => Promise<number>): Promise<number | undefined> => {
    try {
      return await work();
    } catch (error) {
      if (codeOf(error) === 'EAGAIN') await rest();
      else lose();
      return undefined;
    }
  };
  const sendAll = async (): Promise<void> => {
    for (let first = unsent[0]; first && !lost; first = unsent[0]) {
      const piece = first.subarray(0, chunkBytes);
      const count = await attempt(async () => (await file.write(piece, 0, piece.length, null)).bytesWritten);
      // Taken in part means the rest comes again: a pulled cable says so only at the next write.
      if (count === first.length) unsent.shift();
      else if (count) unsent[0] = first.subarray(count);
    }
    sending = undefined;
  };
  const listen = async (): Promise<void> => {
    const buffer = new Uint8Array(256);
    while (!lost && !closing) {
      const count = await attempt(async () => (await file.read(buffer, 0, buffer.length, null)).bytesRead);
      if (count) for (const hear of hearers) hear(buffer.slice(0, count));
      else if (count === 0) await rest();
    }
  };
  const listening = listen();
  return {
    send(bytes) {
      if (lost || closing || bytes.length === 0) return;
      unsent.push(bytes);
      sending ??= sendAll();
    },
    onBytes: (listener) => void hearers.push(listener),
    onLost(listener) {
      losers.push(listener);
      if (lost) queueMicrotask(listener);
    },
    async close() {
      closing = true;
      let timer: NodeJS.Timeout | undefined;
      const enough = new Promise<void>((resolve) => (timer = setTimeout(resolve, closeMs)));
      await Promise.race([sending, enough]);
      clearTimeout(timer);
      lost = true;
      await listening;
      await sending;
      await file.close().catch(() => undefined);
    },
  };
}
