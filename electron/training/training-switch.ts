import type { CommandAnswer } from '#shared/api/checkout.api.ts';
import type { SchoolChoice } from '#shared/api/training.api.ts';
import type { RawScan } from '#shared/scan/raw-scan.ts';

/** How a till goes over to training and back. */
export interface TrainingSwitch {
  enter(programs: SchoolChoice): Promise<void>;
  leave(): Promise<void>;
  /** Where scanners of this computer are heard while somebody trains. */
  scanned(scan: RawScan): Promise<CommandAnswer> | undefined;
}
