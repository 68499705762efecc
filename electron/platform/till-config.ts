import { existsSync } from 'node:fs';
import path from 'node:path';

/** How this till was started: where its data lies and whom it talks to. */
export interface TillConfig {
  dataDir: string;
  /** The seeded shop to try things in, with virtual devices. A data folder with a settings.json is a real shop. */
  demo: boolean;
  /** Null when the till works alone. */
  centreUrl: string | null;
  /** Nobody named that centre, or a code for it: it is only where one would be on a computer of trials. */
  centreGuessed?: boolean;
  /** What the till is let in with at the first contact. The default opens only a centre of trials on this computer. */
  pairingCode: string;
  /** Where the witness of the log's length lives; better on another disk than the data. */
  witnessDir: string;
  /** As parsePrinterAddress reads it, or null for the one that was chosen on the screen. */
  printer: string | null;
  /** As parsePole reads it; absent or null for the pole display that was chosen on the screen, if any. */
  display?: string | null;
}

const defaultCentre = 'http://127.0.0.1:7400';

/** Reads the TESSERA_* variables. What is not said has a default that works on a fresh machine. */
export function readTillConfig(env: Record<string, string | undefined>, defaultDataDir: string): TillConfig {
  const dataDir = path.resolve(env['TESSERA_DATA'] || defaultDataDir);
  const realShop = existsSync(path.join(dataDir, 'settings.json'));
  const demo = env['TESSERA_DEMO'] ? env['TESSERA_DEMO'] === '1' : !realShop;
  const centre = env['TESSERA_CENTRE'] || defaultCentre;
  return {
    dataDir,
    demo,
    centreUrl: centre === 'off' ? null : centre.replace(/\/+$/, ''),
    centreGuessed: !env['TESSERA_CENTRE'] && !env['TESSERA_PAIRING_CODE'],
    pairingCode: env['TESSERA_PAIRING_CODE'] || 'demo-pairing',
    witnessDir: path.resolve(env['TESSERA_WITNESS'] || dataDir),
    printer: env['TESSERA_PRINTER'] || null,
    display: env['TESSERA_DISPLAY'] || null,
  };
}
