import { expect, test } from 'vitest';
import type { OutcomeView, VisitView } from '#shared/api/checkout.api.ts';
import { DisplayScene } from '#shared/api/bystander.ts';
import type { Person } from '#shared/members/profile.ts';
import { DisplaySetup } from '#shared/settings/display-setup.ts';
import { sceneOf, type Moment } from './scene.ts';
import { whoIsServed } from './who-is-served.ts';

const consent = { given: true, atMs: 1, till: 'till', text: 'x' };
const anna: Person = {
  name: 'Anna Rossi',
  phone: '+39333123456',
  email: 'anna@example.org',
  birthday: '1980-11-22',
  note: 'always late',
  'display.name': consent,
};
const member: VisitView['member'] = {
  walletId: 'a'.repeat(32),
  tail: 'NPRS',
  by: 'card',
  person: { name: 'Anna Rossi', birthday: 'today', note: 'always late', mayWrite: true },
  holdings: [
    { programId: 'points', type: 'points', unit: 'points:points', here: 60, total: 80, have: 80, need: 100 },
  ],
  standings: [{ programId: 'vip', tier: 'Gold', untilDay: null, next: null }],
  pursuits: [],
  badges: [],
  visits: 31,
};
const sold: OutcomeView = {
  saleId: 's1',
  total: { minor: 2340, currency: 'EUR' },
  due: { minor: 2140, currency: 'EUR' },
  reductions: [],
  redeemed: [],
  giftCards: [],
  loaded: [],
  awards: [
    {
      programId: 'p',
      unit: 'points:points',
      amount: 23,
      reason: { code: 'OCCASION', params: { name: 'Happy birthday' } },
    },
  ],
  reached: [],
  issued: [
    {
      voucherId: 'v1',
      unit: 'coupon:birthday',
      amount: 1,
      label: 'Birthday cake',
      lot: '2026-11-22/',
      reason: { code: 'OCCASION', params: { name: 'Happy birthday' } },
      jobId: 'j1',
    },
  ],
  short: [],
  holdings: member.holdings,
};
const at = (moment: Partial<Moment>): ReturnType<typeof sceneOf> =>
  sceneOf({
    view: { member, newCard: null, vouchers: [], lastOutcome: null },
    offers: null,
    person: anna,
    place: null,
    setup: DisplaySetup.parse({}),
    shopLanguage: 'it',
    isPublic: (unit) => unit !== 'coupon:birthday',
    isForAll: (coupon) => coupon === 'Ten off',
    everywhere: true,
    draw: (digits) => ({ size: digits.length, dark: '1' }),
    ...moment,
  });
const byName = DisplaySetup.parse({ greeting: 'first-name' });

test('of a member only what they hold is shown, and not even that when the shop does not want it', () => {
  const scene = at({});
  expect(DisplayScene.parse({ serial: 1, ...scene })).toEqual({ serial: 1, ...scene });
  expect(scene).toMatchObject({
    kind: 'customer',
    name: null,
    holdings: [{ total: 80, have: 80, need: 100 }],
  });
  expect(JSON.stringify(scene)).not.toMatch(/Anna|Rossi|333|@|1980|late|NPRS|aaaa|31|Gold|today/);
  expect(at({ setup: DisplaySetup.parse({ balance: false }) }).holdings).toEqual([]);
});

test('a place on the leaderboard is shown of who takes part, with what they hold', () => {
  const place = { place: 4, of: 37, shared: true };
  const takesPart: Person = { ...anna, nickname: 'Moka', 'board.nickname': consent };
  const scene = at({ place, person: takesPart });
  expect(DisplayScene.parse({ serial: 1, ...scene })).toMatchObject({ place });
  expect(JSON.stringify(scene)).not.toContain('Moka');
  expect(at({ place, person: takesPart, setup: DisplaySetup.parse({ balance: false }) }).place).toBeNull();
  const left = { ...takesPart, 'board.nickname': { ...consent, given: false } };
  expect(at({ place, person: left }).place).toBeNull();
  expect(at({ place }).place).toBeNull();
});

test('greets by the first name whom shop and member want it for, the Hungarian way where Hungarian is spoken', () => {
  expect(at({ setup: byName }).name).toBe('Anna');
  expect(at({ setup: byName, person: { ...anna, name: 'Kovács Anna', language: 'hu' } })).toMatchObject({
    name: 'Anna',
    language: 'hu',
  });
  const { 'display.name': _, ...unasked } = anna;
  expect(at({ setup: byName, person: unasked }).name).toBeNull();
  expect(
    at({ setup: byName, person: { ...anna, 'display.name': { ...consent, given: false } } }).name,
  ).toBeNull();
});

test('a birthday is nobody else’s business: neither the reason nor the words of its gift are told', () => {
  const scene = at({ view: { member: null, newCard: null, vouchers: [], lastOutcome: sold } });
  expect(scene).toMatchObject({
    kind: 'sold',
    earned: [{ unit: 'points:points', amount: 23 }],
    issued: [{ unit: 'coupon:birthday', label: null }],
    due: { minor: 2140 },
    full: { minor: 2340 },
  });
  expect(JSON.stringify(scene)).not.toMatch(/irthday c|Happy/);
});

test('of the offers those are shown that can be had and whose words are harmless', () => {
  const offer = { fixed: false, offMinor: 160, cost: null, because: null };
  const money = { minor: 840, currency: 'EUR' };
  const offers = {
    full: { minor: 1000, currency: 'EUR' },
    due: money,
    offers: [
      {
        ...offer,
        offerId: 'a',
        state: 'used',
        title: { code: 'REWARD', params: { name: 'A croissant', points: 40 } },
      },
      {
        ...offer,
        offerId: 'b',
        state: 'open',
        title: { code: 'OCCASION', params: { name: 'Happy birthday' } },
      },
      {
        ...offer,
        offerId: 'c',
        state: 'not-now',
        title: { code: 'REWARD', params: { name: 'Brunch', points: 60 } },
      },
      { ...offer, offerId: 'd', state: 'used', title: { code: 'COUPON', params: { name: 'Ten off' } } },
      { ...offer, offerId: 'e', state: 'used', title: { code: 'COUPON', params: { name: 'We miss you' } } },
    ],
  } as NonNullable<Moment['offers']>;
  expect(at({ offers })).toMatchObject({
    offers: [
      { used: true, offMinor: 160, title: { params: { name: 'A croissant' } } },
      { title: { params: { name: 'Ten off' } } },
    ],
    due: money,
    full: { minor: 1000 },
  });
  // Nobody is there any more: what was typed for them is not left standing.
  const gone = { member: null, newCard: null, vouchers: [], lastOutcome: null };
  expect(at({ offers, view: gone, person: {} })).toMatchObject({ kind: 'idle', offers: [], due: null });
});

test('after a sale its customer is thanked, and a stranger’s sale is thanked for in nobody’s name', () => {
  const served = whoIsServed();
  served.follow({ member, lastOutcome: null });
  served.follow({ member: null, lastOutcome: sold });
  expect(served.walletId()).toBe(member.walletId);
  served.follow({ member: null, lastOutcome: sold });
  expect(served.walletId()).toBe(member.walletId);
  served.follow({ member: null, lastOutcome: { ...sold, saleId: 's2' } });
  expect(served.walletId()).toBeUndefined();
  served.follow({ member: null, lastOutcome: null });
  expect(served.walletId()).toBeUndefined();
});

test('a sale without a card shows what there is to claim, and the code alone', () => {
  const value = [{ unit: 'points:points', amount: 23 }];
  const claim = { code: 'RCBBBBBBBBBBBBBB', digits: '12345', untilDay: '2026-12-06', value, jobId: 'j2' };
  const view = { member: null, newCard: null, vouchers: [], lastOutcome: { ...sold, claim } };
  const scene = at({ view });
  expect(scene.claim).toEqual({ code: { size: 5, dark: '1' }, untilDay: '2026-12-06', value });
  expect(JSON.stringify(scene)).not.toMatch(/RCBB|j2/);
  expect(at({}).claim).toBeNull();
});
