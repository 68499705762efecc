import { expect, test } from 'vitest';
import { countOf, draftOf, emptyForm, formOf, orderOf, programIdFor, type OrderForm } from './order-form.ts';

const form = (more: Partial<OrderForm> = {}): OrderForm => ({ ...emptyForm({ name: 'New' }), ...more });

test('a form is an order as soon as its money is an amount', () => {
  expect(orderOf(form({ amountText: '7,50' }), 'EUR')).toEqual({
    worth: { kind: 'money', amountMinor: 750 },
    fromDay: null,
    untilDay: null,
    heading: '',
    smallPrint: '',
  });
  for (const amountText of ['', '0', 'ten', '-3'])
    expect(orderOf(form({ amountText }), 'EUR')).toBeUndefined();
});

test('a coupon is an order once one is chosen, and a new one only a draft', () => {
  expect(orderOf(form({ kind: 'coupon' }), 'EUR')).toBeUndefined();
  expect(orderOf(form({ kind: 'coupon', programId: 'cakes' }), 'EUR')).toMatchObject({
    worth: { kind: 'coupon', programId: 'cakes' },
  });
  const draft = form({ kind: 'draft', untilDay: '2026-12-24' });
  expect(orderOf(draft, 'EUR')).toBeUndefined();
  expect(draftOf(draft, 'EUR')).toMatchObject({
    worth: { kind: 'draft', setup: '{"name":"New"}' },
    untilDay: '2026-12-24',
  });
});

test('from one to a thousand papers', () => {
  const counts = ['1', ' 1000 ', '0', '1001', '12.5', ''].map((countText) => countOf(form({ countText })));
  expect(counts).toEqual([1, 1000, undefined, undefined, undefined, undefined]);
});

test('a template brings back what was typed', () => {
  const typed = form({ amountText: '7.50', heading: 'Thank you', untilDay: '2026-12-24' });
  const order = orderOf(typed, 'EUR');
  if (!order) throw new Error('no order');
  expect(formOf({ name: 'thanks', count: 25, order }, form(), 'EUR')).toEqual({ ...typed, countText: '25' });
});

test('a program gets a name of its promise that nobody has yet', () => {
  expect(programIdFor('10 % off all cakes!', new Set())).toBe('10-off-all-cakes');
  expect(programIdFor('Őszi ajándék', new Set(['oszi-ajandek']))).toBe('oszi-ajandek-2');
  expect(programIdFor('★', new Set())).toBe('coupon');
});
