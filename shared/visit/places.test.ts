import { describe, expect, test } from 'vitest';
import type { MemberFacts } from '../members/member-facts.ts';
import { sumOf } from '../ledger/posting.ts';
import { campaignHolder } from '../ledger/holder.ts';
import { anna, points, sell } from '#test/support/a-shop.ts';
import { earned, given, memberWith, program, today, walletOf, type Counter } from '#test/support/given.ts';
import { seeded } from '#test/support/seeded.ts';
import { bookPlace, giveUpPlace, missingForPlace, placesLeft, placesOffered, placeUnmet } from './places.ts';

const walletId = walletOf(anna);
const programId = 'tasting';
const tasting = (change: object = {}) =>
  program(programId, { name: 'Wine tasting', ...change }, 1, 'experiences');
const opened = (limit: number) =>
  ({ type: 'CampaignOpened', body: { campaignId: programId, limit, lot: `${today}/-` } }) as const;
const shop = (change: object, limit = 0): Counter =>
  given([points, tasting(change), ...memberWith(anna), ...(limit > 0 ? [opened(limit)] : [])]);

let ids = 0;
const newId = () => (ids += 1).toString(16).padStart(16, '0');
function book(counter: Counter, by: 'card' | 'name' = 'card', voucherId = newId()) {
  const booked = bookPlace({ voucherId, walletId, programId, by }, counter.here());
  if (booked.ok) counter.learns(booked.value);
  return booked.ok ? voucherId : booked.error.code;
}
function giveUp(counter: Counter, voucherId: string): string {
  const done = giveUpPlace(walletId, voucherId, counter.here());
  if (done.ok) counter.learns([done.value]);
  return done.ok ? 'given up' : done.error.code;
}
const left = (counter: Counter, quota: number) => placesLeft(programId, quota, counter.here());
const terms = (counter: Counter) => {
  const [offered] = placesOffered(counter.here());
  if (!offered) throw new Error('nothing is offered');
  return offered.terms;
};

test('a place takes one of the number and what it costs, and given up brings both back in the lots they came from, once', () => {
  const counter = shop({ quota: 2, costPoints: 80 }, 2);
  counter.learns([earned(anna, 50, { lot: '2026-10-01/2027-10-01' }), earned(anna, 60)]);
  const ticket = book(counter);
  expect([left(counter, 2), counter.balance(anna, 'points:points')]).toEqual([1, 30]);
  expect(counter.look.voucher(ticket)).toMatchObject({
    unit: 'coupon:tasting',
    label: 'Wine tasting',
    walletId,
  });
  expect(giveUp(counter, ticket)).toBe('given up');
  expect([left(counter, 2), counter.balance(anna, 'points:points')]).toEqual([2, 110]);
  expect(counter.look.lots(walletId).map(({ lot, amount }) => [lot, amount])).toEqual([
    ['2026-10-01/2027-10-01', 110],
  ]);
  expect(giveUp(counter, ticket)).toBe('PLACE_UNKNOWN');
});

test('the ticket lets in once, on its day alone, and what it let in is not given up', () => {
  const counter = shop({ eventDay: '2026-11-27', when: { fromDay: '2026-11-20' } });
  const ticket = book(counter);
  const token = counter.envelopes.map(({ body }) => /"token":"(\d+)"/.exec(body)?.[1]).find(Boolean) ?? '';
  expect(counter.when(counter.scan(token))).toMatchObject({ error: { code: 'VOUCHER_NOT_YET' } });
  counter.onDay('2026-11-27');
  expect(counter.when(counter.scan(token), sell(''))).toMatchObject({ ok: true });
  expect(counter.when(counter.scan(token))).toMatchObject({ error: { code: 'VOUCHER_SPENT' } });
  expect(giveUp(counter, ticket)).toBe('PLACE_TAKEN');
  counter.onDay('2026-11-28');
  expect(book(counter)).toBe('PLACES_OVER');
});

describe('is refused in words', () => {
  const refused: [string, object, number, string, (counter: Counter) => void][] = [
    ['before its time', { when: { fromDay: '2026-11-23' } }, 0, 'PLACES_NOT_YET', () => {}],
    ['after it', { when: { toDay: '2026-11-21' } }, 0, 'PLACES_OVER', () => {}],
    ['on another day of the week', { when: { weekdays: [1] } }, 0, 'PLACES_NOT_NOW', () => {}],
    ['to another tier', { when: { tiers: ['Gold'] } }, 0, 'PLACE_FOR_OTHERS', () => {}],
    ['while the segment is not known', { when: { segments: ['new'] } }, 0, 'PLACE_SEGMENT_UNKNOWN', () => {}],
    ['when all are gone', { quota: 1, perMember: 9 }, 1, 'PLACES_GONE', (counter) => void book(counter)],
    ['when those left lie elsewhere', { quota: 5 }, 0, 'PLACES_ELSEWHERE', () => {}],
    ['when the member has enough', {}, 0, 'PLACES_ENOUGH', (counter) => void book(counter)],
    ['without the points', { costPoints: 10 }, 0, 'PLACE_COSTS_MORE', () => {}],
    [
      'with points at another till',
      { costPoints: 10 },
      0,
      'PLACE_POINTS_ELSEWHERE',
      (counter) => counter.learns([earned(anna, 10, { drawer: 'till-2' })], 'till-2'),
    ],
    ['by a copy of a till', {}, 0, 'RESTRICTED', (counter) => counter.stands({ state: 'restricted' })],
  ];
  test.each(refused)('%s', (_, setup, limit, code, before) => {
    const counter = shop(setup, limit);
    before(counter);
    expect(book(counter)).toBe(code);
  });

  test('where value leaves the wallet of somebody who only said a name', () => {
    const counter = given([points, tasting({ costPoints: 10 }), ...memberWith(anna), earned(anna, 10)], {
      burnWithoutCardMinor: 0,
    });
    expect(book(counter, 'name')).toBe('CARD_NEEDED');
    expect(book(counter)).toMatch(/^[0-9a-f]{16}$/);
  });

  test('where more than that leaves it, as points are worth, and not as one coupon', () => {
    // A hundred points are a voucher of 2.00, and ten is the most without a card.
    const dear = (costPoints: number) =>
      given([points, tasting({ costPoints }), ...memberWith(anna), earned(anna, 9_000)], {
        burnWithoutCardMinor: 1_000,
      });
    expect(book(dear(500), 'name')).toMatch(/^[0-9a-f]{16}$/);
    expect(book(dear(501), 'name')).toBe('CARD_NEEDED');
    expect(book(dear(9_000), 'name')).toBe('CARD_NEEDED');
    expect(book(dear(9_000), 'card')).toMatch(/^[0-9a-f]{16}$/);
  });
});

test('so many for each member in a day are counted by the day they were booked on', () => {
  const counter = shop({ perMember: 2, period: 'day', goodDays: 0 });
  const [one] = [book(counter), book(counter)];
  expect(book(counter)).toBe('PLACES_ENOUGH');
  expect(giveUp(counter, one)).toBe('given up');
  expect(book(counter)).toMatch(/^[0-9a-f]{16}$/);
  counter.onDay('2026-11-23');
  expect(book(counter)).toMatch(/^[0-9a-f]{16}$/);
});

test('a segment holds for its members, by the names that people know', () => {
  const counter = shop({ when: { segments: ['high-value', 'Over the hill'] } });
  const inSegment = (segment: string | null) => {
    const here = counter.here();
    const memberFacts = (id: string): MemberFacts => ({ ...here.look.memberFacts(id), segment });
    const asked = { walletId, programId, by: 'card' } as const;
    return placeUnmet(asked, terms(counter), { ...here, look: { ...here.look, memberFacts } })?.code ?? 'may';
  };
  expect([null, 'regular', 'high-value', 'Over the hill'].map(inSegment)).toEqual([
    ...['PLACE_SEGMENT_UNKNOWN', 'PLACE_FOR_OTHERS'],
    ...['may', 'may'],
  ]);
});

test('asks the centre for a block of places and for the points that lie elsewhere', () => {
  const counter = shop({ quota: 100, costPoints: 50 });
  counter.learns([earned(anna, 20)]);
  counter.learns([earned(anna, 200, { drawer: 'till-2' })], 'till-2');
  expect(missingForPlace({ walletId, programId }, counter.here())).toEqual([
    { holder: 'campaign:tasting', unit: 'uses:tasting', amount: 5 },
    { holder: `wallet:${walletId}`, unit: 'points:points', amount: 30 },
  ]);
});

test('over any schedule of three tills that lease, book, give up and let in, there are never more guests than places', () => {
  for (let seed = 1; seed <= 25; seed += 1) {
    const chance = seeded(seed);
    const quota = chance.int(1, 8);
    let pool = quota;
    const tills = [1, 2, 3].map(() => ({
      counter: shop({ quota, perMember: 1_000 }),
      tickets: [] as string[],
    }));
    const drawer = (counter: Counter) =>
      counter.look.heldBy(campaignHolder(programId)).reduce((sum, { amount }) => sum + amount, 0);
    for (let step = 0; step < 30; step += 1) {
      const { counter, tickets } = chance.pick(tills);
      const what = chance.int(0, 4);
      if (what === 0 && pool > 0) {
        const block = chance.int(1, pool);
        pool -= block;
        counter.learns([opened(block)]);
      } else if (what === 1 && tickets.length > 0) {
        const ticket = chance.pick(tickets);
        if (giveUp(counter, ticket) === 'given up') tickets.splice(tickets.indexOf(ticket), 1);
      } else {
        const booked = book(counter);
        if (/^[0-9a-f]{16}$/.test(booked)) tickets.push(booked);
      }
      const guests = tills.reduce((sum, till) => sum + till.tickets.length, 0);
      const lying = tills.reduce((sum, till) => sum + drawer(till.counter), 0);
      expect({ seed, guests, lying, pool, quota: guests + lying + pool }).toMatchObject({ quota });
      expect(guests).toBeLessThanOrEqual(quota);
    }
  }
});

test('what it cost is said lot by lot', () => {
  const counter = shop({ costPoints: 70 });
  counter.learns([earned(anna, 40, { lot: '2026-01-01/2026-12-31' }), earned(anna, 40)]);
  const booked = bookPlace({ voucherId: newId(), walletId, programId, by: 'card' }, counter.here());
  if (!booked.ok) throw new Error(booked.error.code);
  const placed = booked.value.find((fact) => fact.type === 'PlaceBooked');
  expect(placed?.body.cost?.parts).toEqual([
    { lot: '2026-01-01/2026-12-31', amount: 40 },
    { lot: '2026-10-01/2027-10-01', amount: 30 },
  ]);
  expect(sumOf(placed?.body.cost?.parts ?? [])).toBe(70);
});
