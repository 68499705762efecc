import { describe, expect, test } from 'vitest';
import { formatMoney } from '#shared/money/format-money.ts';
import { createSay } from '../../../texts/say.ts';
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
      money: (minor: number) => formatMoney({ minor, currency }, 'en'),
      say: (key: string, params: object = {}) => `${key} ${JSON.stringify(params)}`,
      chooseLanguage: () => undefined,
    };
    const words = programWords(
      {
        ...{ programId: 'points', type: 'points' },
        setup: { pointsPerUnit: 1, voucherAt: 100, voucherWorthMinor: 200 },
      },
      texts,
    );
    expect(words?.replaceAll('\u00A0', ' ')).toContain(`${unit}\\"`);
  },
);

describe('points are called as the program calls them that gives them', () => {
  const stars = {
    en: { one: 'star', many: 'stars' },
    it: { one: 'stella', many: 'stelle' },
    hu: { one: 'csillag', many: 'csillagok' },
  };
  const beans = {
    en: { one: 'bean', many: 'beans' },
    it: { one: 'chicco', many: 'chicchi' },
    hu: { one: 'szem', many: 'szemek' },
  };
  const speak = (language: 'en' | 'it' | 'hu') => ({
    ...{ language, currency: 'EUR', chooseLanguage: () => undefined },
    money: (minor: number) => formatMoney({ minor, currency: 'EUR' }, language),
    say: createSay(language, { points: beans, ownPoints: { 'points:stars': stars } }),
  });
  const gift = { kind: 'points', programId: 'stars', amount: 5 };
  const cakes = {
    ...{ pointsProgramId: 'stars', rewards: [{ name: 'X', points: 40 }] },
    payWithPoints: { points: 10, worthMinor: 50 },
  };
  const rate = { pointsPerUnit: 2, voucherAt: 40, voucherWorthMinor: 100 };
  const asked = [
    { programId: 'stars', type: 'points', setup: rate },
    { programId: 'cakes', type: 'rewards', setup: cakes },
    { programId: 'birthday', type: 'occasions', setup: { gift } },
    { programId: 'friends', type: 'referral', setup: { forReferrer: gift } },
    // Without a name of its own they are what the shop calls them.
    { programId: 'points', type: 'points', setup: rate },
  ];
  test.each([
    [
      'en',
      [
        '2 stars for each €1.00 spent; 40 become a voucher of €1.00.',
        'X for 40 stars. 10 stars pay €0.50',
        'Brings: 5 stars.',
        'Who brings a friend gets 5 stars.',
        '2 beans for each €1.00 spent; 40 become a voucher of €1.00.',
      ],
    ],
    [
      'it',
      [
        '2 stelle per ogni 1,00 € di spesa; 40 diventano un buono da 1,00 €.',
        'X per 40 stelle. 10 stelle pagano 0,50 €',
        'Porta: 5 stelle.',
        'Chi porta un amico riceve 5 stelle.',
        '2 chicchi per ogni 1,00 € di spesa; 40 diventano un buono da 1,00 €.',
      ],
    ],
    [
      'hu',
      [
        '2 csillag minden elköltött 1,00 EUR után; 40 csillag után 1,00 EUR értékű utalvány jár.',
        'X, ára 40 csillag. 10 csillag 0,50 EUR összeget fizet',
        'Amit hoz: 5 csillag.',
        'Aki barátot hoz, ezt kapja: 5 csillag.',
        '2 szem minden elköltött 1,00 EUR után; 40 szem után 1,00 EUR értékű utalvány jár.',
      ],
    ],
  ] as const)('%s', (language, sentences) => {
    const texts = speak(language);
    expect(asked.map((one) => programWords(one, texts)?.replaceAll('\u00A0', ' '))).toEqual(sentences);
    expect(
      texts.say('odd.REWARD_OUT_OF_REACH', {
        names: 'X',
        points: 90,
        voucherAt: 40,
        pointsOf: 'points:stars',
      }),
    ).toContain(`90 ${language === 'hu' ? stars.hu.one : stars[language].many}`);
  });
});
