import type { z } from 'zod';
import type { Result } from '#shared/base/result.ts';
import type { Clock } from '#electron/platform/clock.ts';
import type { OpenTrouble } from './transports/link.ts';

/** A device that is plugged in now. */
export interface FoundDevice {
  /** What it is known by wherever it is plugged in next: its serial number, never the number of a port. */
  identity: string;
  /** What people call it. */
  name: string;
  /** Where it is this time. Never kept: the next plugging in may give another. */
  place: string;
}

/** What came that is no code: it looks like noise, or its end never came. Each has a sentence `device.trouble.<code>`. */
export type ScanTrouble =
  | 'garbled'
  | 'incomplete'
  /** A chip was taken away before it was read. */
  | 'pulled-away'
  /** Another program has the card for itself. */
  | 'in-use'
  /** A card that has no number to be known by, such as one with contacts. */
  | 'no-number';

/** Why a scanner does not open. */
export type ScannerTrouble =
  | OpenTrouble
  /** Something is on the port, and it is not the reader that was set up. */
  | 'no-reader'
  /** The service of this computer that keeps such readers does not run. */
  | 'no-service';

/** Who listens to an open scanner. */
export interface ScannerEars {
  /**
   * A whole code as text, with the AIM identifier in front where the device says one; and what the same thing says beside, as a chip
   * says its number.
   */
  onScan(text: string, also?: readonly string[]): void;
  onTrouble(trouble: ScanTrouble): void;
  /** The device is gone. Told at most once, and nothing after it. */
  onLost(): void;
}

/** An open scanner. Closing lets go of the device and of half a code; never throws. */
export interface OpenScanner {
  close(): Promise<void>;
}

/** How one kind of scanner is found and listened to. Neither throws for what a device may do. */
export interface ScannerDriver {
  /** What is plugged in now and fits the settings, in an order that stays the same. */
  find(): Promise<Result<readonly FoundDevice[], ScannerTrouble>>;
  open(device: FoundDevice, ears: ScannerEars): Promise<Result<OpenScanner, ScannerTrouble>>;
}

/** A kind of scanner on the shelf: what must be set to use it, and how it is driven. Making a driver touches no device yet. */
export interface ScannerKind<Settings extends z.ZodType = z.ZodType> {
  id: string;
  kind: 'scanner';
  settings: Settings;
  /** Whether every device of this kind is used without being set up. Only where asking a device can disturb no other. */
  automatic: boolean;
  driver(settings: z.output<Settings>, clock: Clock): ScannerDriver;
}
