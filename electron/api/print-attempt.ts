import type { PrintAttempt } from '#shared/api/printer.api.ts';
import type { PrintResult } from '#electron/devices/driver.ts';

/** What became of a paper that was printed at once; undefined where another one is being printed. */
export const printAttempt = (result: PrintResult | undefined): PrintAttempt =>
  result
    ? { outcome: result.outcome, trouble: 'trouble' in result ? result.trouble : null }
    : { outcome: 'busy', trouble: null };
