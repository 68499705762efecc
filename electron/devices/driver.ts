import type { z } from 'zod';
import type { Machine } from '#shared/base/machine.ts';

/** Why paper did not come out, or why nobody knows. Each has a sentence under `printer.<trouble>` in resources/texts. */
export type PrintTrouble =
  | 'unreachable'
  | 'paper-out'
  | 'cover-open'
  | 'offline'
  | 'no-answer'
  | 'link-lost'
  /** We stopped ourselves, as when the till is switched off. */
  | 'interrupted'
  /** Said by the spool, never by a driver: nowhere to print, or a page that no printer could make. */
  | 'no-printer'
  | 'unprintable';

/**
 * What became of one job. `printed` only when the printer said so; `not-printed` only when not one byte of the job left
 * us, so that it may be tried again; everything else is `unknown`, and only a person can tell.
 */
export type PrintResult =
  | { outcome: 'printed' }
  | { outcome: 'not-printed'; trouble: PrintTrouble }
  | { outcome: 'unknown'; trouble: PrintTrouble };

/** How somebody follows, or ends, a job on its way. */
export interface PrintWatch {
  /** The printer stands in the middle of the job and waits for a person; null when it goes on. */
  onWaiting?(trouble: PrintTrouble | null): void;
  signal?: AbortSignal;
}

/** A printer that takes ready bytes, one job at a time, and never throws for what a printer may do. */
export interface PrinterDriver {
  print(bytes: Uint8Array, watch?: PrintWatch): Promise<PrintResult>;
}

/** A kind of device on the shelf: what must be set to use it, and how it is opened. Opening touches no device yet. */
export interface DriverKind<Settings extends z.ZodType = z.ZodType> {
  id: string;
  kind: 'printer';
  settings: Settings;
  open(settings: z.output<Settings>, machine: Pick<Machine, 'randomBytes'>): PrinterDriver;
}
