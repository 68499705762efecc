import type { TillCommand } from './command.ts';
import { backup } from './commands/backup.command.ts';
import { confirmClock } from './commands/confirm-clock.command.ts';
import { demoYear } from './commands/demo-year.command.ts';
import { exportLog } from './commands/export.command.ts';
import { readReceipt } from './commands/read-receipt.command.ts';
import { rebuild } from './commands/rebuild.command.ts';
import { reconcile } from './commands/reconcile.command.ts';
import { registerKey } from './commands/register-key.command.ts';
import { restore } from './commands/restore.command.ts';
import { verify } from './commands/verify.command.ts';
import { vouch } from './commands/vouch.command.ts';
import { whatIf } from './commands/what-if.command.ts';

/** Everything that may be asked of a till from a terminal, alphabetically. */
export const tillCommands: readonly TillCommand[] = [
  backup,
  confirmClock,
  demoYear,
  exportLog,
  readReceipt,
  rebuild,
  reconcile,
  registerKey,
  restore,
  verify,
  vouch,
  whatIf,
];
