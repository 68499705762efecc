import { expect, test } from 'vitest';
import { ErrorCode } from '#shared/api/channel.ts';
import { PracticeCode } from '#shared/api/practice.api.ts';
import { JobState } from '#shared/print/print-job.ts';
import { TillStatus } from '#shared/api/till.api.ts';
import { refusalCodes } from '#shared/visit/refusal.ts';
import { callsPointsAsTheShop, namePoints } from '#shared/settings/name-points.ts';
import { createSay, languageTags, texts } from './say.ts';
import { reasonSentence, refusalSentence, tillWords } from '#shared/api/sentences.ts';

const bare = (key: string): string => key.replace(/_(one|many|other)$/, '');
const placesOf = (text: string): string[] =>
  [...text.matchAll(/{{(\w+)}}/g)].map(([, name = '']) => name).sort();

test.each(languageTags)('%s has a text for everything that English has, and nothing else', (language) => {
  const keys = (tag: typeof language) => [...new Set(Object.keys(texts[tag]).map(bare))].sort();
  expect(keys(language)).toEqual(keys('en'));
});

test.each(languageTags)('%s counts in every plural that the language has', (language) => {
  const wanted = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  const counted = new Set(
    Object.keys(texts[language])
      .filter((key) => bare(key) !== key)
      .map(bare),
  );
  for (const key of counted)
    for (const plural of wanted) expect(texts[language], key).toHaveProperty([`${key}_${plural}`]);
});

test.each(languageTags)(
  '%s says no more and no less than English: the same places in every sentence',
  (language) => {
    for (const [key, text] of Object.entries(texts[language])) {
      const english = texts.en[key] ?? texts.en[`${bare(key)}_other`] ?? '';
      expect(placesOf(text), key).toEqual(placesOf(english));
    }
  },
);

test.each(languageTags)(
  '%s has a sentence for every refusal, error, link, print state and practice code',
  (language) => {
    const needed = [
      ...refusalCodes.map((code) => `refusal.${code}`),
      ...ErrorCode.options.map((code) => `error.${code}`),
      ...TillStatus.shape.link.options.map((link) => `link.${link}`),
      ...JobState.options.map((state) => `print.state.${state}`),
      ...PracticeCode.shape.kind.options.map((kind) => `practice.${kind}`),
    ];
    for (const key of needed) expect(texts[language][key], key).toBeTruthy();
  },
);

/** Points by the product's own word, bent or not; not what happens to begin alike, as dots, or Hungarian "exactly". */
const ownWord = {
  en: /(?<!\p{L})points?(?!\p{L})/iu,
  it: /(?<!\p{L})punt[oi](?!\p{L})/iu,
  hu: /(?<!\p{L})pont(?!osan)\p{L}*/iu,
};

test.each(languageTags)(
  '%s calls points by the shop’s word in every sentence of the counter and on paper',
  (language) => {
    const named = namePoints(texts[language], language, { one: 'xyz', many: 'xyzs' });
    const left = Object.entries(named).filter(
      ([key, text]) =>
        callsPointsAsTheShop(key) && ownWord[language].test(text.replace(/\{\{[^}]*\}\}/g, '')),
    );
    expect(left).toEqual([]);
    expect(
      createSay(language, { points: { [language]: { one: 'xyz', many: 'xyzs' } } })(
        'reason.PAID_WITH_POINTS',
      ),
    ).toMatch(/xyzs?$/);
  },
);

test('a word of the shop never stands behind an article that would have to bend to it', () => {
  const behind = Object.entries(texts.it).filter(
    ([key, text]) =>
      callsPointsAsTheShop(key) && /\b(i|il|dei|del|ai|al|coi|col|nei|sui) punt[oi]\b/i.test(text),
  );
  expect(behind).toEqual([]);
});

const speech = (language: (typeof languageTags)[number]) => ({ language, say: createSay(language) });
const pointsEarned = {
  code: 'POINTS_PER_UNIT',
  params: { points: 23, perUnit: 1, baseMinor: 2340, currency: 'EUR' },
};

test.each([
  ['en', '1 for each €, on €23.40'],
  ['it', '1 per ogni €, su 23,40\u00a0€'],
  ['hu', '1 pont minden € után, alap: 23,40\u00a0EUR'],
] as const)('in %s the cashier reads why points were earned', (language, sentence) => {
  expect(reasonSentence(pointsEarned, speech(language), 'EUR')).toBe(sentence);
});

test('a refusal names amounts in money and days as people write them', () => {
  const exceed = { code: 'VOUCHERS_EXCEED_SALE', vouchersMinor: 400, totalMinor: 350 };
  expect(refusalSentence(exceed, speech('it'), 'EUR')).toContain('4,00\u00a0€');
  const expired = { code: 'VOUCHER_EXPIRED', expiryDay: '2026-11-22' };
  expect(refusalSentence(expired, speech('en'), 'EUR')).toBe('This voucher was good until 22 Nov 2026.');
  const spent = { code: 'VOUCHER_SPENT', redeemedAtMs: new Date(2026, 10, 22, 14, 2).getTime() };
  expect(refusalSentence(spent, speech('en'), 'EUR')).toContain('22 Nov 2026, 14:02');
});

test('a till that nobody heard a name of is told by its last digits, and the centre as what it is', () => {
  const away = (tillName: string) => ({ code: 'REFUND_ELSEWHERE', tillName });
  const said = (language: 'en' | 'it' | 'hu', tillName: string) =>
    refusalSentence(away(tillName), speech(language), 'EUR');
  expect(said('en', 'Bar')).toContain('lies with Bar, which');
  expect(said('en', '…9F0E')).toContain('lies with till …9F0E, which');
  expect(said('it', '…9F0E')).toContain('cassa …9F0E');
  expect(said('hu', '…9F0E')).toContain('…9F0E jelű pénztár');
  expect(tillWords('…', createSay('hu'))).toBe('a központ');
});

test('counts take their plural and their separators', () => {
  expect(createSay('en')('holding.points', { count: 1 })).toBe('1 point');
  expect(createSay('en')('holding.points', { count: 1240 })).toBe('1,240 points');
  expect(createSay('it')('holding.points', { count: 12_400 })).toBe('12.400 punti');
  expect(createSay('it')('holding.points', { count: 1_000_000 })).toBe('1.000.000 punti');
  expect(createSay('hu')('holding.points', { count: 12_400 })).toBe('12\u00a0400 pont');
});
