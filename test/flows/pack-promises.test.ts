import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { locales, type LanguageTag, type Say } from '#shared/base/language.ts';
import { cardIdOf, giftCardIdOf, walletIdOf } from '#shared/members/wallet.ts';
import { decimalsOf } from '#shared/money/money.ts';
import { packFor, setUpFor } from '#shared/programs/set-up-for.ts';
import type { Template } from '#shared/programs/template.ts';
import { templates } from '#shared/programs/templates.ts';
import { demoShop } from '#electron/demo/demo-shop.ts';
import { speak } from '#electron/platform/language.ts';
import { nodeMachine } from '#electron/platform/machine.ts';
import { scan } from '#test/support/a-chain.ts';
import { cards, temporaryFolder } from '#test/support/a-till.ts';
import { openTestTill } from '#test/support/open-till.ts';

// What a pack's words promise happens at the counter of whoever took it, with the plain bills that the words speak of.

const walletId = walletIdOf(cardIdOf(cards.unknown, nodeMachine.sha256), nodeMachine.sha256);

const giftCardId = giftCardIdOf(demoShop.giftCard, nodeMachine.sha256);

/** A shop that took a pack and nothing else, with one member, and a clock that is set. */
async function shopWith(pack: Template, language: LanguageTag, currency: string) {
  const folder = temporaryFolder();
  let atMs = 0;
  const at = (utc: string) => void (atMs = Date.parse(`${utc}Z`));
  at('2027-01-05T08:00');
  const settings = { shop: 'Aurora', zone: 'UTC', currency, programs: [] };
  writeFileSync(path.join(folder.dir, 'settings.json'), JSON.stringify(settings));
  const machine = { ...nodeMachine, now: () => atMs };
  const open = await openTestTill(folder.dir, { demo: false, machine });
  onTestFinished(async () => {
    await open.close();
    folder.remove();
  });
  const { screen } = open;
  const taken = { template: pack.id, language };
  expect(await screen.call('programs.use-template', taken)).toEqual({ ok: true });
  const say = await speak(language);
  let commands = 0;
  const commandId = () => `promise-${(commands += 1)}`;
  /** So many cents of a euro, in the shop's money. */
  const minor = (cents: number) =>
    Number(setUpFor('coupons', { minimumMinor: cents }, currency)['minimumMinor']);
  /** The same as the cashier types it. */
  const typed = (cents: number) => {
    const decimals = decimalsOf(currency);
    return (minor(cents) / 10 ** decimals).toFixed(decimals);
  };
  /** The member buys for so much, with what is laid on the counter besides. */
  const buys = async (
    cents: number,
    more: { card?: string; coffees?: number; codes?: readonly string[] } = {},
  ) => {
    await screen.call('checkout.clear', {});
    expect(await scan(open, more.card ?? cards.unknown)).toMatchObject({ ok: true });
    if (more.coffees) await screen.call('checkout.count', { item: 'coffee', by: more.coffees });
    for (const code of more.codes ?? []) expect(await scan(open, code)).toMatchObject({ ok: true });
    const answer = await screen.call('checkout.confirm', {
      commandId: commandId(),
      amountText: typed(cents),
    });
    if (!answer.ok || !answer.outcome) throw new Error(JSON.stringify(answer));
    const { due, awards, issued, redeemed } = answer.outcome;
    const got = (unit: string) =>
      awards.filter((one) => one.unit === unit).reduce((sum, { amount }) => sum + amount, 0);
    return { dueMinor: due.minor, got, issued, redeemed, papers: issued.map(({ label }) => label) };
  };
  /** The code that a scanner reads off the latest paper with this label. */
  const paper = (label: string): string => {
    const found = open.till.store.look.latestVouchers(10).find((one) => one.label === label);
    if (!found) throw new Error(`no paper says ${label}`);
    return found.token;
  };
  /** Why an offer is not had when this is bought, by its coupon's program. */
  const whyNot = async (code: string, cents: number, card = cards.unknown) => {
    await screen.call('checkout.clear', {});
    await scan(open, card);
    const said = await scan(open, code);
    if (!said.ok) return said.refusal.code;
    const { offers } = await screen.call('checkout.offers', { amountText: typed(cents) });
    return offers.find(({ offerId }) => offerId.endsWith('/coupon'))?.because?.code;
  };
  const joins = async (birthday = '', card = cards.unknown) => {
    await screen.call('checkout.clear', {});
    await scan(open, card);
    const person = { name: 'Anna', birthday };
    expect(await screen.call('members.enrol', { person, anyway: true })).toMatchObject({ ok: true });
  };
  const joinsClub = async (programId: string) => {
    const setup = packFor(pack, currency, say).find((one) => one.programId === programId)?.setup;
    await screen.call('checkout.clear', {});
    await scan(open, cards.unknown);
    const bought = {
      ...{ commandId: commandId(), walletId, programId },
      priceMinor: Number(setup?.['priceMinor']),
    };
    expect(await screen.call('membership.sell', bought)).toMatchObject({ ok: true });
  };
  /** Asks for a place; answers with why there is none, or that there is. */
  const asksFor = async (programId: string) => {
    await screen.call('checkout.clear', {});
    await scan(open, cards.unknown);
    const answer = await screen.call('places.book', { commandId: commandId(), walletId, programId });
    return answer.ok ? 'has a place' : answer.refusal.code;
  };
  /** "Gift cards": one of the first amount is sold, and pays a bill. */
  const giftCardPays = async () => {
    const amounts = packFor(pack, currency, say).find((one) => one.type === 'gift-cards')?.setup['amounts'];
    const [first] = amounts as { minor: number }[];
    const decimals = decimalsOf(currency);
    const amountText = ((first?.minor ?? 0) / 10 ** decimals).toFixed(decimals);
    await screen.call('checkout.clear', {});
    await scan(open, demoShop.giftCard);
    const loaded = { commandId: commandId(), giftCardId, amountText };
    expect(await screen.call('gift-cards.load', loaded)).toMatchObject({ ok: true });
    expect((await buys(500, { codes: [demoShop.giftCard] })).dueMinor).toBe(0);
  };
  /** "For a friend": somebody joins whom the member sent, and buys; both get what the pack promises. */
  const friendBrings = async () => {
    await screen.call('checkout.clear', {});
    await scan(open, cards.eightyPoints);
    await screen.call('referral.ask', { on: true });
    await scan(open, cards.unknown);
    expect(await screen.call('members.enrol', { person: {}, anyway: true })).toMatchObject({ ok: true });
    await buys(6_000, { card: cards.eightyPoints });
    const given = (card: string) =>
      [
        ...open.till.store.look
          .memberFacts(walletIdOf(cardIdOf(card, nodeMachine.sha256), nodeMachine.sha256))
          .given.keys(),
      ].filter((key) => key.startsWith('bring-a-friend/')).length;
    expect([given(cards.unknown), given(cards.eightyPoints)]).toEqual([1, 1]);
  };
  const points = (cents: number) =>
    Math.floor(Number(setUpFor('points', { voucherAt: cents }, currency)['voucherAt']) / 100);
  return {
    open,
    currency,
    at,
    minor,
    points,
    buys,
    paper,
    whyNot,
    joins,
    joinsClub,
    asksFor,
    giftCardPays,
    friendBrings,
  };
}
type Shop = Awaited<ReturnType<typeof shopWith>>;

/** What is left of a bill when so many percent are off, rounded as money is. */
const less = (shop: Shop, cents: number, percent: number) => {
  const whole = shop.minor(cents);
  return whole - Math.floor((whole * percent) / 100);
};

async function cafeKeeps(shop: Shop, say: Say): Promise<void> {
  const { at, buys, joins, joinsClub, minor, paper } = shop;
  await joins();
  const coffee = say('pack.free-coffee');
  // "The tenth coffee free": nine are paid.
  for (let cup = 1; cup <= 9; cup += 1) {
    const { papers } = await buys(250, { coffees: 1 });
    expect([cup, papers.includes(coffee)]).toEqual([cup, cup === 9]);
  }
  const tenth = await buys(400, { codes: [paper(coffee)] });
  expect(tenth.redeemed.map(({ label }) => label)).toEqual([coffee]);
  // "Quiet afternoons cheaper": from three to five, and at no other hour.
  at('2027-01-06T14:59');
  expect((await buys(1_000)).dueMinor).toBe(minor(1_000));
  at('2027-01-06T15:00');
  expect((await buys(1_000)).dueMinor).toBe(less(shop, 1_000, 10));
  // "A rainy-day code": 15 % of any bill.
  at('2027-01-07T10:00');
  expect((await buys(6_000, { codes: ['RAINY15'] })).dueMinor).toBe(less(shop, 6_000, 15));
  // "A club with a coffee a month".
  await joinsClub('coffee-club');
  const choice = say('pack.coffee-of-choice');
  const seen = [];
  for (const day of ['2027-01-08T10:00', '2027-01-09T10:00', '2027-02-01T10:00']) {
    at(day);
    seen.push((await buys(1_000)).papers.includes(choice));
  }
  expect(seen).toEqual([true, false, true]);
}

async function restaurantKeeps(shop: Shop, say: Say): Promise<void> {
  const { asksFor, at, buys, joins, points, whyNot } = shop;
  await joins('08/01');
  // "Points that count double on quiet evenings": Monday to Wednesday from six, and neither at lunch nor on a Thursday.
  const dessert = say('pack.dessert');
  const desserts: boolean[] = [];
  const got: number[] = [];
  for (const time of ['2027-01-05T12:00', '2027-01-05T18:00', '2027-01-05T23:30', '2027-01-07T19:00']) {
    at(time);
    const sale = await buys(2_000);
    got.push(sale.got('points:points'));
    desserts.push(sale.papers.includes(dessert));
  }
  expect(got).toEqual([1, 2, 2, 1].map((times) => times * points(2_000)));
  // "A birthday dessert", once.
  expect(desserts).toEqual([true, false, false, false]);
  // "A lunch code".
  at('2027-01-08T12:00');
  expect((await buys(3_000, { codes: ['LUNCH10'] })).dueMinor).toBe(less(shop, 3_000, 10));
  expect(await whyNot('LUNCH10', 1_900)).toBe('BELOW_MINIMUM');
  at('2027-01-08T19:00');
  expect(await whyNot('LUNCH10', 3_000)).toBe('COUPON_NOT_AT_THIS_HOUR');
  // "A wine tasting for regulars": of whom there is one after five visits.
  expect(await asksFor('wine-tasting')).toBe('has a place');
}

async function retailKeeps(shop: Shop, say: Say): Promise<void> {
  const { at, buys, currency, joins, minor, paper, whyNot } = shop;
  await joins('12/01');
  // "A first-purchase code": with the first, and not for whoever bought before.
  const first = await buys(4_000, { codes: ['HELLO'] });
  expect(first.dueMinor).toBe(minor(4_000) - minor(500));
  expect(await whyNot('HELLO', 4_000)).toBe('USED_BEFORE');
  await joins('', cards.fresh);
  expect(await whyNot('HELLO', 4_000, cards.fresh)).toBeUndefined();
  await buys(4_000, { card: cards.fresh });
  expect(await whyNot('HELLO', 4_000, cards.fresh)).toBe('BOUGHT_BEFORE');
  // "3 % back".
  const plain = await buys(10_000);
  expect(plain.dueMinor).toBe(minor(10_000));
  expect(plain.got(`credit:${currency}`)).toBe(Math.floor((minor(10_000) * 3) / 100));
  // "A birthday coupon": 10 % of whatever it is used on.
  const birthday = say('pack.birthday-tenth');
  expect(first.papers).toContain(birthday);
  expect((await buys(50_000, { codes: [paper(birthday)] })).dueMinor).toBe(less(shop, 50_000, 10));
  // "Silver with 3 % and Gold with 5 % off".
  expect((await buys(10_000)).dueMinor).toBe(less(shop, 10_000, 3));
  await buys(80_000);
  expect((await buys(10_000)).dueMinor).toBe(less(shop, 10_000, 5));
  // "A voucher for who stayed away".
  at('2027-05-19T10:00');
  expect((await buys(3_000)).issued.map(({ amount }) => amount)).toContain(minor(500));
}

async function servicesKeep(shop: Shop, say: Say): Promise<void> {
  const { asksFor, at, buys, joins, joinsClub, minor } = shop;
  await joins('20/06');
  // "Every sixth visit a voucher": a visit is a day on which something was done, and not a bottle that was bought.
  const visit = async (day: number, cents = 4_000) => {
    at(`2027-01-${String(day).padStart(2, '0')}T14:00`);
    return await buys(cents);
  };
  for (const day of [1, 2, 3, 4, 5]) expect((await visit(day)).got('points:visits')).toBe(1);
  expect((await visit(5)).got('points:visits')).toBe(0);
  expect((await visit(6, 1_900)).got('points:visits')).toBe(0);
  expect((await visit(7)).issued.map(({ amount }) => amount)).toContain(minor(2_000));
  // "Quiet mornings filled by a code": on a Tuesday.
  at('2027-01-12T09:30');
  expect((await buys(4_000, { codes: ['MORNING10'] })).dueMinor).toBe(less(shop, 4_000, 10));
  // "A club with 10 % off".
  await joinsClub('care-club');
  expect((await visit(13)).dueMinor).toBe(less(shop, 4_000, 10));
  // "A yearly check-up": one a year.
  expect(await asksFor('free-check')).toBe('has a place');
  expect(await asksFor('free-check')).not.toBe('has a place');
  at('2028-01-10T14:00');
  expect(await asksFor('free-check')).toBe('has a place');
  // "A birthday coupon".
  at('2028-06-20T14:00');
  expect((await buys(4_000)).papers).toContain(say('pack.birthday-coupon'));
}

const keeps: Record<Template['id'], (shop: Shop, say: Say) => Promise<void>> = {
  cafe: cafeKeeps,
  restaurant: restaurantKeeps,
  retail: retailKeeps,
  services: servicesKeep,
};
const currencies = ['EUR', 'USD', 'GBP', 'HUF', 'JPY', 'KWD'];
const languages = Object.keys(locales) as LanguageTag[];
const shops = templates.flatMap((pack) =>
  languages.flatMap((language) => currencies.map((currency) => ({ pack, language, currency }))),
);

test.each(shops)(
  'the pack for a $pack.id keeps its word in $language and $currency',
  async ({ pack, language, currency }) => {
    const shop = await shopWith(pack, language, currency);
    await keeps[pack.id](shop, await speak(language));
    await shop.giftCardPays();
    await shop.friendBrings();
    expect(shop.open.till.store.verify().faults).toEqual([]);
  },
  60_000,
);
