import { existsSync, readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { DeviceSettings } from '#shared/settings/device-settings.ts';
import { writeDurably } from '#electron/platform/write-durably.ts';
import type { Log } from '#electron/platform/log.ts';

/** What people set up around this till, in a file of its own: it belongs to the machine, whatever shop it serves. */
export interface DeviceFile {
  read(): DeviceSettings;
  write(settings: DeviceSettings): void;
}

/** The file in the data folder. One that cannot be understood is put aside and said, never a reason not to sell. */
export function openDeviceFile(dataDir: string, log: Log): DeviceFile {
  const file = path.join(dataDir, 'devices.json');
  const load = (): DeviceSettings => {
    if (!existsSync(file)) return DeviceSettings.parse({});
    try {
      const settings = DeviceSettings.safeParse(JSON.parse(readFileSync(file, 'utf8')));
      if (settings.success) return settings.data;
      log(`${file}: ${z.prettifyError(settings.error)}`);
    } catch (error) {
      log(`${file}: ${error instanceof Error ? error.message : String(error)}`);
    }
    log('the devices that were set up are not used; what stood in the file is kept beside it');
    renameSync(file, `${file}.wrong`);
    return DeviceSettings.parse({});
  };
  let settings = load();
  return {
    read: () => settings,
    write(next) {
      settings = next;
      writeDurably(file, `${JSON.stringify(next, undefined, 2)}\n`);
    },
  };
}
