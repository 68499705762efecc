import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { Trouble } from '#shared/base/trouble.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** Builds the owner's page into out/dashboard, from where the centre serves it. */
export async function buildDashboard(): Promise<void> {
  const vite = path.join(root, 'node_modules/vite/bin/vite.js');
  const words = ['build', '--config', 'central/dashboard/vite.config.ts', '--logLevel', 'warn'];
  const build = spawn(process.execPath, [vite, ...words], { cwd: root, stdio: 'inherit' });
  const [code] = (await once(build, 'exit')) as [number | null];
  if (code !== 0) throw new Trouble('NO_DASHBOARD', "The owner's page could not be built: see above.");
}
