import { PNG } from 'pngjs';
import { expect, test, vi } from 'vitest';
import { bystanderApi, type DisplayInfo } from '#shared/api/bystander.ts';
import { createClient } from '#shared/api/client.ts';
import { shopSetting } from '#shared/settings/shop-setting.ts';
import { nodeMachine } from '#electron/platform/machine.ts';
import { acquainted, aChain, waiting } from '#test/support/a-chain.ts';
import { pipe, type TillUnderTest } from '#test/support/open-till.ts';

// Each shop of a chain has its own logo, at every till of it; where it has none, each till has the one that was chosen there.

/** A PNG of one grey, in base64. */
function png(light: number, width = 128, height = 64): string {
  const picture = new PNG({ width, height });
  for (let at = 0; at < picture.data.length; at += 4) picture.data.set([light, light, light, 255], at);
  return PNG.sync.write(picture).toString('base64');
}
const urlOf = (file: string) => `data:image/png;base64,${file}`;
const [ours, theirs, common] = [png(0), png(60), png(30, 100, 40)];

/** A customer display at this till: the logo that it shows, and how often it was told to look anew. */
async function displayAt({ till }: TillUnderTest) {
  const { here, there } = pipe();
  till.displays.attach(there);
  const client = createClient(bystanderApi, here, { after: () => () => undefined });
  let info: DisplayInfo = await client.call('display.info', {});
  client.on('display.info-changed', (next) => (info = next));
  return { logo: () => info.logo };
}
/** How high a paper of this till is, dot for dot as it comes out. */
const paperHeight = async ({ screen }: TillUnderTest) => {
  const { paper } = await screen.call('brand.paper', {});
  return (await screen.call('brand.paper-preview', paper)).heightDots;
};
const keep = (open: TillUnderTest, file: string | null) => open.screen.call('brand.keep-logo', { png: file });
const ownOf = async ({ screen }: TillUnderTest) => (await screen.call('brand.logo', {})).png;

test('a shop’s own logo stands on the papers and displays of its tills, and of no other shop’s', async () => {
  const chain = await aChain();
  const one = await chain.till('one', true, {}, 'Bar Luna');
  const two = await chain.till('two', true, {}, 'Bar Luna');
  const other = await chain.till('other', true, {}, 'Bar Sole');
  await acquainted(one, two, other);
  const [display, atOther] = [await displayAt(two), await displayAt(other)];
  const bare = await paperHeight(two);

  // Each till has its own, until its shop has one.
  for (const open of [two, other]) await open.screen.call('vouchers.keep-logo', { png: common });
  expect(await paperHeight(two)).toBe(bare + 40 + 12);
  expect(await keep(one, ours)).toEqual({ ok: true });
  expect(await ownOf(one)).toBe(urlOf(ours));
  await vi.waitUntil(() => display.logo() === urlOf(ours), waiting);
  expect(await ownOf(two)).toBe(urlOf(ours));
  expect(await paperHeight(two)).toBe(bare + 64 + 12);
  expect((await two.screen.call('vouchers.logo', {})).png).toBe(urlOf(common));

  // The other shop hears of it, and does not wear it; nor does the first what the other chooses.
  const luna = shopSetting('logo', 'Bar Luna', nodeMachine.sha256);
  await vi.waitUntil(() => other.till.store.look.choice(luna) !== undefined, waiting);
  expect(await ownOf(other)).toBeNull();
  expect(await paperHeight(other)).toBe(bare + 40 + 12);
  expect(await keep(other, theirs)).toEqual({ ok: true });
  await vi.waitUntil(() => atOther.logo() === urlOf(theirs), waiting);
  const sole = shopSetting('logo', 'Bar Sole', nodeMachine.sha256);
  await vi.waitUntil(() => two.till.store.look.choice(sole) !== undefined, waiting);
  expect(display.logo()).toBe(urlOf(ours));

  // Taken away at the second till: both are back at what each has, and it can be put back.
  expect(await keep(two, null)).toEqual({ ok: true });
  expect(display.logo()).not.toBe(urlOf(ours));
  await vi.waitUntil(async () => (await ownOf(one)) === null, waiting);
  expect(await paperHeight(one)).toBe(bare);
  expect(await paperHeight(two)).toBe(bare + 40 + 12);
  expect(await keep(two, ours)).toEqual({ ok: true });
  await vi.waitUntil(async () => (await ownOf(one)) === urlOf(ours), waiting);
  expect(await ownOf(other)).toBe(urlOf(theirs));
}, 120_000);

test('a file that is no logo changes nothing, a large one is made small, and the same one again is no change', async () => {
  const chain = await aChain();
  const one = await chain.till('one', true, {}, 'Bar Luna');
  const length = () => one.till.store.head().seq;
  const before = length();
  const lines = png(255, 100, 100);
  for (const [file, code] of [
    ['bm90IGEgcGljdHVyZQ==', 'LOGO_NOT_A_PNG'],
    ['***', 'LOGO_NOT_A_PNG'],
    [lines, 'LOGO_EMPTY'],
    [png(0, 20, 20), 'LOGO_TOO_SMALL'],
  ] as const)
    expect(await keep(one, file)).toMatchObject({ ok: false, refusal: { code } });
  expect(await keep(one, null)).toEqual({ ok: true });
  expect(length()).toBe(before);

  expect(await keep(one, png(90, 1_600, 800))).toEqual({ ok: true });
  const kept = (await ownOf(one)) ?? '';
  const { width, height } = PNG.sync.read(Buffer.from(kept.slice(kept.indexOf(',') + 1), 'base64'));
  expect([width, height]).toEqual([480, 240]);
  expect(length()).toBe(before + 1);
  expect(await keep(one, kept.slice(kept.indexOf(',') + 1))).toEqual({ ok: true });
  expect(length()).toBe(before + 1);
}, 60_000);
