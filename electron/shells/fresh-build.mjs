import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

const sources = [
  'electron',
  'renderer',
  'shared',
  'resources',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
];
const built = [
  'out/main/main.js',
  'out/main/browser.js',
  'out/preload/preload.cjs',
  'out/renderer/index.html',
];

/**
 * Whether the oldest file of the build is newer than the newest source, so that a second start need not build. Folders count
 * too: a deleted source changes only its folder. Tests are not sources.
 * @param {string} root
 */
export function buildIsFresh(root) {
  const ages = built.map((file) => changedMs(path.join(root, file)));
  const oldest = Math.min(...ages);
  return sources.every((source) => newestMs(path.join(root, source)) < oldest);
}

/** @param {string} file */
const changedMs = (file) => (existsSync(file) ? statSync(file).mtimeMs : 0);

/**
 * @param {string} place
 * @returns {number}
 */
function newestMs(place) {
  if (!existsSync(place) || !statSync(place).isDirectory()) return changedMs(place);
  return readdirSync(place)
    .filter((name) => !/\.test\.tsx?$/.test(name))
    .reduce((newest, name) => Math.max(newest, newestMs(path.join(place, name))), changedMs(place));
}
