import type { Say } from '../base/language.ts';
import { decimalsOf, type Currency } from '../money/money.ts';
import type { Template } from './template.ts';

/** A set-up as a template or a kind's example writes it: money in cents of a euro, texts as keys. */
type SetUp = Readonly<Record<string, unknown>>;

/**
 * About how many whole units of a currency buy what a euro does, in round numbers: no rate of exchange, only so much that a voucher
 * of ten euros does not become one of ten forints. A currency that is not here counts as much as a euro.
 */
const unitsPerEuro: Readonly<Record<string, number>> = {
  ...{ ALL: 100, CZK: 25, DKK: 8, HUF: 400, ISK: 150, MKD: 60, NOK: 12, PLN: 4, RON: 5, RSD: 120, SEK: 12 },
  ...{ CLP: 1_000, INR: 100, JPY: 160, KRW: 1_600, TRY: 40, UAH: 50, VND: 25_000 },
};

/** A template's programs as a shop sets them up: its texts in the language of `say`, its money and points in the measure of `currency`. */
export const packFor = ({ programs }: Template, currency: Currency, say: Say): Template['programs'] =>
  programs.map(({ programId, type, setup }) => ({
    programId,
    type,
    setup: said(setUpFor(type, setup, currency), say) as Record<string, unknown>,
  }));

/**
 * A set-up of a kind that was written for euros, in another currency: what is named `minor` or `…Minor` is money, as is what tiers
 * by spending begin at. Points that are earned by money follow it, where they are spent and given as well.
 */
export function setUpFor(type: string, setup: SetUp, currency: Currency): SetUp {
  const units = unitsPerEuro[currency] ?? 1;
  const money = (units * 10 ** decimalsOf(currency)) / 100;
  const measures = (key: string, of: SetUp): number => {
    if (/^minor$|Minor$/.test(key)) return money;
    if (key === 'from') return setup['by'] === 'spend' ? money : 1;
    if (key === 'voucherAt') return (setup['earnBy'] ?? 'amount') === 'amount' ? units : 1;
    return key === 'costPoints' || (key === 'amount' && of['kind'] === 'points') || isCatalogue(type, key)
      ? units
      : 1;
  };
  return measured(setup, measures) as SetUp;
}

/** What a reward costs, and for how many points how much is paid. */
const isCatalogue = (type: string, key: string): boolean =>
  type === 'rewards' && ['points', 'step', 'least'].includes(key);

function measured(value: unknown, measures: (key: string, of: SetUp) => number): unknown {
  if (Array.isArray(value)) return value.map((one) => measured(one, measures));
  if (typeof value !== 'object' || value === null) return value;
  const fields = value as SetUp;
  return Object.fromEntries(
    Object.entries(fields).map(([key, field]) => [
      key,
      typeof field === 'number' ? Math.round(field * measures(key, fields)) : measured(field, measures),
    ]),
  );
}

/** Every text that is a key, as somebody reads it. */
function said(value: unknown, say: Say): unknown {
  if (typeof value === 'string') return value.startsWith('pack.') ? say(value) : value;
  if (Array.isArray(value)) return value.map((one) => said(one, say));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, said(field, say)]));
}
