import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { createDeviceHub } from '#electron/devices/hub/device-hub.ts';
import { systemClock } from '#electron/platform/clock.ts';
import { serialRig, whyNoSerialRig, type SerialRig } from '#test/rigs/serial-rig.ts';
import { serialScanner } from './serial-scanner.driver.ts';

const soon = { timeout: 45_000, interval: 5 };

/** A till with serial scanners on the given ports, by the name of their port. */
function till(...ports: readonly string[]) {
  const scans: { deviceId: string; text: string }[] = [];
  const hub = createDeviceHub({
    kinds: [serialScanner],
    clock: systemClock,
    take: async (scan) => scans.push(scan),
    changed: () => undefined,
    log: () => undefined,
  });
  onTestFinished(() => hub.close());
  for (const [index, port] of ports.entries())
    hub.add({ deviceId: `scanner-${index}`, driver: 'serial-scanner', setup: { port } });
  const state = (index = 0) => hub.devices()[index]?.health.state;
  return {
    scans,
    texts: () => scans.map(({ text }) => text),
    hub,
    ready: (index?: number) => vi.waitUntil(() => state(index) === 'ready', soon),
    gone: (index?: number) => vi.waitUntil(() => state(index) === 'gone', soon),
  };
}

const plugAgain = async (rig: SerialRig, gone: () => Promise<unknown>): Promise<void> => {
  await rig.unplug();
  await gone();
  await rig.replug();
};

describe.skipIf(whyNoSerialRig)(`a serial scanner (${whyNoSerialRig ?? 'over terminals of socat'})`, () => {
  test('is read, and read again by itself after it was unplugged', async () => {
    const rig = await serialRig();
    const { texts, ready, gone } = till(rig.path);
    await ready();
    rig.send('4006381333931\r\n');
    await vi.waitUntil(() => texts().length === 1, soon);
    await plugAgain(rig, gone);
    await ready();
    rig.send('5901234123457\r\n');
    await vi.waitUntil(() => texts().length === 2, soon);
    expect(texts()).toEqual(['4006381333931', '5901234123457']);
  });

  test('pulled out after any byte of a code it leaves nothing behind for the next', async () => {
    const rig = await serialRig();
    const { texts, ready, gone } = till(rig.path);
    const code = '40063';
    for (let cut = 1; cut <= code.length; cut += 1) {
      await ready();
      rig.send(`A${cut}\r${code.slice(0, cut)}`);
      await vi.waitUntil(() => texts().includes(`A${cut}`), soon);
      await plugAgain(rig, gone);
    }
    await ready();
    rig.send('END\r');
    await vi.waitUntil(() => texts().includes('END'), soon);
    expect(texts()).toEqual(['A1', 'A2', 'A3', 'A4', 'A5', 'END']);
  }, 60_000);

  test('a thousand codes in one go are a thousand codes', async () => {
    const rig = await serialRig();
    const { texts, ready } = till(rig.path);
    await ready();
    const codes = Array.from({ length: 1_000 }, (_, count) => String(4_006_381_000_000 + count));
    const unsent = [...codes];
    await vi.waitUntil(() => {
      // A terminal holds four kilobytes: what it does not take is sent again.
      const next = unsent.splice(0, 100);
      if (next.length > 0) rig.send(`${next.join('\r\n')}\r\n`);
      return texts().length === codes.length;
    }, soon);
    expect(texts()).toEqual(codes);
  });

  test('garbage is called garbage, and the scanner goes on', async () => {
    const rig = await serialRig();
    const { hub, texts, ready } = till(rig.path);
    await ready();
    rig.send(Uint8Array.of(0x00, 0xff, 0x01, 0x0d));
    await vi.waitUntil(() => hub.devices()[0]?.health.trouble === 'garbled', soon);
    rig.send('OK\r');
    await vi.waitUntil(() => texts().length === 1, soon);
    expect(hub.devices()).toMatchObject([{ health: { state: 'ready', trouble: null } }]);
  });

  test('two on one till are told apart; two set-ups of one port are not both served', async () => {
    const [one, two] = [await serialRig(), await serialRig()];
    const { hub, scans, ready } = till(one.path, two.path, one.path);
    await ready(0);
    await ready(1);
    one.send('ONE\r');
    two.send('TWO\r');
    await vi.waitUntil(() => scans.length === 2, soon);
    const known = Object.fromEntries(scans.map(({ deviceId, text }) => [deviceId, text]));
    expect(known).toEqual({ 'scanner-0': 'ONE', 'scanner-1': 'TWO' });
    expect(hub.devices()[2]?.health).toEqual({ state: 'trouble', trouble: 'busy' });
  });
});

test('a port that is not there is looked for, without complaint', async () => {
  const { hub } = till('/dev/serial/by-id/nothing-of-the-kind');
  await vi.waitUntil(() => hub.devices()[0]?.name !== undefined, soon);
  expect(hub.devices()).toMatchObject([{ health: { state: 'looking', trouble: null } }]);
});

test.each([{}, { port: '' }, { port: 'COM3', baudRate: 1 }, { port: 'COM3', ends: 'never' }])(
  'the settings %j are refused',
  (settings) => {
    expect(serialScanner.settings.safeParse(settings).success).toBe(false);
  },
);
