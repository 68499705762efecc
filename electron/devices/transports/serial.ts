import type { SerialPort } from 'serialport';
import { ok, refuse, type Result } from '#shared/base/result.ts';
import type { Link, OpenTrouble } from './link.ts';

/** A port and how it speaks. `path` is `/dev/ttyACM0`, `/dev/serial/by-id/...` or `COM3`. */
export interface SerialAddress {
  path: string;
  baudRate: number;
  dataBits: 5 | 6 | 7 | 8;
  stopBits: 1 | 1.5 | 2;
  parity: 'none' | 'even' | 'odd';
  /** The device says by a wire of its own when it takes no more (RTS/CTS). */
  hardwareFlow: boolean;
}

export interface SerialLimits {
  openMs: number;
  /** How long a device may take to swallow what was sent when we hang up. */
  closeMs: number;
}

export const serialLimits: SerialLimits = { openMs: 3000, closeMs: 2000 };

/**
 * Opens a line over a serial port, or says why not. Each line is a port of its own, never opened a second time: what was half
 * read or still unsent when the device went away goes with it.
 */
export async function openSerial(
  { hardwareFlow, ...address }: SerialAddress,
  limits: SerialLimits = serialLimits,
  signal?: AbortSignal,
): Promise<Result<Link, OpenTrouble>> {
  if (signal?.aborted) return refuse('interrupted');
  let port: SerialPort;
  try {
    // Loaded only here: a machine without the native part has a till all the same.
    const native = await import('serialport');
    port = new native.SerialPort({ ...address, rtscts: hardwareFlow, autoOpen: false });
  } catch {
    return refuse('native-missing');
  }
  // A failed write says `error` even to whoever gave a callback, and unheard it would end the process.
  port.on('error', () => undefined);
  // A port nobody reads does not notice that the device was pulled out.
  port.on('data', () => undefined);
  return new Promise((resolve) => {
    let settled = false;
    const settle = (result: Result<Link, OpenTrouble>): void => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      signal?.removeEventListener('abort', callOff);
      resolve(result);
    };
    const callOff = (): void => settle(refuse('interrupted'));
    const timer = setTimeout(() => settle(refuse('unreachable')), limits.openMs);
    signal?.addEventListener('abort', callOff);
    port.open((error) => {
      if (error) return settle(refuse(readOpenTrouble(error.message)));
      // Opened after nobody waited any more: not to be left locked.
      if (settled) return port.close(() => undefined);
      closeWhenGone(port);
      settle(ok(linkOver(port, limits)));
    });
  });
}

/** The library says why in words only, the system's own on each platform. */
export function readOpenTrouble(message: string): OpenTrouble {
  if (/cannot lock|busy|temporarily unavailable/i.test(message)) return 'busy';
  if (/permission|access (is )?denied|not permitted/i.test(message)) return 'denied';
  if (/no such|not found|cannot find/i.test(message)) return 'absent';
  return 'unreachable';
}

/** How often a port is asked whether it is still there. */
const askMs = 1_000;

/**
 * Pulled out in the middle of a read, the device makes the library read nothing for ever, at half a processor, without a word (5 of 25
 * times over terminals of socat). Asked for its wires, the system says that it is gone; a terminal that has none says something else.
 */
function closeWhenGone(port: SerialPort): void {
  const timer = setInterval(() => {
    port.get((error) => {
      if (error && port.isOpen && /input\/output|bad file|no such device/i.test(error.message))
        port.close(() => undefined);
    });
  }, askMs);
  timer.unref();
  port.once('close', () => clearInterval(timer));
}

function linkOver(port: SerialPort, { closeMs }: SerialLimits): Link {
  let unsent = 0;
  let allSent: (() => void) | undefined;
  return {
    send(bytes) {
      // On a closed port a write would wait for the next opening: a drawer would fire minutes later.
      if (!port.isOpen) return;
      unsent += 1;
      port.write(Buffer.from(bytes), () => {
        unsent -= 1;
        if (unsent === 0) allSent?.();
      });
    },
    onBytes: (listener) => void port.on('data', listener),
    onLost(listener) {
      if (port.isOpen) port.once('close', () => listener());
      else queueMicrotask(listener);
    },
    async close() {
      if (port.isOpen && unsent > 0 && !(await swallowed())) {
        // The system would go on trying for half a minute with the port locked.
        await new Promise<void>((resolve) => port.flush(() => resolve()));
      }
      // Never destroy(): it leaves the port locked.
      await new Promise<void>((resolve) => (port.isOpen ? port.close(() => resolve()) : resolve()));
    },
  };

  function swallowed(): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), closeMs);
      const end = (all: boolean): void => {
        clearTimeout(timer);
        resolve(all);
      };
      allSent = () => end(true);
      port.once('close', () => end(true));
    });
  }
}
