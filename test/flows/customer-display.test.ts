import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as after } from 'node:timers';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { api } from '#shared/api/api.ts';
import { bystanderApi, type DisplayScene } from '#shared/api/bystander.ts';
import { createClient } from '#shared/api/client.ts';
import { cards, temporaryFolder } from '#test/support/a-till.ts';
import { openTestTill, pipe, type TillUnderTest } from '#test/support/open-till.ts';

let folder: ReturnType<typeof temporaryFolder>;
let open: TillUnderTest;
beforeEach(async () => {
  folder = temporaryFolder();
  open = await openTestTill(folder.dir);
});
afterEach(async () => {
  await open.close();
  folder.remove();
});

const patience = { timeout: 20_000, interval: 20 };
const scan = (text: string) => open.screen.call('checkout.scan', { deviceId: 'virtual-scanner', text });

/** A display on the till's counter: what it was told, and every frame that reached it. */
function display() {
  const { here, there } = pipe();
  open.till.displays.attach(there);
  const frames: string[] = [];
  here.onFrame((frame) => frames.push(JSON.stringify(frame)));
  const timer = { after: (ms: number, run: () => void) => clearTimeout.bind(null, after(run, ms)) };
  const client = createClient(bystanderApi, here, timer);
  let latest: DisplayScene | undefined;
  client.on('display.scene-changed', (scene) => (latest = scene));
  return { client, frames, send: (frame: unknown) => here.send(frame), latest: () => latest };
}

test('a display is answered its own three questions, and none of the till’s', async () => {
  const shown = display();
  expect(await shown.client.call('display.info', {})).toMatchObject({ shop: 'Café Aurora', pictures: [] });
  expect(await shown.client.call('display.scene', {})).toMatchObject({ kind: 'idle' });
  expect(await shown.client.call('display.picture', { pictureId: 'x.png' })).toBeNull();
  const foreign = Object.entries(api).filter(
    ([name, spec]) => spec.kind === 'call' && !Object.hasOwn(bystanderApi, name),
  );
  expect(foreign.length).toBeGreaterThan(50);
  for (const [at, [name]] of foreign.entries()) shown.send({ t: 'req', id: 1000 + at, m: name, p: {} });
  await vi.waitUntil(
    () => shown.frames.some((frame) => frame.includes(`"id":${999 + foreign.length},`)),
    patience,
  );
  for (const [at, [name]] of foreign.entries()) {
    const answer = shown.frames.find((frame) => frame.includes(`"id":${1000 + at},`)) ?? '';
    expect(JSON.parse(answer), name).toEqual({
      t: 'err',
      id: 1000 + at,
      code: 'UNKNOWN_METHOD',
      message: name,
    });
  }
});

test('a whole visit is followed, and nothing of the person reaches the display', async () => {
  const shown = display();
  await scan(cards.eightyPoints);
  const visit = await open.screen.call('checkout.visit', {});
  const walletId = visit.member?.walletId ?? '';
  const person = {
    name: 'Anna Rossi',
    phone: '+39 333 123456',
    email: 'anna@example.org',
    birthday: '1980-11-22',
    note: 'always late',
    language: 'it' as const,
    consents: { 'display.name': true },
  };
  expect(await open.screen.call('members.change', { walletId, person, anyway: false })).toEqual({ ok: true });
  await vi.waitUntil(() => shown.latest()?.language === 'it', patience);
  expect(shown.latest()).toMatchObject({ kind: 'customer', name: null });
  expect(shown.latest()?.holdings).toContainEqual(
    expect.objectContaining({ total: 80, have: 80, need: 100 }),
  );

  await open.screen.call('display.set-up', {
    greeting: 'first-name',
    balance: true,
    join: 'https://example.org/join',
    secondsPerPicture: 8,
    theme: 'system',
  });
  await vi.waitUntil(() => shown.latest()?.name === 'Anna', patience);
  expect((await shown.client.call('display.info', {})).join?.size).toBeGreaterThan(20);

  await open.screen.call('checkout.offers', { amountText: '23.40' });
  await vi.waitUntil(() => shown.latest()?.due?.minor === 2340, patience);
  expect(shown.latest()?.offers).toContainEqual(
    expect.objectContaining({ title: { code: 'REWARD', params: { name: 'A croissant', points: 40 } } }),
  );
  await open.screen.call('checkout.confirm', { commandId: 'sale-1', amountText: '23.40' });
  await vi.waitUntil(() => shown.latest()?.kind === 'sold', patience);
  expect(shown.latest()).toMatchObject({
    name: 'Anna',
    earned: expect.arrayContaining([{ unit: 'points:points', amount: 23 }]) as unknown,
    issued: [{ unit: 'credit:EUR', amount: 200 }],
    due: { minor: 2340 },
  });
  // Somebody else comes next, who told nobody their name.
  await scan(cards.fresh);
  await vi.waitUntil(() => shown.latest()?.kind === 'customer', patience);
  expect(shown.latest()).toMatchObject({ name: null, language: 'en', earned: [], due: null });
  expect(shown.frames.join('\n')).not.toMatch(/Rossi|333|example\.org"|1980|late|walletId|"tail"|visits/);
});

test('who takes part in the leaderboard reads their place, and whoever comes next does not', async () => {
  const shown = display();
  await scan(cards.fresh);
  const walletId = (await open.screen.call('checkout.visit', {})).member?.walletId ?? '';
  const person = { nickname: 'Moka', consents: { 'board.nickname': true } };
  await open.screen.call('members.change', { walletId, person, anyway: false });
  await open.screen.call('checkout.confirm', { commandId: 'board-1', amountText: '5' });
  await vi.waitUntil(() => shown.latest()?.kind === 'sold' && shown.latest()?.place, patience);
  expect(shown.latest()?.place).toEqual({ place: 1, of: 1, shared: false });
  await scan(cards.eightyPoints);
  await vi.waitUntil(() => shown.latest()?.kind === 'customer', patience);
  expect(shown.latest()?.place).toBeNull();
  await scan(cards.fresh);
  await vi.waitUntil(() => shown.latest()?.place, patience);
  expect(shown.latest()).toMatchObject({ kind: 'customer', place: { place: 1, of: 1 } });
  const { setup } = await open.screen.call('display.view', {});
  await open.screen.call('display.set-up', { ...setup, balance: false });
  await vi.waitUntil(() => shown.latest()?.holdings.length === 0, patience);
  expect(shown.latest()?.place).toBeNull();
  expect(shown.frames.join()).not.toContain('Moka');
});

test('whoever sets it up hears how many displays are open; one that is away is told nothing', async () => {
  const { here, there } = pipe();
  const closing: (() => void)[] = [];
  open.till.displays.attach({ ...there, onClose: (listener) => void closing.push(listener) });
  expect((await open.screen.call('display.view', {})).open).toBe(1);
  const frames: unknown[] = [];
  here.onFrame((frame) => frames.push(frame));
  for (const close of closing) close();
  expect((await open.screen.call('display.view', {})).open).toBe(0);
  await scan(cards.eightyPoints);
  expect(frames).toEqual([]);
});

const png =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

test('pictures are taken in, also from the folder, and what is no picture is not', async () => {
  const shown = display();
  expect(await open.screen.call('display.add-picture', { dataUrl: png })).toEqual({ refused: null });
  const disguised = { dataUrl: `data:image/png;base64,${Buffer.from('<svg onload=x>').toString('base64')}` };
  expect(await open.screen.call('display.add-picture', disguised)).toEqual({ refused: 'not-a-picture' });
  const { folder: dir } = await open.screen.call('display.view', {});
  mkdirSync(dir, { recursive: true });
  writeFileSync(path.join(dir, 'window.JPG'), 'no picture at all');
  writeFileSync(path.join(dir, 'notes.txt'), 'the keys of the shop');
  const { pictures } = await shown.client.call('display.info', {});
  expect(pictures).toHaveLength(2);
  const [ours = ''] = pictures.filter((name) => name.endsWith('.png'));
  expect(await shown.client.call('display.picture', { pictureId: ours })).toEqual({ dataUrl: png });
  expect(await shown.client.call('display.picture', { pictureId: 'window.JPG' })).toBeNull();
  // Past the client, which would not even send it.
  for (const [id, pictureId] of ['notes.txt', '../till.key.png', '..\\till.png', '.hidden.png'].entries()) {
    shown.send({ t: 'req', id: 500 + id, m: 'display.picture', p: { pictureId } });
    await expect.poll(() => shown.frames.at(-1), patience).toContain(`"id":${500 + id},"code":"BAD_REQUEST"`);
  }
  await open.screen.call('display.remove-picture', { pictureId: ours });
  expect((await shown.client.call('display.info', {})).pictures).toEqual(['window.JPG']);
});

test('how it was set up is still known after a restart', async () => {
  const setup = {
    greeting: 'first-name',
    balance: false,
    join: 'x',
    secondsPerPicture: 5,
    theme: 'dark',
  } as const;
  await open.screen.call('display.set-up', setup);
  await open.close();
  open = await openTestTill(folder.dir);
  expect((await open.screen.call('display.view', {})).setup).toEqual(setup);
});

test('a coupon for everybody is said on the display, one that tells a birthday or a segment is not', async () => {
  const coupon = (programId: string, setup: object) =>
    open.screen.call('programs.save', {
      programId,
      type: 'coupons',
      revision: 0,
      setup: JSON.stringify({ effect: { kind: 'percent', bp: 1_000 }, ...setup }),
      ended: false,
    });
  const birthday = { birthdayWithinDays: 3, weekdays: [], fromMinute: 0, toMinute: 1_440 };
  expect(await coupon('ten', { name: 'Ten off', code: 'TENOFF' })).toEqual({ ok: true });
  expect(await coupon('cake', { name: 'For your birthday', code: 'MYCAKE', when: birthday })).toEqual({
    ok: true,
  });
  const anySegment = { segments: ['new', 'at-risk', 'high-value', 'occasional', 'regular'] };
  expect(await coupon('back', { name: 'We miss you', code: 'MISSED', when: anySegment })).toEqual({
    ok: true,
  });
  const shown = display();
  await scan(cards.eightyPoints);
  for (let more = true; more;) more = open.till.segments.piece();
  const { member } = await open.screen.call('checkout.visit', {});
  const person = { birthday: new Date().toISOString().slice(0, 10) };
  await open.screen.call('members.change', { walletId: member?.walletId ?? '', person, anyway: false });
  for (const code of ['TENOFF', 'MYCAKE', 'MISSED']) await scan(code);
  const { offers } = await open.screen.call('checkout.offers', { amountText: '20.00' });
  const named = offers.map(({ title }) => title.params['name']);
  expect(named).toEqual(expect.arrayContaining(['Ten off', 'For your birthday', 'We miss you']));
  const coupons = () => (shown.latest()?.offers ?? []).filter(({ title }) => title.code === 'COUPON');
  await vi.waitUntil(() => coupons().length > 0, patience);
  expect(coupons()).toMatchObject([{ title: { params: { name: 'Ten off' } } }]);
  expect(shown.frames.join()).not.toContain('For your birthday');
  expect(shown.frames.join()).not.toContain('We miss you');
});
