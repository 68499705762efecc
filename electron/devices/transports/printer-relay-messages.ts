import type { Appending, AppendOutcome } from './cut-gate.ts';
import type { RelayLimits, RelayOptions, RelayState } from './printer-relay.ts';

/** What a relay in a thread of its own is started with. */
export interface RelayTask extends Pick<RelayOptions, 'listen' | 'printer'> {
  limits: Partial<RelayLimits>;
  appending: Appending | null;
}

/** What the thread tells. */
export type FromRelay =
  | { tells: 'became'; state: RelayState; port: number }
  | { tells: 'overheard'; bytes: Uint8Array }
  /** More was printed than anybody listened to: from here on the copy has a hole. */
  | { tells: 'missed' }
  /** A register has the printer. */
  | { tells: 'began' }
  | { tells: 'hung-up' }
  | { tells: 'asks'; askId: string; feeds: boolean }
  | { tells: 'settled'; askId: string; outcome: AppendOutcome };

/** What the thread is told: how many bytes were listened to, what goes before a cut, what may be added at all, or that it is over. */
export type ToRelay =
  | { heard: number }
  | { answers: string; block: Uint8Array | null }
  | { append: Appending | null }
  | 'close';
