import { typedAmount } from '#shared/money/money.ts';
import { voucherHolder } from '#shared/members/wallet.ts';
import { standingsOf } from '#shared/visit/ask-programs.ts';
import type { Command } from '#shared/visit/decide.ts';
import { factOf } from '#shared/ledger/envelope.ts';
import { anna, saleOf } from '#test/support/a-shop.ts';
import { memberWith, walletOf, type Counter } from '#test/support/given.ts';
import type { GoldenCase, GoldenSales } from './golden-sale.ts';
import type { GoldenTill, OpenGoldenTill } from './golden-till.ts';

type Step = GoldenCase['do'][number];

/** Plays a case over the code that decides and takes back, and answers with its steps as they came out. */
export function playSales(
  { programs }: GoldenSales,
  { currency, change, do: steps }: GoldenCase,
  open: OpenGoldenTill,
): Step[] {
  const setUps = Object.entries(programs).map(([programId, { type, ...setup }]) => ({
    type: 'ProgramConfigured' as const,
    body: { programId, type, revision: 1, setup: JSON.stringify({ ...setup, ...change[programId] }) },
  }));
  const till = open([...setUps, ...memberWith(anna)], { currency });
  const { counter } = till;
  const sales: string[] = [];
  return steps.map((step, index): Step => {
    if ('sell' in step) {
      const saleId = `${till.name}-${index}`;
      sales.push(saleId);
      return { ...step, ...sold(counter, step, saleId, currency), ...after(till, step) };
    }
    return { ...step, ...takenBack(till, step, sales[step.takeBack] ?? ''), ...after(till, step) };
  });
}

function sold(
  counter: Counter,
  { sell: minor, lines, items, choose, show, due }: Extract<Step, { sell: number }>,
  saleId: string,
  currency: string,
): { due?: number } {
  const laid: Command[] = lines
    ? [
        {
          type: 'LayLines',
          lines: lines.map(({ minor: totalMinor, ...line }, index) => ({
            ...{ lineId: `line-${index}`, label: '', taxBp: null, discounted: false, kind: 'goods' },
            ...line,
            totalMinor,
          })),
        },
      ]
    : [];
  const made = vouchersOf(counter);
  const { outcome } = saleOf(
    counter,
    counter.scan(anna),
    ...laid,
    ...show.map((place) => counter.scan(made[place]?.token ?? '')),
    ...Object.entries(items).map(([item, by]): Command => ({ type: 'CountItem', item, by })),
    ...choose.map((offerId): Command => ({ type: 'ChooseOffer', offerId, chosen: true, amountMinor: null })),
    { type: 'RecordSale', saleId, amountText: typedAmount({ minor, currency }) },
  );
  return due === undefined && outcome.dueMinor === minor ? {} : { due: outcome.dueMinor };
}

function takenBack(
  till: GoldenTill,
  { how, money }: Extract<Step, { takeBack: number }>,
  saleId: string,
): { money?: number } {
  const told = typeof how === 'object' && 'lines' in how ? how.lines : [];
  const amountMinor = typeof how === 'object' && 'minor' in how ? how.minor : null;
  const done = till.takeBack({
    saleId,
    kind: how === 'void' ? 'void' : 'refund',
    amountMinor,
    lines: told.map(([line, amount]) => ({ line, amountMinor: amount })),
  });
  if (!done.ok) throw new Error(`not taken back: ${done.error.code}`);
  return money === undefined && typeof how === 'object' ? {} : { money: done.value.moves.money.minor };
}

const vouchersOf = ({ envelopes }: Counter) =>
  envelopes.flatMap((envelope) => {
    const fact = factOf(envelope);
    return fact?.type === 'VoucherIssued' ? [fact.body] : [];
  });

function after({ counter, held }: GoldenTill, step: Step): Pick<Step, 'has' | 'vouchers' | 'tier'> {
  const walletId = walletOf(anna);
  const has: Record<string, number> = {};
  for (const { unit, amount } of [...counter.look.lots(walletId), ...counter.look.debts(walletId)])
    has[unit] = (has[unit] ?? 0) + amount;
  const vouchers = vouchersOf(counter)
    .filter(({ voucherId }) => held(voucherHolder(voucherId)).some(({ amount }) => amount > 0))
    .map(({ unit, amount }) => `${unit} ${amount}`);
  const [standing] = standingsOf(() => counter.look.memberFacts(walletId), counter.here());
  return {
    has: Object.fromEntries(Object.entries(has).filter(([, amount]) => amount !== 0)),
    vouchers,
    ...(step.tier === undefined ? {} : { tier: standing?.standing.tier ?? null }),
  };
}
