import type { PrintResult, PrintTrouble, PrintWatch } from '../driver.ts';
import type { Link } from '../transports/link.ts';
import { askHealth, askStatus, standsFor, startTalk, type PrinterTalk } from './printer-talk.ts';

/** How a printer says that a job is on paper: by echoing a process id, by answering in its turn, or never. */
export type Confirms = 'gs-paren-h' | 'gs-r' | 'none';

export interface PrintLimits {
  /** For each status question before the job. */
  statusMs: number;
  /** For the printer's word that the job is done, counted anew after each stop that a person ended. */
  confirmMs: number;
  /** How often a printer that works is asked how it does. */
  pollMs: number;
  /** How long a printer may stand without paper or with its cover open before we stop waiting for it. */
  refillMs: number;
}

export const printLimits: PrintLimits = {
  statusMs: 2000,
  confirmMs: 20_000,
  pollMs: 500,
  refillMs: 180_000,
};

export interface LinkJob {
  bytes: Uint8Array;
  confirms: Confirms;
  /** Four printable ASCII characters, different from job to job: a late echo must not confirm the next job. */
  processId: string;
  limits?: Partial<PrintLimits>;
  watch?: PrintWatch | undefined;
}

interface Conversation extends PrinterTalk {
  job: LinkJob;
  limits: PrintLimits;
}

/**
 * Prints one job over an open line: first the printer's state, then the job, then its word that it is on paper. After
 * the first byte of the job every doubt is `unknown`.
 */
export async function printOverLink(link: Link, job: LinkJob): Promise<PrintResult> {
  const signal = job.watch?.signal;
  const talk = { ...startTalk(link, signal), job, limits: { ...printLimits, ...job.limits } };
  try {
    const before = signal?.aborted ? 'interrupted' : await troubleBefore(talk);
    if (before) return { outcome: 'not-printed', trouble: before };
    link.send(withConfirmation(job));
    return job.confirms === 'none' ? { outcome: 'unknown', trouble: 'no-answer' } : await confirmed(talk);
  } finally {
    talk.end();
  }
}

/** Null when the printer is ready, or is one that never answers anything. */
async function troubleBefore(talk: Conversation): Promise<PrintTrouble | null> {
  const { trouble } = await askHealth(talk, talk.limits.statusMs);
  return trouble === 'no-answer' && talk.job.confirms === 'none' ? null : trouble;
}

/** Waits for the printer's word, asking now and then how it does. A question is repeated only once it was answered. */
async function confirmed({ job, limits, inbox, link }: Conversation): Promise<PrintResult> {
  const late = alarm(() => inbox.put({ kind: 'late' }));
  const poll = alarm(() => inbox.put({ kind: 'poll' }));
  let standing: PrintTrouble | null = null;
  late.set(limits.confirmMs);
  poll.set(limits.pollMs);
  try {
    for (;;) {
      const happening = await inbox.next();
      if (happening.kind === 'process' && happening.id === job.processId) return { outcome: 'printed' };
      if (happening.kind === 'paper-sensor' && job.confirms === 'gs-r') return worked(happening.byte);
      if (happening.kind === 'lost') return { outcome: 'unknown', trouble: 'link-lost' };
      if (happening.kind === 'stopped') return { outcome: 'unknown', trouble: 'interrupted' };
      if (happening.kind === 'late') return { outcome: 'unknown', trouble: standing ?? 'no-answer' };
      if (happening.kind === 'poll') link.send(askStatus(2));
      if (happening.kind !== 'status') continue;
      poll.set(limits.pollMs);
      const now = standsFor(happening.byte);
      if (now === standing) continue;
      if (!standing || !now) late.set(now ? limits.refillMs : limits.confirmMs);
      standing = now;
      job.watch?.onWaiting?.(standing);
    }
  } finally {
    late.clear();
    poll.clear();
  }
}

/** GS r 1 answered in its turn: all before it was worked off, unless the paper ended on the way. */
const worked = (sensor: number): PrintResult =>
  (sensor & 0x0c) === 0 ? { outcome: 'printed' } : { outcome: 'unknown', trouble: 'paper-out' };

/** ESC @, the job, and the question that is answered when everything before it is done. */
function withConfirmation({ bytes, confirms, processId }: LinkJob): Uint8Array {
  const question = {
    'gs-paren-h': [0x1d, 0x28, 0x48, 6, 0, 0x30, 0x30, ...Buffer.from(processId, 'latin1')],
    'gs-r': [0x1d, 0x72, 1],
    none: [],
  }[confirms];
  return Uint8Array.from([0x1b, 0x40, ...bytes, ...question]);
}

function alarm(ring: () => void): { set(ms: number): void; clear(): void } {
  let timer: NodeJS.Timeout | undefined;
  return {
    set(ms) {
      clearTimeout(timer);
      timer = setTimeout(ring, ms);
    },
    clear: () => clearTimeout(timer),
  };
}
