import { createContext, use } from 'react';
import type { Till } from '../client/till.ts';
import type { Counter } from './counter/counter.ts';

/** What every screen of the cashier works with. */
export interface AtTheCounter {
  till: Till;
  counter: Counter;
}

export const CounterContext = createContext<AtTheCounter | undefined>(undefined);

/** The till and the counter. Only inside the cashier's app. */
export function useCounter(): AtTheCounter {
  const value = use(CounterContext);
  if (!value) throw new Error('useCounter outside of the cashier');
  return value;
}
