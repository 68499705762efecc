import { spawn, type ChildProcessByStdio } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { z } from 'zod';

/** What the script says, a line each. `started` is said before the first byte of a job is written, `taken` once the queue has it all. */
const Answer = z.discriminatedUnion('says', [
  z.object({ says: z.literal('ready') }),
  z.object({ says: z.literal('unable'), why: z.base64() }),
  z.object({ says: z.literal('queues'), id: z.int(), queues: z.array(z.base64()) }),
  z.object({ says: z.literal('state'), id: z.int(), status: z.int(), attributes: z.int() }),
  z.object({ says: z.literal('started'), id: z.int() }),
  z.object({ says: z.literal('taken'), id: z.int(), written: z.int() }),
  z.object({ says: z.literal('failed'), id: z.int(), why: z.base64() }),
]);
type Answer = z.infer<typeof Answer>;

/** A question to the script; its id is added on the way. */
export type SpoolerQuestion =
  | { ask: 'list' }
  | { ask: 'state'; queue: string }
  | { ask: 'print'; queue: string; bytes: Uint8Array };

/**
 * What became of a question. `never`: the script could not be started, or says that it cannot work here. `late`: no answer in time, or it
 * ended before it gave one. `started` beside them says whether bytes of a job may be with the queue.
 */
export type SpoolerAnswer =
  | { says: 'queues'; queues: string[] }
  | { says: 'state'; status: number; attributes: number }
  | { says: 'taken'; written: number }
  | { says: 'failed'; started: boolean; why: string }
  | { says: 'never' }
  | { says: 'late'; started: boolean };

/** The print queue of Windows, through one script that stays as long as it is asked. */
export interface WindowsSpooler {
  /** Never throws, and never takes longer than it may. One after the other: the script answers in order. */
  ask(
    question: SpoolerQuestion,
    options: { timeoutMs: number; signal?: AbortSignal },
  ): Promise<SpoolerAnswer>;
  /** Lets the script end now. */
  close(): void;
}

/** The print queues of this Windows; none where it does not say in time. */
export async function listWindowsQueues(timeoutMs = 20_000): Promise<string[]> {
  const spooler = openWindowsSpooler();
  const answer = await spooler.ask({ ask: 'list' }, { timeoutMs });
  spooler.close();
  return answer.says === 'queues' ? answer.queues : [];
}

/** A script nobody asks is ended, and started again for the next question. */
const idleMs = 60_000;

/** Beside the sources and in the package, where PowerShell cannot look into the archive of the app. */
const scriptFile = path
  .join(
    import.meta.dirname,
    path.extname(import.meta.url) === '.ts' ? '../../..' : '../..',
    'resources/windows/print-raw.ps1',
  )
  .replace(`app.asar${path.sep}`, `app.asar.unpacked${path.sep}`);

/** Windows' own PowerShell by its whole path: a program of that name elsewhere is not asked. */
const powershell = (): string =>
  path.join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32/WindowsPowerShell/v1.0/powershell.exe');

const words = ['-NoLogo', '-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass', '-File', scriptFile];

interface Waiting {
  started: boolean;
  answer(answer: SpoolerAnswer): void;
}

interface Script {
  child: ChildProcessByStdio<Writable, Readable, null>;
  /** False once it ended or said that it cannot work. */
  alive: boolean;
  ready: boolean;
  waiting: Map<number, Waiting>;
}

/** A spooler nobody asked yet: the script is started by the first question. */
export function openWindowsSpooler(): WindowsSpooler {
  let script: Script | undefined;
  let ids = 0;
  let idle: NodeJS.Timeout | undefined;
  return {
    ask(question, { timeoutMs, signal }) {
      clearTimeout(idle);
      if (signal?.aborted) return Promise.resolve({ says: 'late', started: false });
      script = script?.alive ? script : start();
      const asked = script;
      const id = (ids += 1);
      return new Promise<SpoolerAnswer>((resolve) => {
        const giveUp = (): void => void asked.child.kill('SIGKILL');
        const timer = setTimeout(giveUp, timeoutMs);
        signal?.addEventListener('abort', giveUp);
        asked.waiting.set(id, {
          started: false,
          answer(answer) {
            clearTimeout(timer);
            signal?.removeEventListener('abort', giveUp);
            if (!asked.waiting.delete(id)) return;
            if (asked.waiting.size === 0) idle = setTimeout(() => asked.child.stdin.end(), idleMs).unref();
            resolve(answer);
          },
        });
        asked.child.stdin.write(`${JSON.stringify({ id, ...onTheLine(question) })}\n`);
      });
    },
    close: () => void script?.child.stdin.end(),
  };
}

const encoded = (text: string): string => Buffer.from(text).toString('base64');
const decoded = (text: string): string => Buffer.from(text, 'base64').toString();

const onTheLine = (question: SpoolerQuestion): Record<string, string> =>
  question.ask === 'list'
    ? { ask: 'list' }
    : {
        ask: question.ask,
        queue: encoded(question.queue),
        ...(question.ask === 'print' && { bytes: Buffer.from(question.bytes).toString('base64') }),
      };

function start(): Script {
  const child = spawn(powershell(), words, { stdio: ['pipe', 'pipe', 'ignore'], windowsHide: true });
  const script: Script = { child, alive: true, ready: false, waiting: new Map() };
  const over = (): void => {
    script.alive = false;
    for (const { started, answer } of [...script.waiting.values()])
      answer(script.ready ? { says: 'late', started } : { says: 'never' });
  };
  child.stdin.on('error', () => undefined);
  child.on('error', over);
  // After the last line of its output, so that nothing it said is missed.
  child.on('close', over);
  createInterface({ input: child.stdout }).on('line', (line) => {
    const answer = answerIn(line);
    if (answer) heard(script, answer);
  });
  // It ends with its input: a till that ends does not wait for it.
  child.unref();
  return script;
}

/** A line that is no answer is something else that PowerShell had to say. */
function answerIn(line: string): Answer | undefined {
  try {
    return Answer.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

function heard(script: Script, answer: Answer): void {
  if (answer.says === 'ready') script.ready = true;
  if (answer.says === 'ready' || answer.says === 'unable') return;
  const waiting = script.waiting.get(answer.id);
  if (!waiting) return;
  switch (answer.says) {
    case 'started':
      waiting.started = true;
      return;
    case 'queues':
      return waiting.answer({ says: 'queues', queues: answer.queues.map(decoded) });
    case 'failed':
      return waiting.answer({ says: 'failed', started: waiting.started, why: decoded(answer.why) });
    case 'state':
    case 'taken':
      return waiting.answer(answer);
  }
}
