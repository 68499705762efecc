import type { LucideIcon } from 'lucide-react';
import type { ComponentType } from 'react';
import type { TillInfo, TillStatus } from '#shared/api/till.api.ts';

/**
 * A part of the cashier's window. The one `counter` is always there; a `side` screen opens beside it with a button of the top
 * line and never covers it, so that nothing is modal. To add one: a folder `screens/<name>/` and a line in screens.ts.
 */
export interface Screen {
  name: string;
  place: 'counter' | 'side';
  /** The text that names it. */
  title: string;
  icon: LucideIcon;
  /** Whether this shop has it at all. */
  isOffered(info: TillInfo): boolean;
  /** How many things in it wait for a person, and the text that counts them. */
  asks?: { count(status: TillStatus): number; text: string };
  Body: ComponentType;
}
