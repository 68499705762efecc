import type { RelayLimits, RelayOptions, RelayState } from './printer-relay.ts';

/** What a relay in a thread of its own is started with. */
export interface RelayTask extends Pick<RelayOptions, 'listen' | 'printer'> {
  limits: Partial<RelayLimits>;
}

/** What the thread tells. */
export type FromRelay =
  | { tells: 'became'; state: RelayState; port: number }
  | { tells: 'overheard'; bytes: Uint8Array }
  /** More was printed than anybody listened to: from here on the copy has a hole. */
  | { tells: 'missed' }
  | { tells: 'hung-up' };

/** What the thread is told: how many bytes were listened to, or that it is over. */
export type ToRelay = { heard: number } | 'close';
