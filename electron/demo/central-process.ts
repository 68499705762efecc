import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';

/** The centre running beside the story, as anybody would start it, in a process of its own. */
export interface CentralProcess {
  url: string;
  stop(): Promise<void>;
}

/** Starts the centre on a free port with its data in `dataDir`. Rejects, with its last words, when it does not come up. */
export async function startCentral(dataDir: string, timeoutMs: number): Promise<CentralProcess> {
  const main = path.resolve(import.meta.dirname, '../../central/main.ts');
  const env = { ...process.env, PORT: '0', TESSERA_CENTRAL_DATA: dataDir };
  const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const words: string[] = [];
  const url = await new Promise<string>((found, failed) => {
    const timer = setTimeout(
      () => failed(new Error(`the centre was not ready after ${timeoutMs / 1000} s`)),
      timeoutMs,
    );
    const done = (end: () => void) => {
      clearTimeout(timer);
      end();
    };
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (text) => {
        words.push(text);
        const address = /https?:\/\/127\.0\.0\.1:\d+/.exec(text)?.[0];
        if (address) done(() => found(address));
      });
    }
    child.once('error', (error) => done(() => failed(error)));
    child.once('exit', () => done(() => failed(new Error(words.slice(-3).join(' ') || 'the centre ended'))));
  }).catch(async (error: unknown) => {
    await end(child);
    throw error;
  });
  return { url, stop: () => end(child) };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}
