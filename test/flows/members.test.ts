import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { VisitView } from '#shared/api/checkout.api.ts';
import { demoShop } from '#electron/demo/demo-shop.ts';
import { cards, temporaryFolder } from '#test/support/a-till.ts';
import { openTestTill, type TillUnderTest } from '#test/support/open-till.ts';

let folder: ReturnType<typeof temporaryFolder>;
let under: TillUnderTest;
const eva = { name: 'Éva Kovács', phone: '+36 30 123 4567', consents: { 'marketing.sms': true } };

beforeEach(async () => {
  folder = temporaryFolder();
  under = await openTestTill(folder.dir);
});
afterEach(async () => {
  await under.close();
  folder.remove();
});

const call = () => under.screen.call;
const scan = (text: string) => call()('checkout.scan', { deviceId: 'test', text });
const visit = (): Promise<VisitView> => call()('checkout.visit', {});
const find = async (text: string, typos = false) =>
  (await call()('members.find', { text, typos })).found.map(({ name }) => name);
const atCounter = async () => (await visit()).member?.walletId ?? '';
async function enrolEva(): Promise<string> {
  await scan(demoShop.newCard);
  expect(await call()('members.enrol', { person: eva, anyway: false })).toEqual({ ok: true });
  return atCounter();
}

describe('a new member', () => {
  test('is enrolled with name, number and consent in one step, and greeted by name', async () => {
    await enrolEva();
    const { member } = await visit();
    expect(member).toMatchObject({
      by: 'card',
      person: { name: 'Éva Kovács', mayWrite: true, birthday: null },
    });
    const sheet = await call()('members.sheet', { walletId: member?.walletId ?? '' });
    expect(sheet).toMatchObject({ name: 'Éva Kovács', phone: '+36301234567', cards: [{ blocked: false }] });
    expect(sheet?.consents.find(({ field }) => field === 'marketing.sms')).toMatchObject({
      given: true,
      tillName: 'Till 1',
    });
  });

  test('may say nothing at all, and is a member of the same kind', async () => {
    await scan(demoShop.newCard);
    expect(await call()('members.enrol', { person: {}, anyway: false })).toEqual({ ok: true });
    expect((await visit()).member?.person.name).toBeNull();
  });

  test('is not enrolled when what was typed cannot be, and the card waits', async () => {
    await scan(demoShop.newCard);
    const person = { name: 'Éva', phone: 'never' };
    expect(await call()('members.enrol', { person, anyway: false })).toMatchObject({
      ok: false,
      refusal: { code: 'PHONE_NOT_A_NUMBER' },
    });
    expect((await visit()).newCard).not.toBeNull();
  });

  test('with somebody’s number is said to be known, however it is written, and is made only when that is meant', async () => {
    const walletId = await enrolEva();
    await scan(cards.fresh);
    const fresh = await atCounter();
    const person = { name: 'Eva K.', phone: '06301234567' };
    const asked = await call()('members.change', { walletId: fresh, person, anyway: false });
    expect(asked).toMatchObject({
      ok: false,
      refusal: { code: 'PERSON_KNOWN' },
      known: [{ walletId, phone: '…4567' }],
    });
    expect(await find('Eva K')).toEqual(['Éva Kovács']);
    expect(await call()('members.change', { walletId: fresh, person, anyway: true })).toEqual({ ok: true });
    expect(await find('4567')).toHaveLength(2);
  });
});

describe('a member without a card', () => {
  test.each([
    ['kov ev', 'name'],
    ['4567', 'phone'],
    ['06 30 123 4567', 'phone'],
    [demoShop.newCard.slice(-4), 'name'],
  ])('is found by %j, put at the counter, and the sale says how', async (text, by) => {
    const walletId = await enrolEva();
    await call()('checkout.clear', {});
    const { found } = await call()('members.find', { text, typos: false });
    expect(found.map((hit) => hit.walletId)).toEqual([walletId]);
    expect(await call()('members.present', { walletId, text })).toEqual({ ok: true });
    expect((await visit()).member).toMatchObject({ walletId, by });
    await call()('checkout.confirm', { commandId: 'sale-one-1', amountText: '5' });
    const sale = under.till.store.ownAfter(0, 500).findLast(({ type }) => type === 'SaleRecorded');
    expect(JSON.parse(sale?.body ?? '{}')).toMatchObject({ walletId, identifiedBy: by });
  });

  test('is found though the name was mistyped, when that is asked for', async () => {
    await enrolEva();
    expect(await find('Kovcas')).toEqual([]);
    expect(await find('Kovcas', true)).toEqual(['Éva Kovács']);
  });

  test('earns, and is told in words that a large reward waits for the card', async () => {
    await scan(cards.eightyPoints);
    const walletId = await atCounter();
    await call()('checkout.clear', {});
    await call()('members.present', { walletId, text: 'somebody' });
    const sold = await call()('checkout.confirm', { commandId: 'sale-big-1', amountText: '700' });
    if (!sold.ok) throw new Error(sold.refusal.code);
    expect(sold.outcome?.issued).toHaveLength(5);
    expect(sold.outcome?.heldBack).toEqual({ code: 'CARD_NEEDED', limitMinor: 1_000 });
    await scan(cards.eightyPoints);
    const shown = await call()('checkout.confirm', { commandId: 'sale-big-2', amountText: '1' });
    expect(shown.ok && shown.outcome?.issued).toHaveLength(2);
    expect(shown.ok && shown.outcome?.heldBack).toBeUndefined();
  });
});

describe('a lost card', () => {
  test('opens nothing any more, and the new one opens the same wallet', async () => {
    await scan(cards.eightyPoints);
    const walletId = await atCounter();
    const sheet = await call()('members.sheet', { walletId });
    await call()('manager.block-card', { cardId: sheet?.cards[0]?.cardId ?? '', reason: 'lost' });
    expect(await scan(cards.eightyPoints)).toMatchObject({ ok: false, refusal: { code: 'CARD_BLOCKED' } });
    await scan(demoShop.newCard);
    expect(await call()('members.attach', { walletId })).toEqual({ ok: true });
    await call()('checkout.clear', {});
    await scan(demoShop.newCard);
    const { member } = await visit();
    expect(member?.walletId).toBe(walletId);
    expect(member?.holdings.find(({ unit }) => unit === 'points:points')?.total).toBe(80);
    expect((await call()('members.sheet', { walletId }))?.cards).toHaveLength(2);
  });
});

describe('a person who wants to be forgotten', () => {
  test('is given all that is kept, is erased, and is found by nothing any more', async () => {
    const walletId = await enrolEva();
    const given = await call()('members.export', { walletId, language: 'en' });
    expect(given?.text).toContain('Name: Éva Kovács');
    expect(given?.text).toMatch(/Offers by text message: agreed on .* at Till 1 \(/);
    expect(JSON.parse(given?.json ?? '')).toMatchObject({
      walletId,
      profile: { phone: { value: '+36301234567' } },
      history: [{ what: 'CardAttached' }, { what: 'MemberEnrolled' }],
    });
    expect(given?.text).toContain(': Became a member');
    expect(await call()('members.erase', { walletId })).toEqual({ ok: true });
    for (const text of ['kovacs', '4567']) expect(await find(text, true), text).toEqual([]);
    expect(await call()('members.sheet', { walletId })).toBeNull();
    expect((await visit()).member?.person.name).toBeNull();
    expect((await call()('members.export', { walletId, language: 'en' }))?.text).not.toContain('Kovács');
    expect(await call()('members.erase', { walletId })).toMatchObject({
      ok: false,
      refusal: { code: 'MEMBER_ALREADY_ERASED' },
    });
    expect(await call()('members.present', { walletId, text: 'x' })).toMatchObject({ ok: false });
  });

  test('is forgotten in every wallet that was joined to theirs', async () => {
    const into = await enrolEva();
    await scan(cards.fresh);
    const from = await atCounter();
    await call()('members.change', { walletId: from, person: { name: 'Éva the Second' }, anyway: false });
    await call()('manager.merge', { from, into, by: 'owner' });
    await call()('members.erase', { walletId: into });
    expect(await find('second')).toEqual([]);
    expect(under.till.store.profiles.count()).toBe(0);
  });

  test('is joined to nobody once they are forgotten: whoever came later could not be forgotten with them', async () => {
    const into = await enrolEva();
    await scan(cards.fresh);
    const from = await atCounter();
    await call()('members.erase', { walletId: into });
    for (const merge of [
      { from, into },
      { from: into, into: from },
    ])
      expect(await call()('manager.merge', { ...merge, by: 'owner' })).toMatchObject({
        ok: false,
        refusal: { code: 'MEMBER_ALREADY_ERASED' },
      });
  });
});
