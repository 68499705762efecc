import type { z } from 'zod';
import { Trouble } from '#shared/base/trouble.ts';
import type { RawScan } from '#shared/scan/raw-scan.ts';
import type { Clock } from '#electron/platform/clock.ts';
import type { ScannerKind } from '../scanner.ts';
import { createBounded } from './bounded.ts';
import { countOnce } from './count-once.ts';
import type { DeviceHealth } from './health.ts';
import { createOwners } from './owners.ts';
import { watchScanner, type WatchedScanner } from './watch-scanner.ts';

/** A device as somebody set it up, or as it was found. `setup` is what its driver wants to know. */
export interface DeviceSetup {
  deviceId: string;
  driver: string;
  setup: unknown;
}

/** A device as the hub knows it. */
export interface HubDevice {
  deviceId: string;
  driver: string;
  /** What it calls itself, or null as long as nobody saw it. */
  name: string | null;
  health: DeviceHealth;
  /** Found by itself, not set up by a person. */
  automatic: boolean;
  scans: number;
}

export interface DeviceHubOptions<Answer> {
  kinds: readonly ScannerKind<z.ZodType>[];
  clock: Clock;
  /** Works one scan off. Told at once, in the order in which they were made; whoever works them off keeps it. */
  take(scan: RawScan): Promise<Answer>;
  /** A device came, went, or is otherwise than it was. */
  changed(): void;
  log(line: string): void;
  /** How many scans may wait while the centre is asked for one. */
  capacity?: number;
}

/** All devices that scan: found, kept open, and heard. Wedges, which others hear, come through here too, so that nothing counts twice. */
export interface DeviceHub<Answer> {
  devices(): HubDevice[];
  add(setup: DeviceSetup): void;
  remove(deviceId: string): Promise<void>;
  /** A scan of any source. Rejects with Trouble when too many wait. */
  scan(scan: RawScan): Promise<Answer>;
  close(): Promise<void>;
}

/** How often kinds that need no set-up are asked what is plugged in. */
const rollCallMs = 2_000;
/** Ten seconds of scanning as fast as any scanner can, while nobody works anything off. */
const defaultCapacity = 2_000;

interface Entry {
  watched: WatchedScanner;
  driver: string;
  automatic: boolean;
  scans: number;
}

/** A hub without devices; it begins to call the roll of the automatic kinds at once. */
export function createDeviceHub<Answer>(options: DeviceHubOptions<Answer>): DeviceHub<Answer> {
  const { kinds, clock, changed, log, capacity = defaultCapacity } = options;
  const owners = createOwners();
  const entries = new Map<string, Entry>();
  /** Kinds that cannot even be asked: shown as a device in trouble, so that somebody learns why none is found. */
  const deaf = new Map<string, DeviceHealth>();
  const counter = createBounded(capacity, options.take);
  let full = false;
  let closed = false;
  let cancel = (): void => {};

  const scan = countOnce(clock.now, (raw) => {
    const answer = counter.put(raw);
    full = answer === undefined;
    return answer ?? Promise.reject(new Trouble('SCANS_FLOODED', `${capacity} scans wait already`, 'soon'));
  });
  const heard = (deviceId: string, text: string, also: readonly string[] = []): boolean => {
    const entry = entries.get(deviceId);
    if (entry) entry.scans += 1;
    full = false;
    scan({ deviceId, text, ...(also.length > 0 ? { also: [...also] } : {}) }).catch((error: unknown) =>
      log(`scan from ${deviceId}: ${String(error)}`),
    );
    return !full;
  };
  const watch = (
    kind: ScannerKind<z.ZodType>,
    { deviceId, setup }: DeviceSetup,
    automatic: boolean,
  ): void => {
    const watched = watchScanner({
      deviceId,
      driver: kind.driver(kind.settings.parse(setup), clock),
      clock,
      owners,
      onScan: (text, also) => heard(deviceId, text, also),
      changed,
    });
    entries.set(deviceId, { watched, driver: kind.id, automatic, scans: 0 });
    changed();
  };

  const callTheRoll = async (): Promise<void> => {
    for (const kind of kinds.filter(({ automatic }) => automatic)) {
      const found = await kind
        .driver(kind.settings.parse({}), clock)
        .find()
        .catch(() => ({ ok: false, error: 'unreachable' }) as const);
      if (closed) return;
      hearOf(kind.id, found.ok || found.error === 'interrupted' ? undefined : found.error);
      for (const { identity } of found.ok ? found.value : [])
        if (!entries.has(identity))
          watch(kind, { deviceId: identity, driver: kind.id, setup: { identity } }, true);
    }
    cancel = clock.after(rollCallMs, () => void callTheRoll());
  };
  const hearOf = (kindId: string, trouble: DeviceHealth['trouble'] | undefined): void => {
    if (deaf.get(kindId)?.trouble === trouble) return;
    if (trouble) deaf.set(kindId, { state: 'trouble', trouble });
    else deaf.delete(kindId);
    changed();
  };
  const roll = callTheRoll();

  return {
    devices: () => [
      ...[...entries].map(([deviceId, { watched, driver, automatic, scans }]) => ({
        deviceId,
        driver,
        name: watched.name(),
        health: watched.health(),
        automatic,
        scans,
      })),
      ...[...deaf].map(([driver, health]) => ({
        deviceId: driver,
        driver,
        name: null,
        health,
        automatic: true,
        scans: 0,
      })),
    ],
    add(setup) {
      const kind = kinds.find(({ id }) => id === setup.driver);
      if (!kind) throw new Trouble('DRIVER_UNKNOWN', `No scanner driver is called "${setup.driver}".`);
      watch(kind, setup, false);
    },
    async remove(deviceId) {
      const entry = entries.get(deviceId);
      if (!entry) return;
      entries.delete(deviceId);
      await entry.watched.close();
      changed();
    },
    scan,
    async close() {
      closed = true;
      cancel();
      await roll;
      await Promise.all([...entries.values()].map(({ watched }) => watched.close()));
    },
  };
}
