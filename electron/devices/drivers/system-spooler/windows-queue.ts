import type { PrintResult, PrintTrouble } from '../../driver.ts';
import { openWindowsSpooler, type SpoolerAnswer } from '../../transports/windows-spooler.ts';
import type { QueueLimits, SystemQueue } from './system-queue.ts';

/** PRINTER_STATUS_* of the Windows spooler, as far as a till minds. A driver that knows nothing of its printer says none of them. */
const status = {
  stands: 0x1 | 0x4, // PAUSED, PENDING_DELETION
  coverOpen: 0x40_0000, // DOOR_OPEN
  paperOut: 0x8 | 0x10 | 0x40, // PAPER_JAM, PAPER_OUT, PAPER_PROBLEM
  offline: 0x2 | 0x80 | 0x1000 | 0x10_0000, // ERROR, OFFLINE, NOT_AVAILABLE, USER_INTERVENTION
};
/** PRINTER_ATTRIBUTE_WORK_OFFLINE: somebody set it to work offline, or Windows did. */
const worksOffline = 0x400;

/** Starting PowerShell and building the part that calls the spooler takes seconds on a slow till, the first time. */
const usually = { askMs: 20_000, printMs: 60_000 };

/** A queue of the Windows spooler. */
export function windowsQueue(queue: string, limits: QueueLimits = {}): SystemQueue {
  const spooler = openWindowsSpooler();
  const within = (timeoutMs: number, signal?: AbortSignal) => ({ timeoutMs, ...(signal && { signal }) });
  return {
    async look(signal) {
      const answer = await spooler.ask(
        { ask: 'state', queue },
        within(limits.askMs ?? usually.askMs, signal),
      );
      if (answer.says === 'state') return troubleIn(answer.status, answer.attributes);
      return whyNothing(answer, signal);
    },
    async hand(bytes, signal) {
      const answer = await spooler.ask(
        { ask: 'print', queue, bytes },
        within(limits.printMs ?? usually.printMs, signal),
      );
      return became(answer, bytes.length, signal);
    },
  };
}

function troubleIn(said: number, attributes: number): PrintTrouble | null {
  if (said & status.stands) return 'queue-off';
  if (said & status.coverOpen) return 'cover-open';
  if (said & status.paperOut) return 'paper-out';
  return said & status.offline || attributes & worksOffline ? 'offline' : null;
}

function whyNothing({ says }: SpoolerAnswer, signal?: AbortSignal): PrintTrouble {
  if (signal?.aborted) return 'interrupted';
  if (says === 'never') return 'native-missing';
  return says === 'late' ? 'no-answer' : 'queue-off';
}

/** `started` is said before the first byte is written: who never said it wrote none. */
function became(answer: SpoolerAnswer, length: number, signal?: AbortSignal): PrintResult {
  if (answer.says === 'taken')
    return { outcome: 'unknown', trouble: answer.written === length ? 'handed-over' : 'no-answer' };
  const started = 'started' in answer && answer.started;
  if (!started) return { outcome: 'not-printed', trouble: whyNothing(answer, signal) };
  return { outcome: 'unknown', trouble: signal?.aborted ? 'interrupted' : 'no-answer' };
}
