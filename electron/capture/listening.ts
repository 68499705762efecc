import type { RegisterState } from '#shared/api/capture.api.ts';
import type { Result } from '#shared/base/result.ts';
import type { FoundTotal, TotalRefusal } from '#shared/capture/find-total.ts';
import type { HeardReceipt } from './receipt-tap.ts';

/** A reading as it is shown. */
export type Reading = Result<FoundTotal, TotalRefusal>;

/** One register while it is listened to. */
export interface Listening {
  /** The port it was given; 0 for one that has none. */
  port(): number;
  close(): Promise<void>;
}

/** What a register's listener tells. */
export interface RegisterEars {
  heard(receipt: HeardReceipt): void;
  /** A file whose total stands in a field of its own, so that no pattern is needed. */
  told(lines: readonly string[], reading: Reading): void;
  became(state: RegisterState): void;
  /** The reading failed, not the register. */
  failed(error: unknown): void;
}
