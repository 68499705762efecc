import type { Asked, CommandUsage } from '#shared/base/command-line.ts';
import type { Machine } from '#shared/base/machine.ts';

/** What a command works with. */
export interface Desk {
  /** The till's folder. */
  dataDir: string;
  /** Null when the till works alone. */
  centreUrl: string | null;
  machine: Machine;
  /** A line for whoever asked. */
  say(line: string): void;
  /** How far long work has come. */
  progress(what: string, done: number, total: number): void;
  /** Whoever asked wants it ended. From the first look at it on, Ctrl+C is left to whoever looks. */
  readonly signal: AbortSignal;
}

/**
 * Something an operator may ask of a till from a terminal. To add one: `commands/<name>.command.ts` and a line in commands.ts.
 * Answers whether all is well; what could not be done is Trouble, in words.
 */
export interface TillCommand {
  usage: CommandUsage;
  run(asked: Asked, desk: Desk): Promise<'fine' | 'faults'>;
}
