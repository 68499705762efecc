import { monthOf } from '../base/months.ts';
import type { Day } from '../base/business-time.ts';
import type { Unit } from '../ledger/posting.ts';
import type { When } from './when.ts';

/** Over which time the places of one member are counted. */
export type PlacePeriod = 'in-all' | 'day' | 'calendar-month' | 'calendar-year';

/** What members may take a place in, for whom, and how often: a wine tasting with twenty places, free parking once a day. */
export interface PlaceTerms {
  name: string;
  /** When places are given, and to whom. */
  when: When;
  /** The day it takes place; null for what is good from the booking on. */
  eventDay: Day | null;
  /** Without a day of its own: for so many days after the booking; null without end. */
  goodDays: number | null;
  /** How many places there are at all tills together; null for no end. */
  quota: number | null;
  perMember: number;
  period: PlacePeriod;
  /** What a place costs; null for nothing. */
  cost: { unit: Unit; amount: number } | null;
  /** Whether a ticket is printed; else it stays on the card. */
  ticket: boolean;
  smallPrint: string;
}

/** Whether two days lie in one period. */
export function inOnePeriod(period: PlacePeriod, one: Day, other: Day): boolean {
  switch (period) {
    case 'in-all':
      return true;
    case 'day':
      return one === other;
    case 'calendar-month':
      return monthOf(one) === monthOf(other);
    case 'calendar-year':
      return one.slice(0, 4) === other.slice(0, 4);
    default:
      return period satisfies never;
  }
}
