import type { PrintResult, PrintTrouble } from '../../driver.ts';

/** A print queue of this computer, whoever keeps it. Neither throws for what a queue may do. */
export interface SystemQueue {
  /** Why it takes nothing now, or null. */
  look(signal?: AbortSignal): Promise<PrintTrouble | null>;
  /** Hands bytes over. Never `printed`: what a queue has taken it calls done without having seen paper. */
  hand(bytes: Uint8Array, signal?: AbortSignal): Promise<PrintResult>;
}

/** How long a queue may take. Whoever sets none gets what its system needs. */
export interface QueueLimits {
  askMs?: number | undefined;
  printMs?: number | undefined;
}
