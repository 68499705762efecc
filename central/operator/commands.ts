import type { CentreCommand } from './command.ts';
import { backup } from './commands/backup.command.ts';
import { conflicts } from './commands/conflicts.command.ts';
import { exclude } from './commands/exclude.command.ts';
import { exportLogs } from './commands/export.command.ts';
import { pairCode } from './commands/pair-code.command.ts';
import { rebuild } from './commands/rebuild.command.ts';
import { reconcile } from './commands/reconcile.command.ts';
import { restore } from './commands/restore.command.ts';
import { revoke } from './commands/revoke.command.ts';
import { settle } from './commands/settle.command.ts';
import { tills } from './commands/tills.command.ts';
import { verify } from './commands/verify.command.ts';

/** Everything that may be asked of a centre from a terminal, alphabetically. */
export const centreCommands: readonly CentreCommand[] = [
  backup,
  conflicts,
  exclude,
  exportLogs,
  pairCode,
  rebuild,
  reconcile,
  restore,
  revoke,
  settle,
  tills,
  verify,
];
