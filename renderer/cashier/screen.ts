import type { LucideIcon } from 'lucide-react';
import type { ComponentType } from 'react';
import type { TillInfo, TillStatus } from '#shared/api/till.api.ts';

/**
 * A part of the cashier's window. To add one: a folder `screens/<name>/` and a line in screens.ts. Where it stands:
 * - `counter`: always there; there is one.
 * - `side`: what a cashier needs with a customer waiting. It has a button in the top line and opens beside the counter.
 * - `manage`: what is set up, or looked at when nobody waits. It stands in the list behind *Manage* and opens in the same place.
 * Nothing ever covers the counter, so that nothing is modal.
 */
export type Screen = CounterScreen | SideScreen | ManageScreen;

interface OfEvery {
  name: string;
  /** The text that names it. */
  title: string;
  icon: LucideIcon;
  /** Whether this shop has it at all. */
  isOffered(info: TillInfo): boolean;
  Body: ComponentType;
}

interface CounterScreen extends OfEvery {
  place: 'counter';
}

export interface SideScreen extends OfEvery {
  place: 'side';
  /** How many things in it wait for a person, and the text that counts them. */
  asks?: { count(status: TillStatus): number; text: string };
}

export interface ManageScreen extends OfEvery {
  place: 'manage';
  /** The text that says in a line what is done there. */
  about: string;
  /** Whether it wants more room: the counter keeps what it needs. */
  wide?: boolean;
}
