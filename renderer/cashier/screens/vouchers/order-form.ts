import type { VoucherDraft, VoucherOrder, VoucherTemplate } from '#shared/api/vouchers.api.ts';
import { parseAmount, typedAmount } from '#shared/money/money.ts';

/** An order as it is being typed: money and counts as texts, a new coupon as its set-up. */
export interface OrderForm {
  kind: 'money' | 'coupon' | 'draft';
  amountText: string;
  programId: string;
  setup: Record<string, unknown>;
  countText: string;
  fromDay: string;
  untilDay: string;
  heading: string;
  smallPrint: string;
}

/** Nothing said yet: ten vouchers of five, from today on. */
export const emptyForm = (setup: Record<string, unknown>): OrderForm => ({
  kind: 'money',
  amountText: '5',
  programId: '',
  setup,
  countText: '10',
  fromDay: '',
  untilDay: '',
  heading: '',
  smallPrint: '',
});

/** How many papers; undefined while it is no number from 1 to 1,000. */
export function countOf({ countText }: OrderForm): number | undefined {
  const typed = countText.trim();
  const count = /^\d{1,4}$/.test(typed) ? Number(typed) : 0;
  return count >= 1 && count <= 1000 ? count : undefined;
}

/** What the till is asked to draw; undefined while it is no order yet. */
export function draftOf(form: OrderForm, currency: string): VoucherDraft | undefined {
  const worth = worthOf(form, currency);
  if (!worth) return undefined;
  const { fromDay, untilDay, heading, smallPrint } = form;
  return { worth, fromDay: fromDay || null, untilDay: untilDay || null, heading, smallPrint };
}

function worthOf(form: OrderForm, currency: string): VoucherDraft['worth'] | undefined {
  if (form.kind === 'draft') return { kind: 'draft', setup: JSON.stringify(form.setup) };
  if (form.kind === 'coupon')
    return form.programId ? { kind: 'coupon', programId: form.programId } : undefined;
  const amount = parseAmount(form.amountText.trim(), currency, 10_000_000);
  return amount.ok ? { kind: 'money', amountMinor: amount.value.minor } : undefined;
}

/** The same with nothing of it left to be saved first; undefined as long as its coupon is only a draft. */
export function orderOf(form: OrderForm, currency: string): VoucherOrder | undefined {
  const draft = draftOf(form, currency);
  if (!draft || draft.worth.kind === 'draft') return undefined;
  return { ...draft, worth: draft.worth };
}

/** A template laid over a form. */
export function formOf({ order, count }: VoucherTemplate, form: OrderForm, currency: string): OrderForm {
  const { worth, fromDay, untilDay, heading, smallPrint } = order;
  const common = {
    ...form,
    countText: String(count),
    fromDay: fromDay ?? '',
    untilDay: untilDay ?? '',
    heading,
    smallPrint,
  };
  return worth.kind === 'money'
    ? { ...common, kind: 'money', amountText: typedAmount({ minor: worth.amountMinor, currency }) }
    : { ...common, kind: 'coupon', programId: worth.programId };
}

/** A short name for a coupon's program, made of what it promises; with a number when it is taken. */
export function programIdFor(name: string, taken: ReadonlySet<string>): string {
  const words = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 32);
  const base = words || 'coupon';
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? base : `${base}-${number}`;
    if (!taken.has(id)) return id;
  }
}
