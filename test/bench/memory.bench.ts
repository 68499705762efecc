import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { temporaryFolder } from '#test/support/a-till.ts';
import type { Figure } from './figures.ts';

const goalMiB = 120;

/** The memory of the built till in the browser shell, as the kernel counts it, with the demo shop open and no window. */
export async function benchMemory(): Promise<Figure[]> {
  const what = 'memory of the core process, demo shop (RSS)';
  const goal = `<= ${goalMiB} MiB`;
  if (!existsSync('/proc/self/status')) return [{ what, measured: 'not measured: no /proc here', goal }];
  const { dir, remove } = temporaryFolder();
  const env = {
    ...process.env,
    TESSERA_DATA: dir,
    TESSERA_DEMO: '1',
    TESSERA_NO_BROWSER: '1',
    TESSERA_CENTRE: 'off',
  };
  const startedAt = performance.now();
  const till = spawn(process.execPath, ['out/main/browser.js'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let readyMs = Number.NaN;
  for await (const text of createInterface({ input: till.stdout })) {
    if (!text.includes('http://127.0.0.1:')) continue;
    readyMs = performance.now() - startedAt;
    break;
  }
  const status = readFileSync(`/proc/${till.pid}/status`, 'utf8');
  const mib = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
  const ended = once(till, 'exit');
  till.kill('SIGTERM');
  await ended;
  remove();
  return [
    { what, measured: `${mib.toFixed(0)} MiB`, goal, kept: mib <= goalMiB },
    {
      what: 'built till started to ready',
      measured: `${(readyMs / 1000).toFixed(2)} s`,
      goal: '<= 2 s',
      kept: readyMs <= 2_000,
    },
  ];
}
