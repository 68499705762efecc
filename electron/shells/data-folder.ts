import path from 'node:path';

/** Where programs of this platform keep a user's data. The same for both shells: a till keeps its ledger when the shell changes. */
export function defaultDataDir(
  platform: NodeJS.Platform,
  env: Record<string, string | undefined>,
  home: string,
): string {
  if (platform === 'win32')
    return path.win32.join(env['LOCALAPPDATA'] || path.win32.join(home, 'AppData/Local'), 'Tessera');
  if (platform === 'darwin') return path.posix.join(home, 'Library/Application Support/Tessera');
  return path.posix.join(env['XDG_DATA_HOME'] || path.posix.join(home, '.local/share'), 'tessera');
}
