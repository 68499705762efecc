import { describe, expect, test, vi } from 'vitest';
import { cardIdOf, walletIdOf } from '#shared/members/wallet.ts';
import { voucherNumber } from '#shared/scan/voucher-number.ts';
import { nodeMachine } from '#electron/platform/machine.ts';
import { acquainted, aChain, refusalIn, scan, sell, waiting } from '#test/support/a-chain.ts';
import { cards } from '#test/support/a-till.ts';
import { askedOf, codeOf, staffedTill } from '#test/support/staffed-till.ts';
import type { TillUnderTest } from '#test/support/open-till.ts';

const walletOf = (card: string) => walletIdOf(cardIdOf(card, nodeMachine.sha256), nodeMachine.sha256);
const walletId = walletOf(cards.eightyPoints);
const quota = 4;
const setup = { name: 'Wine tasting', quota, perMember: 20, costPoints: 10, goodDays: 30 };
const setUp = (open: TillUnderTest) =>
  open.screen.call('programs.save', {
    ...{ programId: 'tasting', type: 'experiences', revision: 0, ended: false },
    setup: JSON.stringify(setup),
  });
let commands = 0;
/** Books for the member, whose card is shown first; the voucher that the place is, or why not. */
async function book(
  open: TillUnderTest,
  commandId = `place-command-${(commands += 1)}`,
  card = cards.eightyPoints,
): Promise<string> {
  await scan(open, card);
  const asked = { commandId, walletId: walletOf(card), programId: 'tasting' };
  const answer = await open.screen.call('places.book', asked);
  if (!answer.ok) return answer.refusal.code;
  return nodeMachine.sha256(`place ${commandId}`).slice(0, 16);
}
/** The same, by whoever asks again while the member's points are on their way from another till. */
async function booked(open: TillUnderTest, commandId?: string, card?: string): Promise<string> {
  let answer = 'PLACE_POINTS_ELSEWHERE';
  await vi.waitUntil(async () => {
    answer = await book(open, commandId, card);
    return answer !== 'PLACE_POINTS_ELSEWHERE';
  }, waiting);
  return answer;
}
const giveUp = async (open: TillUnderTest, voucherId: string) => {
  const answer = await open.screen.call('places.give-up', { walletId, voucherId });
  return refusalIn(answer) ?? 'given up';
};
const pointsAt = ({ till }: TillUnderTest) =>
  till.store.look
    .lots(walletId)
    .reduce((sum, { unit, amount }) => sum + (unit === 'points:points' ? amount : 0), 0);
const opened = ({ till }: TillUnderTest) => till.store.look.campaign('tasting').opened;
const placeId = expect.stringMatching(/^[0-9a-f]{16}$/);

test('four places of two tills and their centre: never a fifth, cut off or not; given up they are free again, and let in once', async () => {
  const chain = await aChain();
  const [one, two] = [await chain.till('one'), await chain.till('two')];
  await acquainted(one, two);
  expect(await setUp(one)).toEqual({ ok: true });
  await vi.waitUntil(() => opened(one) === quota && opened(two) === quota, waiting);

  const points = pointsAt(one);
  // Asked for twice it is one place, and the ticket waits for the printer.
  const first = await book(one, 'place-first-command');
  expect(await book(one, 'place-first-command')).toBe(first);
  expect(one.till.store.jobs.firstOf(first)).toBeTypeOf('string');
  expect(pointsAt(one)).toBe(points - 10);
  const second = await booked(two);
  expect(second).toEqual(placeId);
  for (const open of [one, two]) await chain.uploaded(open);

  // Cut off, a till gives what lies in its drawer, and no more.
  await two.close();
  const away = await chain.till('two', false);
  expect(await book(away)).toMatch(/PLACES_ELSEWHERE|PLACE_POINTS_ELSEWHERE/);
  await away.close();
  const again = await chain.till('two');
  await vi.waitUntil(() => again.till.status().link === 'online' && again.till.link.pending() === 0, waiting);

  // At the same time, by two members, for the two that are left; and then nobody has one, and nobody has to ask.
  const more = await Promise.all([booked(one), booked(again, 'place-other-member', cards.ean)]);
  expect(more).toEqual([placeId, placeId]);
  for (const open of [one, again]) await chain.uploaded(open);
  const used = ({ till }: TillUnderTest) => till.store.look.campaign('tasting').used;
  await vi.waitUntil(() => used(one) === quota && used(again) === quota, waiting);
  expect([await book(one), await book(again)]).toEqual(['PLACES_GONE', 'PLACES_GONE']);

  // Given up at the other till: it comes over, and back come the place and the points.
  await chain.uploaded(one);
  await vi.waitUntil(() => again.till.store.look.voucher(first) !== undefined, waiting);
  const held = pointsAt(again);
  expect(await giveUp(again, first)).toBe('given up');
  expect(await giveUp(again, first)).toBe('PLACE_UNKNOWN');
  expect(pointsAt(again)).toBe(held + 10);
  await chain.uploaded(again);
  await vi.waitUntil(() => (one.till.store.look.voucher(first)?.voidedAtMs ?? null) !== null, waiting);
  expect(await giveUp(one, first)).toBe('PLACE_UNKNOWN');

  // The door: the number on the card's place, once, with nothing bought.
  const door = async () => {
    const laid = await scan(again, voucherNumber(second));
    return laid.ok ? await sell(again, '') : laid;
  };
  expect(await door()).toMatchObject({ ok: true, outcome: { redeemed: [{ label: 'Wine tasting' }] } });
  expect(refusalIn(await door())).toBe('VOUCHER_SPENT');
  expect(await giveUp(again, second)).toBe('PLACE_TAKEN');
  const [tasting] = await again.screen.call('places.booked', {});
  expect(tasting).toMatchObject({ name: 'Wine tasting', quota });
  expect(tasting?.guests.map(({ state }) => state).sort()).toEqual(['booked', 'booked', 'taken']);

  for (const open of [one, again]) await chain.uploaded(open);
  expect(await chain.column(`SELECT used FROM campaigns WHERE campaign_id = 'tasting'`)).toEqual(['3']);
  expect(await chain.column(`SELECT count(*) FROM places WHERE given_up_day IS NULL`)).toEqual(['3']);
  expect((await chain.centre.store.verify()).faults).toEqual([]);
  for (const open of [one, again]) expect(open.till.store.verify().faults).toEqual([]);
}, 120_000);

test('a till that works alone books after a restart what it booked before only once, and for nobody but who stands there', async () => {
  const chain = await aChain();
  const one = await chain.till('one', false);
  await open(one);
  const again = await chain.till('one', false);
  expect(await book(again, 'place-restart-command')).toMatch(/^[0-9a-f]{16}$/);
  expect(again.till.store.look.memberFacts(walletId).places).toHaveLength(1);
  await again.screen.call('checkout.clear', {});
  const nobody = await again.screen.call('places.book', {
    ...{ commandId: 'place-nobody-command', walletId, programId: 'tasting' },
  });
  expect(refusalIn(nobody)).toBe('MEMBER_UNKNOWN');
}, 60_000);

describe('with people who work there', () => {
  const { call, link, scan: show, signIn, yes, types, open: till } = staffedTill();
  const offered = async () => {
    await signIn('Ada');
    await setUp(till());
    await vi.waitUntil(() => opened(till()) === quota, waiting);
    await signIn('Bela');
  };
  const give = (voucherId: string) => ({ walletId, voucherId });

  test('the member at the counter gives a place up; on the list somebody else has to say yes', async () => {
    await offered();
    const [here, away] = [await book(till()), await book(till())];
    expect(refusalIn(await call('places.give-up', give(here)))).toBeUndefined();
    await call('checkout.clear', {});
    const asked = await askedOf(call('places.give-up', give(away)));
    expect(asked).toMatchObject({ action: 'void-vouchers' });
    expect(types().filter((type) => type === 'PlaceGivenUp')).toHaveLength(1);
    await show(cards.ean);
    await askedOf(call('places.give-up', give(away)));
    await call('checkout.clear', {});
    const again = await askedOf(call('places.give-up', give(away)));
    const word = await yes(again.requestId, 'Mara');
    expect(await codeOf(call('places.give-up', give(away), word))).toBe('let in');
    expect(types().filter((type) => type === 'PlaceGivenUp')).toHaveLength(2);
    await signIn('Ada');
    const acts = await call('people.activity', { limit: 20 });
    const givenUp = acts.filter(({ kind }) => kind === 'given-up');
    expect(givenUp.map(({ approvedBy }) => approvedBy)).toEqual(['Mara', null]);
  });

  test('a place that was given up is not there for whoever asks for it once more', async () => {
    await offered();
    const place = await book(till(), 'place-given-up-command');
    expect(await book(till(), 'place-given-up-command')).toBe(place);
    expect(refusalIn(await call('places.give-up', give(place)))).toBeUndefined();
    expect(await book(till(), 'place-given-up-command')).toBe('PLACE_UNKNOWN');
    expect(types().filter((type) => type === 'PlaceBooked')).toHaveLength(1);
  });

  test('one’s own place is taken and given up with a second person alone', async () => {
    await offered();
    await link('Bela', cards.eightyPoints);
    await show(cards.eightyPoints);
    const asked = { commandId: 'place-own-command', walletId, programId: 'tasting' };
    expect((await askedOf(call('places.book', asked))).because).toEqual({ code: 'OWN_CARD' });
  });
});

/** Books once without a limit and closes the till. */
async function open(till: TillUnderTest): Promise<void> {
  await till.screen.call('programs.save', {
    ...{ programId: 'tasting', type: 'experiences', revision: 0, ended: false },
    setup: JSON.stringify({ ...setup, quota: null }),
  });
  expect(await book(till, 'place-restart-command')).toMatch(/^[0-9a-f]{16}$/);
  await till.close();
}
