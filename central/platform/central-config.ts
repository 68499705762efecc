import { homedir } from 'node:os';
import path from 'node:path';
import { Trouble } from '#shared/base/trouble.ts';

/** What the person who starts the centre may choose. */
export interface CentralConfig {
  host: string;
  port: number;
  dataDir: string;
  databaseUrl?: string;
  names: string[];
}

/** Reads the environment; everything has a default that works on one computer. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): CentralConfig {
  const databaseUrl = env['DATABASE_URL'];
  return {
    host: env['HOST'] || '127.0.0.1',
    port: readPort(env['PORT'] || '7400'),
    dataDir: env['TESSERA_CENTRAL_DATA'] || path.join(dataHome(env), 'tessera-central'),
    ...(databaseUrl ? { databaseUrl } : {}),
    names: (env['TESSERA_CENTRAL_NAMES'] ?? '').split(',').flatMap((name) => name.trim() || []),
  };
}

function readPort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  throw new Trouble('BAD_CONFIG', `PORT is a number from 0 to 65535, not ${JSON.stringify(text)}.`);
}

function dataHome(env: Readonly<Record<string, string | undefined>>): string {
  if (process.platform === 'win32' && env['LOCALAPPDATA']) return env['LOCALAPPDATA'];
  return env['XDG_DATA_HOME'] || path.join(homedir(), '.local', 'share');
}
