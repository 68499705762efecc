import { expect, test } from 'vitest';
import { formatMoney } from '#shared/money/format-money.ts';
import { programWords } from './program-words.ts';

test.each([
  ['EUR', '€1.00'],
  ['HUF', 'HUF 1'],
  ['JPY', '¥1'],
  ['KWD', 'KWD 1.000'],
])(
  'points in %s are said to be earned for each %s, which is what the rule gives them for',
  (currency, unit) => {
    const texts = {
      language: 'en' as const,
      currency,
      points: undefined,
      money: (minor: number) => formatMoney({ minor, currency }, 'en'),
      say: (key: string, params: object = {}) => `${key} ${JSON.stringify(params)}`,
      chooseLanguage: () => undefined,
    };
    const words = programWords('points', { pointsPerUnit: 1, voucherAt: 100, voucherWorthMinor: 200 }, texts);
    expect(words?.replaceAll('\u00A0', ' ')).toContain(`${unit}\\"`);
  },
);
