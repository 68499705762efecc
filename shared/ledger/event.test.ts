import { expect, test } from 'vitest';
import { assertAllowed, type EventKind } from './event.ts';
import { valueAdjusted } from './events/value-adjusted.event.ts';
import { move, transfer } from './posting.ts';

const wallet = `wallet:${'a'.repeat(32)}`;
const debt = `debt:${'a'.repeat(32)}`;
const unit = 'points:points';
const lot = '2026-11-22/-';
const kind = (by: EventKind['by'], seizes = false) => ({ type: 'Something', by, seizes });
const taken = (drawer: string) => transfer(wallet, 'house:redeemed', { unit, drawer, lot }, 5);

test('some facts are the till’s to record, some the centre’s', () => {
  for (const writer of ['till-1', 'centre'])
    expect(() => assertAllowed(kind('either'), [], writer)).not.toThrow();
  expect(() => assertAllowed(kind('till'), [], 'till-1')).not.toThrow();
  expect(() => assertAllowed(kind('centre'), [], 'centre')).not.toThrow();
  expect(() => assertAllowed(kind('till'), [], 'centre')).toThrow('by the till alone');
  expect(() => assertAllowed(kind('centre'), [], 'till-1')).toThrow('by the centre alone');
});

test('nobody takes from a customer, or makes a debt, in a drawer of somebody else', () => {
  expect(() => assertAllowed(kind('either'), taken('till-1'), 'till-1')).not.toThrow();
  expect(() => assertAllowed(kind('either'), taken('till-2'), 'till-1')).toThrow(
    'till-1 takes nothing from till-2',
  );
  expect(() => assertAllowed(kind('either'), taken('till-1'), 'centre')).toThrow('takes nothing');
  const owed = transfer(debt, 'house:issued', { unit, drawer: 'till-2', lot }, 5);
  expect(() => assertAllowed(kind('either'), owed, 'till-1')).toThrow('takes nothing');
  const atCentre = transfer(debt, 'house:issued', { unit, drawer: 'centre', lot }, 5);
  expect(() => assertAllowed(kind('either'), atCentre, 'till-1')).not.toThrow();
  const repaid = transfer('house:issued', debt, { unit, drawer: 'centre', lot }, 5);
  expect(() => assertAllowed(kind('either'), repaid, 'till-1')).toThrow('takes nothing from centre');
  expect(() => assertAllowed(kind('either'), repaid, 'centre')).not.toThrow();
});

test('anybody puts value into any drawer, and the house pays out of it', () => {
  const given = transfer('house:issued', wallet, { unit, drawer: 'till-2', lot }, 5);
  expect(() => assertAllowed(kind('either'), given, 'till-1')).not.toThrow();
  expect(() =>
    assertAllowed(kind('till'), move(wallet, unit, lot, 'till-1', 'centre', 5), 'till-1'),
  ).not.toThrow();
});

test('only a seizure empties the drawer of a till', () => {
  const seized = move(wallet, unit, lot, 'till-1', 'centre', 5);
  expect(() => assertAllowed(kind('centre', true), seized, 'centre')).not.toThrow();
  expect(() => assertAllowed(kind('centre'), seized, 'centre')).toThrow('takes nothing from till-1');
});

test('value is put right upwards anywhere, downwards only at home', () => {
  const adjusted = (amount: number) => valueAdjusted.postings({ ...valueAdjusted.example, amount }, 'till-2');
  expect(adjusted(20).map(({ holder, amount }) => `${holder.split(':')[0]} ${amount}`)).toEqual([
    'house -20',
    'wallet 20',
  ]);
  expect(adjusted(-20).map(({ holder, amount }) => `${holder.split(':')[0]} ${amount}`)).toEqual([
    'wallet -20',
    'house 20',
  ]);
  expect(() => assertAllowed(valueAdjusted, adjusted(20), 'till-2')).not.toThrow();
  expect(() => assertAllowed(valueAdjusted, adjusted(-20), 'till-1')).not.toThrow();
  expect(() => assertAllowed(valueAdjusted, adjusted(-20), 'till-2')).toThrow('takes nothing from till-1');
});
