import type { Store } from './store.ts';

/** Under which it is kept that this till was told once who works in its shop. */
const heard = 'staff-heard';

/** Whether this till was ever told who works in its shop. Before that, whoever says to be the first may not be. */
export const hasHeardOfStaff = (store: Pick<Store, 'placeOf'>): boolean => store.placeOf(heard) !== undefined;

/** This till was told. */
export const keepHeardOfStaff = (store: Pick<Store, 'setPlace'>): void => store.setPlace(heard, 'yes');
