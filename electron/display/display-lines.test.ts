import { expect, test } from 'vitest';
import type { VisitView } from '#shared/api/checkout.api.ts';
import { speak } from '#electron/platform/language.ts';
import { systemClock } from '#electron/platform/clock.ts';
import { displayLines } from './display-lines.ts';
import { openDisplay } from './open-display.ts';

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
    'To pay: €21.40',
    '+23 points',
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

test('an address that is none says so in words', () => {
  expect(openDisplay(null, systemClock)).toBeNull();
  expect(() => openDisplay('lcd:/dev/x', systemClock)).toThrow(/no customer display/);
});
