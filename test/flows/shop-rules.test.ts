import { afterEach, beforeEach, expect, test } from 'vitest';
import { knownRows } from '#electron/store/known.ts';
import { cards, temporaryFolder } from '#test/support/a-till.ts';
import { openTestTill, type TillUnderTest } from '#test/support/open-till.ts';

let folder: ReturnType<typeof temporaryFolder>;
let under: TillUnderTest;
beforeEach(async () => {
  folder = temporaryFolder();
  under = await openTestTill(folder.dir);
});
afterEach(async () => {
  await under.close();
  folder.remove();
});

const rules = async () => (await under.screen.call('shop.rules', {})).rules;
const rule = async (name: string) => {
  const found = (await rules()).find(({ setting }) => setting === name);
  if (!found) throw new Error(`no rule ${name}`);
  return { ...found, value: JSON.parse(found.value) as Record<string, unknown> };
};
async function change(name: string, more: Record<string, unknown>) {
  const { setting, revision, value } = await rule(name);
  return under.screen.call('shop.save', { setting, revision, value: JSON.stringify({ ...value, ...more }) });
}
let commands = 0;
async function sell(amountText: string) {
  await under.screen.call('checkout.scan', { deviceId: 'test', text: cards.eightyPoints });
  return under.screen.call('checkout.confirm', { commandId: `rules-${(commands += 1)}`, amountText });
}

test('a rule changed on the screen holds from the next sale on, and is kept over a restart', async () => {
  expect((await sell('60')).ok).toBe(true);
  expect(await change('counter', { maxSaleMinor: 5_000 })).toEqual({ ok: true });
  expect(await sell('60')).toMatchObject({
    ok: false,
    refusal: { code: 'AMOUNT_TOO_LARGE', limitMinor: 5_000 },
  });
  await under.close();
  under = await openTestTill(folder.dir);
  expect(await sell('60')).toMatchObject({ ok: false });
  expect(await rule('counter')).toMatchObject({ revision: 1, value: { maxSaleMinor: 5_000 } });
  expect(under.till.store.verify().faults).toEqual([]);
});

test('a change that somebody else overtook is refused and loses nothing', async () => {
  const seen = await rule('stacking');
  expect(await change('stacking', { mostOffers: 2 })).toEqual({ ok: true });
  const late = {
    setting: 'stacking',
    revision: seen.revision,
    value: JSON.stringify({ ...seen.value, mostOffers: 5 }),
  };
  expect(await under.screen.call('shop.save', late)).toMatchObject({
    ok: false,
    refusal: { code: 'RULE_CHANGED' },
  });
  expect((await rule('stacking')).value).toMatchObject({ mostOffers: 2 });
});

test('a rule that another till changed holds here as soon as the centre told of it', async () => {
  const row = {
    setting: 'counter',
    revision: 4,
    value: JSON.stringify({ maxSaleMinor: 100, burnWithoutCardMinor: 0, cutOffHour: 4 }),
  };
  under.till.store.learn([knownRows('settings', [row])], 'told');
  // Whatever is announced next makes the till look.
  expect(await change('segments', { newDays: 7 })).toEqual({ ok: true });
  expect(await sell('2')).toMatchObject({ ok: false, refusal: { code: 'AMOUNT_TOO_LARGE' } });
  expect(await rule('counter')).toMatchObject({ revision: 4 });
});

test('a shop’s own segment is made on the screen, and members are in it after the next quiet moment', async () => {
  await sell('60');
  const own = [{ name: 'Big spender', spentAtLeastMinor: 5_000 }];
  expect(await change('segments', { own })).toEqual({ ok: true });
  for (let more = true; more;) more = under.till.segments.piece();
  const { sums } = await under.screen.call('segments.all', {});
  expect(sums[0]).toMatchObject({ own: 'Big spender', members: 1 });
});

test('a draft is tried out and nothing is written', async () => {
  const { setting, revision, value } = await rule('earn');
  const before = under.till.store.head().seq;
  const tried = (draft: object) =>
    under.screen.call('shop.try', { setting, revision, value: JSON.stringify({ ...value, ...draft }) });
  const as = await tried({});
  const without = await tried({ notDiscounted: true });
  expect(without?.example.baseMinor).toBeLessThan(as?.example.baseMinor ?? 0);
  expect((await tried({ onPaidWithValue: true }))?.odd).toEqual([{ code: 'VALUE_EARNS_VALUE' }]);
  expect(await tried({ notItems: 7 })).toBeNull();
  expect(under.till.store.head().seq).toBe(before);
});
