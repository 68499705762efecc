import { refuse } from '#shared/base/result.ts';
import type { Clock } from '#electron/platform/clock.ts';
import type { FoundDevice, OpenScanner, ScannerDriver, ScannerTrouble } from '../scanner.ts';
import type { DeviceHealth } from './health.ts';
import type { Owners } from './owners.ts';

/** The first wait before a device is looked for again, and the longest: each failure doubles it. Back it is used within three seconds. */
export const backOffMs = { first: 500, longest: 2_500 } as const;

export interface WatchOptions {
  /** The name under which the device is owned. */
  deviceId: string;
  driver: ScannerDriver;
  clock: Clock;
  owners: Owners;
  /** Says whether it was taken, or too much came. */
  onScan(text: string, also?: readonly string[]): boolean;
  /** The health or the name changed. */
  changed(): void;
}

/** One scanner, kept open as long as it is there and opened again by itself when it comes back. */
export interface WatchedScanner {
  health(): DeviceHealth;
  /** What it calls itself, once it was found. */
  name(): string | null;
  /** Lets go of the device and stops looking for it. */
  close(): Promise<void>;
}

/** Starts to look for a scanner, and never stops until it is closed. Nothing a device does throws out of here. */
export function watchScanner(options: WatchOptions): WatchedScanner {
  const { deviceId, driver, clock, owners } = options;
  let health: DeviceHealth = { state: 'looking', trouble: null };
  let name: string | null = null;
  let waitMs: number = backOffMs.first;
  let open: OpenScanner | undefined;
  let seen = false;
  let closed = false;
  let cancel = (): void => {};

  const become = (next: DeviceHealth): void => {
    if (next.state === health.state && next.trouble === health.trouble) return;
    health = next;
    options.changed();
  };
  const lookLater = (): void => {
    if (closed) return;
    cancel();
    cancel = clock.after(waitMs, () => {
      underWay = look();
    });
    waitMs = Math.min(waitMs * 2, backOffMs.longest);
  };
  const failed = (trouble: ScannerTrouble): void => {
    owners.letGo(deviceId);
    if (trouble === 'absent') become({ state: seen ? 'gone' : 'looking', trouble: null });
    else become({ state: 'trouble', trouble: trouble === 'interrupted' ? 'unreachable' : trouble });
    lookLater();
  };
  const lost = (): void => {
    const gone = open;
    open = undefined;
    // The place is free for others, and this one's to look for, only once it is really let go of.
    underWay = (gone?.close() ?? Promise.resolve()).then(() => {
      owners.letGo(deviceId);
      if (closed) return;
      become({ state: 'gone', trouble: null });
      lookLater();
    });
  };

  const connect = async (device: FoundDevice) => {
    if (!owners.take(deviceId, [device.identity, device.place])) return refuse('busy' as const);
    let lostEarly = false;
    const opened = await driver.open(device, {
      onScan(text, also) {
        if (closed) return;
        const taken = options.onScan(text, also);
        become({ state: 'ready', trouble: taken ? null : 'flooded' });
      },
      onTrouble: (trouble) => void (closed || become({ state: 'ready', trouble })),
      onLost: () => (open ? lost() : (lostEarly = true)),
    });
    if (opened.ok) {
      open = opened.value;
      seen = true;
      waitMs = backOffMs.first;
      name = device.name;
      if (closed) await open.close();
      else become({ state: 'ready', trouble: null });
      if (lostEarly) lost();
    }
    return opened;
  };
  const look = async (): Promise<void> => {
    let trouble: ScannerTrouble | undefined = 'unreachable';
    try {
      const found = await driver.find();
      const [device] = found.ok ? found.value : [];
      if (closed) return;
      if (!found.ok) trouble = found.error;
      else if (!device) trouble = 'absent';
      else {
        const opened = await connect(device);
        trouble = opened.ok ? undefined : opened.error;
      }
    } catch {
      // A driver that throws has a fault; the till goes on, and the next look may find better.
    }
    if (trouble) failed(trouble);
  };

  let underWay = look();
  return {
    health: () => health,
    name: () => name,
    async close() {
      closed = true;
      cancel();
      await underWay;
      await open?.close();
      owners.letGo(deviceId);
    },
  };
}
