import type { PrintTrouble } from '../../driver.ts';
import { cupsCommands, runCommand } from '../../transports/print-queue.ts';
import type { SystemQueue } from './system-queue.ts';

/** As `lpstat -e` lists it. Not one that would be read as an option, or as a path. */
const queueName = /^[^\s\-/#][^\s/#]{0,126}$/;
const nothing = new Uint8Array();

/** A queue of CUPS, on Linux and macOS, through the commands of the system. */
export function cupsQueue(queue: string, { askMs = 3_000, printMs = 30_000 } = {}): SystemQueue {
  return {
    async look(signal) {
      if (!queueName.test(queue)) return 'queue-off';
      const asked = await runCommand(cupsCommands.state(queue), nothing, { timeoutMs: askMs, signal });
      if (signal?.aborted) return 'interrupted';
      if (!asked.started) return 'native-missing';
      if (asked.code === null) return 'no-answer';
      return asked.code !== 0 || /not accepting|^printer .* disabled/m.test(asked.said) ? 'queue-off' : null;
    },
    async hand(bytes, signal) {
      const { started, code } = await runCommand(cupsCommands.print(queue), bytes, {
        timeoutMs: printMs,
        signal,
      });
      if (!started) return { outcome: 'not-printed', trouble: 'interrupted' };
      if (code === 0) return { outcome: 'unknown', trouble: 'handed-over' };
      const trouble: PrintTrouble = signal?.aborted ? 'interrupted' : 'no-answer';
      return { outcome: 'unknown', trouble };
    },
  };
}
