import type { Line } from '#shared/basket/basket.ts';
import type { Expected, GoldenBasket } from './golden-basket.ts';
import { halfUp, naiveSplit, total } from './naive-coins.ts';
import { naiveBest, naiveStack } from './naive-stack.ts';

/**
 * The arithmetic of a basket a second time, as somebody would do it with a pile of coins: pieces are dealt cent by cent, every selection
 * of offers is tried, nothing is clever and nothing is shared with the product but the shapes. For small baskets only.
 */
export function naiveAnswer(golden: GoldenBasket): Expected {
  const { lines, offers } = golden;
  const table = golden.choose === 'best' ? naiveBest(golden) : naiveStack(golden, offers);
  const off = (lineId: string) => table.off.get(lineId) ?? 0;
  const due = total(lines.map((line) => line.totalMinor - off(line.lineId)));
  return {
    dueMinor: due,
    ...(offers.length > 0 && { applied: table.applied, refused: table.refused }),
    ...(lines.some(({ taxBp }) => taxBp !== null) && { rates: naiveRates(golden, off) }),
    ...(golden.earn && naiveBase(golden, off)),
    ...(golden.cash && { cash: naiveCash(due - golden.paidWithValueMinor, golden) }),
  };
}

const taxIn = (minor: number, taxBp: number | null): number =>
  taxBp === null ? 0 : halfUp(minor * taxBp, 10_000 + taxBp);

function naiveRates(
  { lines, paidWithValueMinor }: GoldenBasket,
  off: (lineId: string) => number,
): NonNullable<Expected['rates']> {
  const told = [...new Set(lines.map(({ taxBp }) => taxBp))];
  const rates = [
    ...told.filter((rate) => rate !== null).sort((a, b) => a - b),
    ...told.filter((rate) => rate === null),
  ];
  const rows = rates.map((taxBp) => {
    const mine = lines.filter((line) => line.taxBp === taxBp);
    const gross = total(mine.map(({ totalMinor }) => totalMinor));
    const discount = total(mine.map(({ lineId }) => off(lineId)));
    const tax = taxIn(gross - discount, taxBp);
    return [taxBp, gross, discount, gross - discount - tax, tax];
  });
  if (paidWithValueMinor === 0) return rows;
  const paid = naiveSplit(
    paidWithValueMinor,
    rows.map(([, gross, discount]) => (gross ?? 0) - (discount ?? 0)),
  );
  return rows.map((row, place) => [...row, paid[place] ?? 0]);
}

function naiveBase(
  { lines, paidWithValueMinor, earn: rules }: GoldenBasket,
  off: (lineId: string) => number,
): Pick<Expected, 'base' | 'baseMinor'> {
  if (!rules) return {};
  const dues = lines.map((line) => line.totalMinor - off(line.lineId));
  const whyNot = (line: Line): string | undefined => {
    if (line.kind === 'gift-card') return 'GIFT_CARD';
    if (line.kind === 'tip') return 'TIP';
    if (line.kind === 'fee') return 'FEE';
    if (rules.notItems.some((item) => item === line.item)) return 'ITEM';
    if (rules.notCategories.some((category) => category === line.category)) return 'CATEGORY';
    return rules.notDiscounted && line.discounted ? 'DISCOUNTED' : undefined;
  };
  const spent = rules.onPaidWithValue ? 0 : paidWithValueMinor;
  const out = dues.map((due, place) => (whyNot(lines[place] as Line) ? due : 0));
  const spentOut = spent === 0 ? 0 : Math.ceil((spent * total(out)) / total(dues));
  const paidOut = naiveSplit(spentOut, out);
  const paidIn = naiveSplit(
    spent - spentOut,
    dues.map((due, place) => due - (out[place] ?? 0)),
  );
  const paid = dues.map((_, place) => (paidOut[place] ?? 0) + (paidIn[place] ?? 0));
  const earning = lines.map((line, place) => (whyNot(line) ? 0 : (dues[place] ?? 0) - (paid[place] ?? 0)));
  const tax = lines.map((line, place) => {
    if (!rules.withoutTax) return 0;
    const same = lines.map((other, at) => (other.taxBp === line.taxBp ? (earning[at] ?? 0) : 0));
    return naiveSplit(taxIn(total(same), line.taxBp), same)[place] ?? 0;
  });
  const base = lines.map((line, place) => {
    const counted = (earning[place] ?? 0) - (tax[place] ?? 0);
    const why = whyNot(line);
    const row = [line.lineId, line.totalMinor, off(line.lineId), paid[place] ?? 0, tax[place] ?? 0, counted];
    return why ? [...row, why] : row;
  });
  return { base, baseMinor: total(base.map((row) => Number(row[5]))) };
}

/** By the last digit, as the sign on the wall says it. */
function naiveCash(due: number, { currency, cash }: GoldenBasket): [number, number] {
  if (currency !== 'HUF' && !(currency === 'EUR' && cash?.euroToFiveCents)) return [due, 0];
  const difference = [0, -1, -2, 2, 1, 0, -1, -2, 2, 1][due % 10] ?? 0;
  return [due + difference, difference === 0 ? 0 : difference];
}
