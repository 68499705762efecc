import { spawn } from 'node:child_process';
import { listWindowsQueues } from './windows-spooler.ts';

/** How a command of the system ended. `code` is null when it was not there, or did not end in time and was ended. */
export interface Ran {
  started: boolean;
  code: number | null;
  said: string;
}

/** The print queue of a system, as far as we use it: each command with its words, never through a shell. */
export interface QueueCommands {
  print(queue: string): readonly string[];
  state(queue: string): readonly string[];
  list: readonly string[];
}

/** CUPS, on Linux and macOS. */
export const cupsCommands: QueueCommands = {
  print: (queue) => ['lp', '-d', queue, '-o', 'raw', '-t', 'Tessera'],
  state: (queue) => ['lpstat', '-a', queue, '-p', queue],
  list: ['lpstat', '-e'],
};

/** Runs one command with bytes for its input. It never throws and never stays longer than it may. */
export function runCommand(
  [command = '', ...words]: readonly string[],
  input: Uint8Array,
  { timeoutMs, signal }: { timeoutMs: number; signal?: AbortSignal | undefined },
): Promise<Ran> {
  if (signal?.aborted) return Promise.resolve({ started: false, code: null, said: '' });
  return new Promise((resolve) => {
    // The words that come back are read by us, so they are asked for in one language.
    const child = spawn(command, words, { stdio: 'pipe', env: { ...process.env, LC_ALL: 'C' } });
    let said = '';
    const end = (): void => void child.kill('SIGKILL');
    const timer = setTimeout(end, timeoutMs);
    signal?.addEventListener('abort', end);
    const settle = (started: boolean, code: number | null): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve({ started, code, said });
    };
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(0, 10_000)));
    child.on('error', () => settle(child.pid !== undefined, null));
    child.on('close', (code) => settle(true, code));
    // One that ends before it read everything says so with its code.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}

/** The names of this computer's print queues. None where it has no such thing, or does not say in time. */
export async function listQueues(): Promise<string[]> {
  if (process.platform === 'win32') return listWindowsQueues();
  const { code, said } = await runCommand(cupsCommands.list, new Uint8Array(), { timeoutMs: 3000 });
  return code === 0 ? said.split('\n').filter((line) => /^[^\s\-/#][^\s/#]*$/.test(line)) : [];
}
