import type { Fact } from '#shared/ledger/events.ts';
import { checkCharacters } from '#shared/scan/check-characters.ts';
import type { Command } from '#shared/visit/decide.ts';
import { outcomeOf } from '#shared/visit/sale-outcome.ts';
import type { Refusal } from '#shared/visit/refusal.ts';
import { memberWith, program, type Counter } from './given.ts';

/** A valid card with these ten letters. */
const cardOf = (letters: string): string => `TC${letters}${checkCharacters(`TC${letters}`)}`;
export const anna = cardOf('BCDEFGHJKL');
export const bela = cardOf('NPRSTUVXBC');
export const points = program('points', {
  pointsPerUnit: 1,
  voucherAt: 100,
  voucherWorthMinor: 200,
  pointsLifeDays: 365,
  voucherLifeDays: 180,
});
export const coffee = program('stamps', {
  item: 'coffee',
  itemLabel: 'Coffee',
  stampsNeeded: 10,
  reward: 'Free coffee',
  couponLifeDays: 90,
});
/** A shop with both programs, where Anna is a member and Bela is not. */
export const shop: Fact[] = [points, coffee, ...memberWith(anna)];

export const enrol: Command = { type: 'EnrolCard' };
export const clear: Command = { type: 'Clear' };
let sales = 0;
/** A sale of its own, never a repetition. */
export const sell = (amountText: string): Command => {
  sales += 1;
  return { type: 'RecordSale', saleId: `sale-${sales}`, amountText };
};
export const count = (item: string, by: number): Command => ({ type: 'CountItem', item, by });

/** Does these commands, of which the last sells, and answers with the sale. */
export const saleOf = (counter: Counter, ...commands: Command[]) => {
  const result = counter.when(...commands);
  if (!result.ok) throw new Error(`refused: ${result.error.code}`);
  const { facts } = result.value;
  return { outcome: outcomeOf(facts, counter.look), facts };
};
/** The first refusal among these commands, or undefined. */
export const refusalOf = (counter: Counter, ...commands: Command[]): Refusal | undefined => {
  const result = counter.when(...commands);
  return result.ok ? undefined : result.error;
};
/** Brings Anna to 100 points and answers with the voucher she gets. */
export const voucherFor = (counter: Counter, amountText = '100') => {
  const [voucher] = saleOf(counter, counter.scan(anna), sell(amountText)).outcome.issued;
  if (!voucher) throw new Error('no voucher was issued');
  return voucher;
};
