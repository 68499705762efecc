import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';

const folder = import.meta.dirname;
const lock = path.join(folder, 'package-lock.json');
const installed = path.join(folder, 'node_modules', '.package-lock.json');

/** Installs the peers where they are missing, and says so. Answers why they are not there, or undefined when they are. */
export function installPeers(): string | undefined {
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return undefined;
  console.log('Installing what we are measured beside into test/bench/peers/node_modules (about 125 MB) ...');
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env['npm_execpath'];
  const [command, shell] = npm ? [process.execPath, false] : ['npm', process.platform === 'win32'];
  const run = spawnSync(command, npm ? [npm, ...args] : args, { cwd: folder, shell, encoding: 'utf8' });
  if (run.status === 0) return undefined;
  const said = (run.error?.message ?? run.stderr).split('\n').find((line) => line.trim() !== '');
  return `npm could not install it: ${said ?? `ended with ${run.status}`}`;
}
