import type { z } from 'zod';
import type { Machine } from '#shared/base/machine.ts';
import type { OpenTrouble } from './transports/link.ts';

/** Why paper did not come out, or why nobody knows. Each has a sentence under `printer.<trouble>` in resources/texts. */
export type PrintTrouble =
  | OpenTrouble
  | 'paper-out'
  | 'cover-open'
  | 'offline'
  | 'no-answer'
  | 'link-lost'
  /** The computer's own print queue has it, and never tells what became of it. */
  | 'handed-over'
  /** The computer has no such print queue, or it stands. */
  | 'queue-off'
  /** Said by the spool, never by a driver: nowhere to print, or a page that no printer could make. */
  | 'no-printer'
  | 'unprintable'
  /** It went out below a register's own receipt, and nobody asks that printer. */
  | 'on-receipt';

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

/** How a printer is. `trouble` is null when it is ready, as far as it says; `paperLow` when the roll is near its end. */
export interface PrinterHealth {
  trouble: PrintTrouble | null;
  paperLow: boolean;
}

/**
 * A printer that takes ready bytes and never throws for what a printer may do. One thing at a time: whoever asks for a second
 * one meanwhile has broken the promise.
 */
export interface PrinterDriver {
  print(bytes: Uint8Array, watch?: PrintWatch): Promise<PrintResult>;
  /** Asks how it is without a byte of a job, and in less time than a cashier notices. */
  look(signal?: AbortSignal): Promise<PrinterHealth>;
}

/** A kind of device on the shelf: what must be set to use it, and how it is opened. Opening touches no device yet. */
export interface DriverKind<Settings extends z.ZodType = z.ZodType> {
  id: string;
  kind: 'printer';
  settings: Settings;
  open(settings: z.output<Settings>, machine: Pick<Machine, 'randomBytes'>): PrinterDriver;
}
