import type { SchoolChoice } from '#shared/api/training.api.ts';
import type { TillInfo } from '#shared/api/till.api.ts';
import type { Machine } from '#shared/base/machine.ts';
import type { Log } from './platform/log.ts';
import type { TillConfig } from './platform/till-config.ts';
import type { Rests } from './sync/follow.ts';
import type { School } from './training/school.ts';
import type { TrainingSwitch } from './training/training-switch.ts';

/** How a till is opened: what it was started with, and what the shell, or a test, gives it. */
export interface TillOptions extends TillConfig {
  shell: TillInfo['shell'];
  machine?: Machine;
  log?: Log;
  /** How long a customer waits at most for what lies elsewhere; 2 seconds unless a test has more time. */
  longestAskingMs?: number;
  /** How long it rests between two talks with the centre; seconds, unless a test has none to lose. */
  linkRests?: Rests;
  /** Opens a customer display, or says where the page can; absent where there are no windows. */
  openDisplay?: () => { url: string | null };
  /** This till is the one of make-believe. The keyboard scanner is still the one that was set up in `devicesDir`. */
  training?: {
    devicesDir: string;
    /** Where it is kept which drills were done. */
    bookDir: string;
    programs: SchoolChoice;
    school: School;
  };
  /** How to go over to training and back; absent where there is no way. */
  switching?: TrainingSwitch;
}
