import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { Trouble } from '#shared/base/trouble.ts';
import { DisplaySetup } from '#shared/settings/display-setup.ts';
import { writeDurably } from '#electron/platform/write-durably.ts';

/** How the customer display was set up, and how to keep another choice. It belongs to this till and not to the shop. */
export interface KeptSetup {
  get(): DisplaySetup;
  keep(setup: DisplaySetup): void;
}

/** Reads `display.json` of the data folder. Trouble in words when it cannot be understood. */
export function keptSetup(dataDir: string): KeptSetup {
  const file = path.join(dataDir, 'display.json');
  let setup = existsSync(file) ? readSetup(file) : DisplaySetup.parse({});
  return {
    get: () => setup,
    keep(next) {
      writeDurably(file, `${JSON.stringify(next, null, 2)}\n`);
      setup = next;
    },
  };
}

function readSetup(file: string): DisplaySetup {
  try {
    return DisplaySetup.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    const why = cause instanceof z.ZodError ? z.prettifyError(cause) : String(cause);
    throw new Trouble('SETTINGS_WRONG', `${file}: ${why}`, 'never', { cause });
  }
}
