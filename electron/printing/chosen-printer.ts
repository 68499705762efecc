import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { Trouble } from '#shared/base/trouble.ts';
import { PrinterSetup } from '#shared/settings/printer-setup.ts';
import { writeDurably } from '#electron/platform/write-durably.ts';
import { parsePrinterAddress } from './printer-address.ts';

/** Which printer this till uses, and where that is kept. */
export interface ChosenPrinter {
  setup: PrinterSetup;
  /** Whoever started the till said it, so that screens cannot choose another. */
  fixed: boolean;
  keep(setup: PrinterSetup): void;
}

/**
 * What was said at the start (`TESSERA_PRINTER`) goes before what somebody chose on the screen, which lies beside the database: a
 * printer belongs to this machine and not to the shop. Trouble in words when it cannot be understood.
 */
export function choosePrinter(dataDir: string, said: string | null, demo: boolean): ChosenPrinter {
  const file = path.join(dataDir, 'printer.json');
  const keep = (setup: PrinterSetup): void => writeDurably(file, `${JSON.stringify(setup, null, 2)}\n`);
  if (said !== null) return { setup: parsePrinterAddress(said), fixed: true, keep };
  const otherwise = parsePrinterAddress(demo ? 'virtual' : 'none');
  return { setup: existsSync(file) ? readSetup(file) : otherwise, fixed: false, keep };
}

function readSetup(file: string): PrinterSetup {
  try {
    return PrinterSetup.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    const why = cause instanceof z.ZodError ? z.prettifyError(cause) : String(cause);
    throw new Trouble('SETTINGS_WRONG', `${file}: ${why}`, 'never', { cause });
  }
}
