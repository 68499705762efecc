import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { temporaryFolder } from '#test/support/a-till.ts';
import { openTestTill, type TillUnderTest } from '#test/support/open-till.ts';

let folder: ReturnType<typeof temporaryFolder>;
let open: TillUnderTest;
beforeEach(async () => {
  folder = temporaryFolder();
  open = await openTestTill(folder.dir, { printer: null });
});
afterEach(async () => {
  await open.close();
  folder.remove();
});

test('a page that was found right is kept, used before the others, and can be let go of', async () => {
  const { screen, till } = open;
  await screen.call('printing.test', {});
  const before = await screen.call('printer.view', {});
  const [page] = before.pages.filter(({ name }) => name === 'cp852');
  if (!page) throw new Error('the virtual printer has cp852');
  const kept = await screen.call('printer.keep-page', { ...page, kept: true });
  expect(kept.setup.pages).toEqual([{ name: 'cp852', escT: 18 }]);
  expect(kept.pages.map(({ name, escT }) => [name, escT])).toEqual(
    before.pages.map(({ name, escT }) => [name, escT]),
  );
  expect(kept.pages.filter((one) => one.kept)).toEqual([{ ...page, kept: true }]);
  await screen.call('printing.test', {});
  expect(till.virtualPrinter?.pages).toHaveLength(1);
  expect((await screen.call('printer.keep-page', { ...page, kept: false })).setup.pages).toEqual([]);
});

test('the drawer opens once, and a till without a printer says why it does not', async () => {
  const { screen, till } = open;
  expect(await screen.call('drawer.kick', {})).toEqual({ outcome: 'printed', trouble: null });
  expect(till.virtualPrinter?.kicks).toEqual([2]);
  const { setup } = await screen.call('printer.view', {});
  const none = { way: 'none' } as const;
  expect(await screen.call('printer.set-up', { setup: none })).toMatchObject({
    state: 'none',
    hasDrawer: false,
  });
  expect(await screen.call('drawer.kick', {})).toEqual({ outcome: 'not-printed', trouble: 'no-printer' });
  expect(await screen.call('printer.set-up', { setup })).toMatchObject({ state: 'ready', says: null });
});

test('a printer said at the start and a model that nobody knows are not taken from a screen', async () => {
  const { screen } = open;
  const { setup } = await screen.call('printer.view', {});
  await expect(screen.call('printer.set-up', { setup: { ...setup, model: 'laser' } })).rejects.toThrow(
    /laser/,
  );
  await open.close();
  open = await openTestTill(folder.dir, { printer: 'virtual' });
  expect(await open.screen.call('printer.view', {})).toMatchObject({ fixed: true });
  await expect(open.screen.call('printer.set-up', { setup })).rejects.toThrow(/started/);
});

test('what this computer sees can be chosen as it is', async () => {
  const { models, found } = await open.screen.call('printer.choices', {});
  expect(models.map(({ model }) => model)).toContain('epson-tm-t20iii');
  for (const { setup } of found) expect(models.map(({ model }) => model)).toContain(setup.model);
});

test('how a printer confirms is tried slip by slip without being kept, and kept when somebody found it out', async () => {
  const { screen, till } = open;
  expect(await screen.call('printer.view', {})).toMatchObject({
    confirms: 'gs-paren-h',
    confirmsFound: false,
  });
  const tried = [];
  for (const [at, confirms] of (['gs-paren-h', 'gs-r', 'none'] as const).entries())
    tried.push(await screen.call('printer.try-confirms', { confirms, number: at + 1 }));
  expect(tried).toEqual([
    { outcome: 'printed', trouble: null },
    { outcome: 'printed', trouble: null },
    { outcome: 'unknown', trouble: 'no-answer' },
  ]);
  await vi.waitUntil(() => till.virtualPrinter?.pages.length === 3, { timeout: 20_000, interval: 20 });
  expect(till.virtualPrinter?.unknownCommands).toEqual([]);
  expect((await screen.call('printer.view', {})).confirmsFound).toBe(false);
  const found = await screen.call('printer.keep-confirms', { confirms: 'gs-r' });
  expect(found).toMatchObject({ confirms: 'gs-r', confirmsFound: true, setup: { confirms: 'gs-r' } });
  expect(await screen.call('printing.test', {})).toEqual({ outcome: 'printed', trouble: null });
});
