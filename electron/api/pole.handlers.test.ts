import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { demoShop } from '#electron/demo/demo-shop.ts';
import { serialRig, whyNoSerialRig, type SerialRig } from '#test/rigs/serial-rig.ts';
import { temporaryFolder } from '#test/support/a-till.ts';
import { openTestTill } from '#test/support/open-till.ts';

const soon = { timeout: 20_000, interval: 10 };

function ownFolder(): string {
  const { dir, remove } = temporaryFolder();
  onTestFinished(remove);
  return dir;
}

async function till(dir?: string, display?: string) {
  const folder = dir ?? ownFolder();
  const open = await openTestTill(folder, { ...(display ? { display } : {}) });
  let closed = false;
  const close = async () => {
    if (!closed) await open.close();
    closed = true;
  };
  onTestFinished(close);
  return { ...open, close, dir: folder };
}

/** Waits until the display got these words, in whatever came before and after them. */
async function shows(rig: SerialRig, words: string): Promise<void> {
  let all = '';
  await vi.waitUntil(() => {
    all += Buffer.from(rig.received()).toString('latin1');
    return all.includes(words);
  }, soon);
}

describe.skipIf(whyNoSerialRig)(`a pole display (${whyNoSerialRig ?? 'over terminals of socat'})`, () => {
  test('is chosen, tried, shows the shop, and is there again after a restart until it is taken away', async () => {
    const rig = await serialRig();
    const { screen, close, dir } = await till();
    expect(await screen.call('pole.view', {})).toEqual({ setup: null, fixed: false, open: false });
    const setup = { kind: 'escpos', path: rig.path, baudRate: 9_600, codePage: 'cp852' } as const;
    expect(await screen.call('pole.set-up', { setup })).toMatchObject({ setup, fixed: false });
    await shows(rig, 'Caf');
    await vi.waitUntil(async () => (await screen.call('pole.view', {})).open, soon);
    await screen.call('pole.test', {});
    // The bytes that code page 852 has for öőúüű.
    await shows(rig, '\u0094\u008b\u00a3\u0081\u00fb');
    // Whoever is served comes before the test.
    await screen.call('checkout.scan', { deviceId: 'test', text: demoShop.members[0]?.card ?? '' });
    await shows(rig, 'Welcome');
    await close();

    const again = await till(dir);
    expect((await again.screen.call('pole.view', {})).setup).toEqual(setup);
    await shows(rig, 'Caf');
    expect(await again.screen.call('pole.set-up', { setup: null })).toEqual({
      setup: null,
      fixed: false,
      open: false,
    });
    await again.close();
    expect((await (await till(dir)).screen.call('pole.view', {})).setup).toBeNull();
  }, 60_000);

  test('that was said at the start is not changed from a screen', async () => {
    const rig = await serialRig();
    const { screen } = await till(undefined, `cd5220:${rig.path}`);
    expect(await screen.call('pole.view', {})).toMatchObject({ fixed: true, setup: { kind: 'cd5220' } });
    await expect(screen.call('pole.set-up', { setup: null })).rejects.toThrow(
      'said when the till was started',
    );
  });
});
