import type { PrinterHealth, PrintTrouble } from '../driver.ts';
import type { Link } from '../transports/link.ts';
import { createInbox, type Inbox } from './inbox.ts';
import { printerAnswers, type PrinterAnswer } from './printer-answers.ts';

/** What may come while somebody talks with a printer: its answers, or a reason to stop waiting for them. */
export type Happening =
  | PrinterAnswer
  | { kind: 'lost' }
  | { kind: 'stopped' }
  | { kind: 'poll' }
  | { kind: 'late' };

/** One conversation over an open line. `end` must be called: it stops listening to the signal. */
export interface PrinterTalk {
  link: Link;
  inbox: Inbox<Happening>;
  end(): void;
}

/** Listens to everything the printer says from now on, and to whoever calls the conversation off. */
export function startTalk(link: Link, signal?: AbortSignal): PrinterTalk {
  const inbox = createInbox<Happening>();
  const stop = (): void => inbox.put({ kind: 'stopped' });
  link.onBytes(printerAnswers((answer) => inbox.put(answer)));
  link.onLost(() => inbox.put({ kind: 'lost' }));
  signal?.addEventListener('abort', stop);
  return { link, inbox, end: () => signal?.removeEventListener('abort', stop) };
}

/** DLE EOT n: answered at once, whatever the printer is busy with. It prints nothing. */
export const askStatus = (question: number): Uint8Array => Uint8Array.of(0x10, 0x04, question);

/** Asks DLE EOT 1 to 4, one after the other since answers carry no number. `no-answer` when one stays out. */
export async function askHealth({ link, inbox }: PrinterTalk, statusMs: number): Promise<PrinterHealth> {
  const ended = (trouble: PrintTrouble): PrinterHealth => ({ trouble, paperLow: false });
  const status = [0, 0, 0, 0, 0];
  for (const question of [1, 2, 3, 4]) {
    link.send(askStatus(question));
    const timer = setTimeout(() => inbox.put({ kind: 'late' }), statusMs);
    let happening = await inbox.next();
    while (happening.kind === 'process' || happening.kind === 'paper-sensor') happening = await inbox.next();
    clearTimeout(timer);
    if (happening.kind === 'lost') return ended('link-lost');
    if (happening.kind === 'stopped') return ended('interrupted');
    if (happening.kind !== 'status') return ended('no-answer');
    status[question] = happening.byte;
  }
  const [, printer = 0, cause = 0, errors = 0, paper = 0] = status;
  const waitsFor = standsFor(cause) ?? ((paper & 0x60) === 0 ? null : 'paper-out');
  const offline = (printer & 0x08) !== 0 || (errors & 0x68) !== 0;
  return { trouble: waitsFor ?? (offline ? 'offline' : null), paperLow: (paper & 0x0c) !== 0 };
}

/** Why the printer stands, out of its answer to DLE EOT 2. */
export function standsFor(cause: number): PrintTrouble | null {
  if ((cause & 0x04) !== 0) return 'cover-open';
  if ((cause & 0x20) !== 0) return 'paper-out';
  return (cause & 0x40) === 0 ? null : 'offline';
}
