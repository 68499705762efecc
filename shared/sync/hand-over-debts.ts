import type { Fact } from '../ledger/events.ts';
import type { TillState } from '../ledger/till-state.ts';
import { owedBy } from './owner-facts.ts';
import type { HeldLot } from './free-lots.ts';

/**
 * What members owe in a till's own drawer goes to the centre while the till reaches it, so that whatever they earn next pays it,
 * wherever. Until then the till repays it itself: a debt has one payer at each moment. `debts` are below zero.
 */
export const handOverDebts = (debts: readonly HeldLot[], state: TillState): Fact[] =>
  state === 'sound' ? owedBy(debts).map((body): Fact => ({ type: 'DebtHandedOver', body })) : [];
