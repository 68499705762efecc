import { expect, test } from 'vitest';
import type { VisitView } from '#shared/api/checkout.api.ts';
import { speak } from '#electron/platform/language.ts';
import { characterIn, type CodePage } from '#electron/devices/dots/code-pages.ts';
import { fitLine } from '#electron/devices/pole/fit-line.ts';
import { displayLines } from './display-lines.ts';
import { parsePole } from './parse-pole.ts';

type Shown = Parameters<typeof displayLines>[0];
const member: VisitView['member'] = {
  walletId: 'a'.repeat(32),
  tail: 'NPRS',
  by: 'card',
  person: { name: 'Anna Rossi', birthday: 'today', note: 'always late', mayWrite: true },
  holdings: [
    { programId: 'points', type: 'points', unit: 'points:points', here: 80, total: 80, have: 80, need: 100 },
  ],
  standings: [],
  pursuits: [],
  badges: [],
  visits: 3,
};
const nobody: Shown = { member: null, newCard: null, lastOutcome: null };
const sold: Shown['lastOutcome'] = {
  saleId: '',
  total: { minor: 2340, currency: 'EUR' },
  due: { minor: 2140, currency: 'EUR' },
  reductions: [],
  redeemed: [],
  giftCards: [],
  loaded: [],
  awards: [
    {
      programId: 'points',
      unit: 'points:points',
      amount: 23,
      reason: { code: 'POINTS_PER_UNIT', params: {} },
    },
  ],
  reached: [],
  issued: [],
  short: [],
  holdings: member.holdings,
};

test('greets without saying whom, and tells what is to be paid and what it brought', async () => {
  const say = await speak('en');
  expect(displayLines(nobody, 'Bar Roma', say, 'en')).toEqual(['Bar Roma', '']);
  expect(displayLines({ ...nobody, lastOutcome: sold }, 'Bar Roma', say, 'en')).toEqual([
    ['To pay: €21.40', '€21.40'],
    ['+23 points'],
  ]);
  expect(displayLines({ ...nobody, lastOutcome: { ...sold, awards: [] } }, 'Bar Roma', say, 'en')[1]).toBe(
    'Thank you!',
  );
  for (const lastOutcome of [null, sold]) {
    const shown = displayLines({ ...nobody, member, lastOutcome }, 'Bar Roma', say, 'en').join();
    expect(shown).not.toMatch(/Anna|Rossi|80|NPRS|late/);
    expect(shown).toContain('Welcome');
  }
});

test('no amount is cut on a line of twenty letters: what does not fit whole is left out', async () => {
  const shown = (lines: ReturnType<typeof displayLines>, page: CodePage) =>
    lines.map((line) =>
      [...fitLine(line, page, 20)]
        .map((byte) => characterIn(page, byte))
        .join('')
        .trim(),
    );
  const award = (unit: string, amount: number) => ({ ...sold.awards[0]!, unit, amount });
  const name = (word: string) => ({ hu: { one: word, many: word } });
  const names = { points: name('hűségpont'), ownPoints: { 'points:stars': name('csillag') } };
  const awards = [award('points:points', 4_500), award('points:stars', 9_000)];
  const due = { minor: 1_234_567, currency: 'HUF' };
  const lastOutcome = { ...sold, due, awards };
  const hu = displayLines({ ...nobody, lastOutcome }, 'Aurora', await speak('hu', names), 'hu');
  expect(shown(hu, 'cp852')).toEqual(['Fizet: 1 234 567 Ft', '+4500 hűségpont']);
  const en = displayLines({ ...nobody, lastOutcome }, 'Aurora', await speak('en'), 'en');
  expect(shown(en, 'cp437')).toEqual(['HUF 1,234,567', '+4500 points']);
});

test('an address says which display it is, and one that is none says so in words', () => {
  expect(parsePole('cd5220:COM4@19200')).toEqual({
    kind: 'cd5220',
    path: 'COM4',
    baudRate: 19_200,
    codePage: 'cp437',
  });
  expect(parsePole('escpos:/dev/ttyUSB0,cp852')).toMatchObject({ path: '/dev/ttyUSB0', codePage: 'cp852' });
  expect(parsePole('cd5220:COM4@9600,wpc1252')).toMatchObject({ baudRate: 9_600, codePage: 'wpc1252' });
  expect(parsePole('escpos:/dev/ttyUSB0')).toMatchObject({ kind: 'escpos', baudRate: 9_600 });
  for (const wrong of ['lcd:/dev/x', 'escpos:', 'escpos:/dev/x@999999', 'escpos:/dev/x,cp1250'])
    expect(() => parsePole(wrong)).toThrow(/no customer display/);
});
