// Plain JavaScript: it must run on any Node, before anything is known about the machine.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));

/**
 * Where to look. The defaults are this checkout, this environment and this platform.
 * @typedef {{ root?: string, env?: Record<string, string | undefined>, platform?: string }} Where
 */

/**
 * Looks for a whole Electron of the version that package.json names, and says what is wrong otherwise. It only reads
 * files: asking for the module 'electron' itself would download a hundred megabytes, or wait for a dead network.
 * @param {Where} [where]
 * @returns {{ binary: string } | { missing: string }}
 */
export function findElectron({
  root = path.resolve(here, '../..'),
  env = process.env,
  platform = process.platform,
} = {}) {
  const folder = path.join(root, 'node_modules/electron');
  const wanted = contents(path.join(folder, 'package.json'), (text) => JSON.parse(text).version);
  if (!wanted) return { missing: 'Electron is not among the installed packages' };
  const elsewhere = env['ELECTRON_OVERRIDE_DIST_PATH'];
  const dist = elsewhere || path.join(folder, 'dist');
  const found = contents(path.join(dist, 'version'))?.replace(/^v/, '');
  const binary = path.join(dist, executable(platform));
  // path.txt is the last thing that Electron's installer writes: without it the binary may be half unpacked.
  if (!existsSync(binary) || (!elsewhere && !existsSync(path.join(folder, 'path.txt'))))
    return {
      missing: `Electron's binary is not installed; "npx install-electron" brings it where GitHub can be reached`,
    };
  if (found !== wanted)
    return { missing: `Electron ${wanted} is wanted and ${found ?? 'an unknown version'} is installed` };
  return { binary };
}

/**
 * The path of Electron's executable, or undefined where it cannot be used.
 * @param {Where} [where]
 * @returns {string | undefined}
 */
export function electronBinary(where) {
  const found = findElectron(where);
  return 'binary' in found ? found.binary : undefined;
}

/** @param {string} platform */
function executable(platform) {
  if (platform === 'win32') return 'electron.exe';
  return platform === 'darwin' ? 'Electron.app/Contents/MacOS/Electron' : 'electron';
}

/**
 * @param {string} file
 * @param {(text: string) => string} [read]
 * @returns {string | undefined}
 */
function contents(file, read = (text) => text.trim()) {
  try {
    return read(readFileSync(file, 'utf8')) || undefined;
  } catch {
    return undefined;
  }
}
