import { existsSync } from 'node:fs';

const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/microsoft-edge',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** A Chromium, or why there is none. */
export type FoundChromium = { executablePath: string } | { missing: string };

/**
 * The Chromium for screen tests: the one that CHROMIUM names, else the computer's own, else the one that came with the
 * installed packages, which runs on Linux only.
 */
export async function findChromium(): Promise<FoundChromium> {
  const wanted = process.env['CHROMIUM'];
  if (wanted)
    return existsSync(wanted) ? { executablePath: wanted } : { missing: `no Chromium at ${wanted}` };
  const own = usualPlaces.find((place) => existsSync(place));
  if (own) return { executablePath: own };
  if (process.platform === 'linux') {
    const packaged = (await import('@sparticuz/chromium')).default;
    return { executablePath: await packaged.executablePath() };
  }
  return { missing: 'no Chromium, Chrome or Edge on this computer: install one, or name it in CHROMIUM' };
}
