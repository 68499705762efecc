import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** A browser that writes down how it was started, loads nothing, and is closed or crashes when it is told to. */
export interface PretendedBrowser {
  file: string;
  /** One line for every start: its process, then its arguments. */
  started(): string[];
  /** Whether a browser was told by the till to go. */
  ended(): boolean;
  /** Whether the last one still runs. One that its parent has not heard of yet counts as running. */
  alive(): boolean;
  close(): void;
  crash(): void;
}

/** Makes one in a folder; it also goes when the folder goes. */
export function pretendedBrowser(folder: string): PretendedBrowser {
  const file = path.join(folder, 'browser.sh');
  const log = path.join(folder, 'browser.log');
  const program = [
    '#!/bin/sh',
    `trap 'exit 0' USR1`,
    `trap 'exit 3' USR2`,
    `trap 'echo ended >> "${log}"; exit 0' TERM`,
    `echo "$$ $*" >> "${log}"`,
    `while [ -e "${log}" ]; do sleep 0.05; done`,
    '',
  ];
  writeFileSync(log, '');
  writeFileSync(file, program.join('\n'));
  chmodSync(file, 0o755);
  const lines = (): string[] => readFileSync(log, 'utf8').split('\n').filter(Boolean);
  const started = (): string[] => lines().filter((line) => /^\d/.test(line));
  const tell = (signal: NodeJS.Signals | 0): boolean =>
    process.kill(Number(started().at(-1)?.split(' ')[0]), signal);
  return {
    file,
    started,
    ended: () => lines().includes('ended'),
    alive() {
      try {
        return tell(0);
      } catch {
        return false;
      }
    },
    close: () => void tell('SIGUSR1'),
    crash: () => void tell('SIGUSR2'),
  };
}

/** The address that a start was told to show. */
export const urlOf = (start: string | undefined): string => /--app=(\S+)/.exec(start ?? '')?.[1] ?? '';
