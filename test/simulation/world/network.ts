import { Trouble } from '#shared/base/trouble.ts';
import { chanceOf, happens } from './chance-of.ts';
import type { Scheduler } from './scheduler.ts';

/** How bad the network is at a moment, in percent of its messages. */
export interface Weather {
  /** Requests and answers that never arrive. */
  lossPercent: number;
  /** Requests that arrive twice. */
  duplicatePercent: number;
  /** Requests that arrive hours after their sender gave them up. */
  latePercent: number;
}

export interface NetworkOptions {
  seed: number;
  scheduler: Scheduler;
  weather(till: string): Weather;
  /** Whether anything passes between this till and the centre now. */
  reachable(till: string): boolean;
  /** How long a till waits for an answer. */
  timeoutMs: number;
}

/** What carries requests to the centre and answers back. Everything travels as text, as it would. */
export interface Network {
  /** Throws Trouble like the till's own client when nothing comes back in time. */
  ask(till: string, serve: (text: string) => Promise<string>, text: string): Promise<string>;
  /** How many requests reached the centre, and how many of them nobody waited for any more. */
  counts(): { delivered: number; lost: number; repeated: number; late: number };
}

/** A network with the weather of a schedule. */
export function createNetwork({ seed, scheduler, weather, reachable, timeoutMs }: NetworkOptions): Network {
  const sent = new Map<string, number>();
  const counts = { delivered: 0, lost: 0, repeated: 0, late: 0 };
  return {
    counts: () => ({ ...counts }),
    ask(till, serve, text) {
      const number = (sent.get(till) ?? 0) + 1;
      sent.set(till, number);
      const chance = chanceOf(seed, 'message', till, number);
      const { lossPercent, duplicatePercent, latePercent } = weather(till);
      const late = happens(chance, latePercent);
      const twice = happens(chance, duplicatePercent);
      const lostThere = happens(chance, lossPercent);
      const lostBack = happens(chance, lossPercent);
      const there = late ? chance.int(1, 5) * 3_600_000 : chance.int(5, 400);
      const again = there + chance.int(1, twice ? 120_000 : 1);
      const back = chance.int(5, 400);
      return new Promise<string>((resolve, reject) => {
        const unreachable = () =>
          reject(new Trouble('CENTRE_UNREACHABLE', 'the centre does not answer', 'soon'));
        scheduler.after(timeoutMs, unreachable);
        if (!reachable(till) || lostThere) {
          counts.lost += 1;
          return;
        }
        const deliver = (heard: boolean) => () => {
          if (!reachable(till)) return;
          counts.delivered += 1;
          const answer = serve(text);
          answer.then(
            (said) => {
              if (heard && !lostBack)
                scheduler.after(back, () => (reachable(till) ? resolve(said) : undefined));
            },
            (error: Error) => {
              if (heard && !lostBack)
                scheduler.after(back, () => (reachable(till) ? reject(error) : undefined));
            },
          );
        };
        if (late) counts.late += 1;
        scheduler.after(there, deliver(true));
        if (!twice) return;
        counts.repeated += 1;
        scheduler.after(again, deliver(false));
      });
    },
  };
}
