import type { ScannerTrouble, ScanTrouble } from '../scanner.ts';

/** What may be wrong with a device. Each has a sentence with the way out under `device.trouble.<code>`. */
export type DeviceTrouble =
  | Exclude<ScannerTrouble, 'interrupted'>
  | ScanTrouble
  /** More scans came than could be worked off, and some were not taken. */
  | 'flooded';

/**
 * How a device is. `looking`: not seen since the till was started. `ready`: open and listened to; a trouble beside it is about what came
 * last. `gone`: was ready, and is not plugged in any more. `trouble`: it cannot be used, and somebody has to do something.
 */
export interface DeviceHealth {
  state: 'looking' | 'ready' | 'gone' | 'trouble';
  trouble: DeviceTrouble | null;
}
