import type { RegisterState } from '#shared/api/capture.api.ts';
import type { Result } from '#shared/base/result.ts';
import type { FoundTotal, TotalRefusal } from '#shared/capture/find-total.ts';
import type { Appending, AppendOutcome } from '#electron/devices/transports/cut-gate.ts';
import type { HeardReceipt } from './receipt-tap.ts';

/** A reading as it is shown. */
export type Reading = Result<FoundTotal, TotalRefusal>;

/** A receipt whose cut waits for what goes before it. */
export interface WaitingCut {
  /** The printer brings what was printed beyond the knife by itself. */
  feeds: boolean;
  /** Nobody waits any more. */
  isLate(): boolean;
  /** Gives what is to be printed, or null for nothing; tells what became of it. Asked once. */
  answer(block: Uint8Array | null): Promise<AppendOutcome>;
}

/** One register while it is listened to. */
export interface Listening {
  /** The port it was given; 0 for one that has none. */
  port(): number;
  /** Lets receipts be added to, as far as this register can be. */
  append(appending: Appending | null): void;
  close(): Promise<void>;
}

/** What a register's listener tells. */
export interface RegisterEars {
  /**
   * Answers whether its open last line decides what is read: then it is to be told once more, as whole, when nobody goes on with it.
   * `source` is the file that it was read from, which is told anew when it changed.
   */
  heard(receipt: HeardReceipt, source?: string): boolean;
  /** The same of a receipt whose cut waits. */
  asked(receipt: HeardReceipt, cut: WaitingCut): void;
  /** A file whose total stands in a field of its own, so that no pattern is needed. */
  told(lines: readonly string[], reading: Reading, source: string): void;
  became(state: RegisterState): void;
  /** The reading failed, not the register. */
  failed(error: unknown): void;
}
