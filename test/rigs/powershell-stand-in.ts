import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished, vi } from 'vitest';

/** How the pretended Windows is. Statuses are those of the Windows spooler; `at` is where the script breaks. */
export interface PretendedWindows {
  queues?: string[];
  status?: number;
  attributes?: number;
  /** Before a word, before the first byte of a job is written, or after. */
  at?: 'start' | 'open' | 'writing';
  how?: 'ends' | 'hangs' | 'fails';
  /** How many bytes the queue takes of each job, where not all. */
  takes?: number;
}

/** What came to the pretended spooler. */
export interface PretendedSpooler {
  jobs(): { queue: string; bytes: Buffer }[];
  /** The words each start of PowerShell was given. */
  starts(): string[][];
}

/**
 * Stands in for PowerShell with our script, in the protocol that the script's head describes: it is our model of it, and no Windows. On
 * computers with a system that runs a file by its first line.
 */
export function pretendWindows(windows: PretendedWindows = {}): PretendedSpooler {
  const root = mkdtempSync(path.join(tmpdir(), 'windows-'));
  const folder = path.join(root, 'System32/WindowsPowerShell/v1.0');
  mkdirSync(folder, { recursive: true });
  const [jobs, starts] = [path.join(root, 'jobs'), path.join(root, 'starts')];
  for (const file of [jobs, starts]) writeFileSync(file, '');
  const file = path.join(folder, 'powershell.exe');
  const given = JSON.stringify({ queues: [], status: 0, attributes: 0, ...windows });
  writeFileSync(
    file,
    `#!${process.execPath}\n(${spooler.toString()})(${given}, ${JSON.stringify({ jobs, starts })});\n`,
  );
  chmodSync(file, 0o755);
  vi.stubEnv('SystemRoot', root);
  onTestFinished(() => {
    vi.unstubAllEnvs();
    rmSync(root, { recursive: true, force: true });
  });
  const linesOf = (name: string): string[] => readFileSync(name, 'utf8').split('\n').filter(Boolean);
  return {
    jobs: () =>
      linesOf(jobs).map((line) => {
        const { queue, bytes } = JSON.parse(line) as { queue: string; bytes: string };
        return { queue, bytes: Buffer.from(bytes, 'base64') };
      }),
    starts: () => linesOf(starts).map((line) => JSON.parse(line) as string[]),
  };
}

/** Runs in a process of its own, so it uses nothing but what it is given. */
function spooler(
  { queues = [], status, attributes, at, how, takes }: PretendedWindows,
  files: { jobs: string; starts: string },
): void {
  const { appendFileSync } = process.getBuiltinModule('node:fs');
  const { createInterface } = process.getBuiltinModule('node:readline');
  const say = (answer: object): void => void process.stdout.write(`${JSON.stringify(answer)}\r\n`);
  const encoded = (text: string): string => Buffer.from(text).toString('base64');
  /** Whether it broke here: then nothing more comes of the question. */
  const breaks = (place: string, id = 0): boolean => {
    if (at !== place) return false;
    if (how === 'ends') process.exit(1);
    if (how === 'fails')
      say({ id, says: place === 'start' ? 'unable' : 'failed', why: encoded('höchst kaputt') });
    return true;
  };
  appendFileSync(files.starts, `${JSON.stringify(process.argv.slice(2))}\n`);
  process.stdout.write('Windows PowerShell\r\nCopyright, and what else a profile may say\r\n');
  if (breaks('start')) {
    if (how === 'fails') process.exit(1);
  } else say({ says: 'ready' });
  createInterface({ input: process.stdin }).on('line', (line) => {
    const question = JSON.parse(line) as { id: number; ask: string; queue?: string; bytes?: string };
    const { id, ask } = question;
    if (at === 'start') return;
    if (ask === 'list') return say({ id, says: 'queues', queues: queues.map(encoded) });
    const queue = Buffer.from(question.queue ?? '', 'base64').toString();
    if (!queues.includes(queue)) return say({ id, says: 'failed', why: encoded('no such printer') });
    if (ask === 'state') return say({ id, says: 'state', status, attributes });
    if (breaks('open', id)) return;
    say({ id, says: 'started', job: 7 });
    if (breaks('writing', id)) return;
    const bytes = Buffer.from(question.bytes ?? '', 'base64').subarray(0, takes);
    appendFileSync(files.jobs, `${JSON.stringify({ queue, bytes: bytes.toString('base64') })}\n`);
    say({ id, says: 'taken', job: 7, written: bytes.length });
  });
}
