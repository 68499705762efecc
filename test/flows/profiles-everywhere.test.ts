import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startCentre, type Centre } from '#central/centre.ts';
import { connectPostgres } from '#central/store/postgres.ts';
import { changeProfile } from '#shared/members/profile.ts';
import { sealProfile } from '#shared/members/sealed-profile.ts';
import { nodeSealer } from '#electron/platform/sealer.ts';
import { temporaryFolder } from '#test/support/a-till.ts';
import { freshDatabase } from '#test/support/centre-database.ts';
import { openTestTill, type TillUnderTest } from '#test/support/open-till.ts';
import { tillOnTheLine } from '#test/support/speaking-till.ts';
import { demoShop } from '#electron/demo/demo-shop.ts';

const patience = { timeout: 45_000, interval: 20 };
let folder: ReturnType<typeof temporaryFolder>;
let databaseUrl: string;
let centre: Centre;
const tills: TillUnderTest[] = [];
let made = 0;

beforeEach(async () => {
  folder = temporaryFolder();
  databaseUrl = await freshDatabase();
  centre = await aCentre();
});
afterEach(async () => {
  await Promise.all(tills.splice(0).map((till) => till.close()));
  await centre.close();
  folder.remove();
});

const aCentre = (port = 0) =>
  startCentre({ databaseUrl, dataDir: folder.dir, host: '127.0.0.1', port, log: () => {} });
async function aTill(dir = `${folder.dir}/till-${(made += 1)}`): Promise<TillUnderTest> {
  const till = await openTestTill(dir, { centreUrl: centre.url });
  tills.push(till);
  return till;
}
async function rows(sql: string): Promise<unknown[]> {
  const postgres = await connectPostgres(databaseUrl, () => {});
  try {
    return await postgres.query(sql);
  } finally {
    await postgres.close();
  }
}
const find = async (till: TillUnderTest, text: string) =>
  (await till.screen.call('members.find', { text, typos: false })).found.map(({ name }) => name);
async function until(till: TillUnderTest, text: string, names: (string | null)[]): Promise<void> {
  await expect.poll(() => find(till, text), patience).toEqual(names);
}
async function enrol(till: TillUnderTest, name: string): Promise<string> {
  await till.screen.call('checkout.scan', { deviceId: 'test', text: demoShop.newCard });
  const person = { name, phone: '+36301234567' };
  expect(await till.screen.call('members.enrol', { person, anyway: false })).toEqual({ ok: true });
  return (await till.screen.call('checkout.visit', {})).member?.walletId ?? '';
}

test('who is enrolled at one till is found at the others, and at one that joins later', async () => {
  const [first, second] = [await aTill(), await aTill()];
  await enrol(first, 'Éva Kovács');
  await until(second, 'kov', ['Éva Kovács']);
  await until(second, '4567', ['Éva Kovács']);
  const late = await aTill();
  await until(late, 'kov', ['Éva Kovács']);
  expect(late.till.store.profiles.toSend(1).profiles).toEqual([]);
});

test('what is changed at two tills apart comes together at both, and at the centre nobody reads it', async () => {
  const [first, second] = [await aTill(), await aTill()];
  const walletId = await enrol(first, 'Éva Kovács');
  await until(second, 'kov', ['Éva Kovács']);
  const change = (till: TillUnderTest, person: object) =>
    till.screen.call('members.change', { walletId, person, anyway: false });
  await Promise.all([change(first, { note: 'Oat milk' }), change(second, { name: 'Éva Nagy' })]);
  for (const till of [first, second]) {
    await until(till, 'nagy', ['Éva Nagy']);
    await vi.waitUntil(async () => {
      return (await till.screen.call('members.sheet', { walletId }))?.note === 'Oat milk';
    }, patience);
  }
  const [stored] = await rows(`SELECT encode(sealed, 'escape') AS sealed FROM member_profile`);
  expect(JSON.stringify(stored)).not.toMatch(/Nagy|Oat|36301/);
});

test('who is forgotten at one till is forgotten at the centre and at every till', async () => {
  const [first, second] = [await aTill(), await aTill()];
  const walletId = await enrol(first, 'Éva Kovács');
  await until(second, 'kov', ['Éva Kovács']);
  expect(await second.screen.call('members.erase', { walletId })).toEqual({ ok: true });
  await until(first, 'kov', []);
  await vi.waitUntil(async () => (await rows('SELECT FROM member_key')).length === 0, patience);
  expect(await rows('SELECT FROM member_profile')).toEqual([]);
  expect(first.till.store.profiles.count()).toBe(0);
});

test('a till that has not heard of it cannot bring a forgotten person back', async () => {
  const first = await aTill();
  const walletId = await enrol(first, 'Éva Kovács');
  await vi.waitUntil(async () => (await rows('SELECT FROM member_key')).length === 1, patience);
  await first.screen.call('members.erase', { walletId });
  await vi.waitUntil(async () => (await rows('SELECT FROM member_key')).length === 0, patience);
  const late = await tillOnTheLine(centre.url, 'till-late');
  const said = changeProfile({}, { name: 'Éva Kovács' }, { by: 'till-late', nowMs: 1 });
  const profiles = [sealProfile(walletId, nodeSealer.newKey(), said, nodeSealer)];
  expect((await late.ask('POST', '/v1/profiles', { profiles })).body).toEqual({ taken: 0 });
  expect(await rows('SELECT FROM member_key')).toEqual([]);
});

test('pages are read to the end, taken up where they were left, and told again to a centre that lost them', async () => {
  const till = await tillOnTheLine(centre.url, 'till-many');
  const of = (index: number) => {
    const walletId = index.toString(16).padStart(32, '0');
    const said = changeProfile({}, { name: `Anna ${index}` }, { by: 'till-many', nowMs: 1 });
    return sealProfile(walletId, nodeSealer.newKey(), said, nodeSealer);
  };
  for (let page = 0; page < 3; page += 1) {
    const profiles = Array.from({ length: 400 }, (_, index) => of(page * 400 + index));
    expect((await till.ask('POST', '/v1/profiles', { profiles })).body).toEqual({ taken: 400 });
  }
  const reader = await aTill();
  await vi.waitUntil(() => reader.till.store.profiles.count() === 1_200, patience);
  const cursor = reader.till.store.profiles.learnedTo();
  await until(reader, 'anna 1199', ['Anna 1199']);
  expect(reader.till.store.profiles.toSend(10).profiles).toEqual([]);
  const answer = await till.ask('GET', `/v1/profiles?${new URLSearchParams({ cursor }).toString()}`);
  expect(answer.body).toMatchObject({ profiles: [], anew: false, more: false });
  await rows('DELETE FROM member_profile');
  await rows('DELETE FROM member_key');
  await rows('UPDATE centre SET generation = generation + 1, cleared = generation + 1');
  await vi.waitUntil(async () => (await rows('SELECT FROM member_profile')).length === 1_200, {
    timeout: 60_000,
    interval: 100,
  });
});

test('nobody outside a session is told who members are, and what is no message is refused', async () => {
  expect((await fetch(`${centre.url}/v1/profiles?cursor=`)).status).toBe(401);
  const till = await tillOnTheLine(centre.url, 'till-1');
  for (const answer of [
    await till.ask('GET', '/v1/profiles?cursor=nonsense'),
    await till.ask('POST', '/v1/profiles', { profiles: [] }),
    await till.ask('POST', '/v1/profiles', { profiles: [{ walletId: 'x', key: '', sealed: '' }] }),
  ])
    expect(answer.body).toMatchObject({ code: 'BAD_REQUEST' });
});
