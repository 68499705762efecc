import type { Asked, CommandUsage } from '#shared/base/command-line.ts';
import type { CentreMachine } from '#central/store/own-log.ts';
import type { Postgres } from '#central/store/postgres.ts';
import type { Progress } from '#central/store/progress.ts';

/** What a command works with. */
export interface Desk {
  /** The centre's database, whether the centre runs or not. */
  postgres: Postgres;
  machine: CentreMachine;
  /** A line for whoever asked. */
  say(line: string): void;
  /** How far long work has come. Throws when whoever asked wants it ended. */
  progress: Progress;
}

/**
 * Something an operator may ask of a centre from a terminal. To add one: `commands/<name>.command.ts` and a line in commands.ts.
 * Answers whether all is well; what could not be done is Trouble, in words.
 */
export interface CentreCommand {
  usage: CommandUsage;
  /**
   * What has to be there: a centre whose tables are of this very version; a centre of this version or an older one; or nothing, for
   * a database is made if need be.
   */
  needs: 'this version' | 'a centre' | 'nothing';
  /** Looks at what was asked before any database is reached or made. */
  before?(asked: Asked): Promise<void>;
  run(asked: Asked, desk: Desk): Promise<'fine' | 'faults'>;
}
