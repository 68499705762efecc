import { connect, createServer } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { createDeviceHub } from '#electron/devices/hub/device-hub.ts';
import { systemClock } from '#electron/platform/clock.ts';
import { pcscdEmulator } from '#test/rigs/nfc/pcscd-emulator.ts';
import { pcscRig, whyNoPcscRig, type PcscRig } from '#test/rigs/nfc/pcsc-rig.ts';
import { textMessage, uriMessage } from '#test/rigs/nfc/virtual-chip.ts';
import { seeded } from '#test/support/seeded.ts';
import { listPcscReaders } from '../../transports/pcscd.ts';
import { pcscReader } from './pcsc-reader.driver.ts';

const uid = [0x04, 0xa1, 0xb2, 0xc3, 0xd4, 0xe5, 0xf6];
const number = 'NFC04A1B2C3D4E5F6';
const card = 'TCBCDEFGHJKLNN';
const soon = { timeout: 20_000, interval: 10 };
const names = ['Virtual PCD 00 00', 'Virtual PCD 00 01'];

/** Where the till looks for the service, for this test. */
function serviceAt(listens: string): void {
  vi.stubEnv('PCSCLITE_CSOCK_NAME', listens);
  onTestFinished(() => void vi.unstubAllEnvs());
}

/** A till with the named readers. */
function till(...readers: readonly string[]) {
  const scans: { deviceId: string; text: string; also?: string[] | undefined }[] = [];
  const troubles: (string | null)[] = [];
  const hub = createDeviceHub({
    kinds: [pcscReader],
    clock: systemClock,
    take: async (scan) => scans.push(scan),
    changed: () => queueMicrotask(() => troubles.push(hub.devices()[0]?.health.trouble ?? null)),
    log: () => undefined,
  });
  onTestFinished(() => hub.close());
  for (const [index, reader] of readers.entries())
    hub.add({ deviceId: `nfc-${index}`, driver: 'pcsc-reader', setup: { reader } });
  const health = (index = 0) => hub.devices()[index]?.health;
  return {
    scans,
    health,
    state: (is: string, index = 0) => vi.waitUntil(() => health(index)?.state === is, soon),
    trouble: (is: string | null) => vi.waitUntil(() => health()?.trouble === is, soon),
    texts: (count: number) =>
      vi.waitUntil(() => scans.length >= count && scans.map(({ text }) => text), soon),
  };
}

async function opened(...readers: readonly string[]): Promise<PcscRig & ReturnType<typeof till>> {
  const rig = await pcscRig();
  serviceAt(rig.path);
  const counter = till(...readers);
  for (const index of readers.keys()) await counter.state('ready', index);
  return { ...rig, ...counter };
}

/** A way to the service on which each of its answers waits, and then comes in single bytes. */
async function slowLineTo(service: string): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'slow-pcsc-'));
  const listens = path.join(folder, 'pcscd.comm');
  const server = createServer({ noDelay: true }, (tillSide) => {
    const serviceSide = connect(service);
    let passed = Promise.resolve();
    serviceSide.on('data', (bytes) => {
      passed = passed.then(async () => {
        await setTimeout(answersLateMs);
        for (const byte of bytes) {
          tillSide.write(Uint8Array.of(byte));
          await setImmediate();
        }
      });
    });
    tillSide.on('data', (bytes) => void serviceSide.write(bytes));
    for (const [side, other] of [
      [tillSide, serviceSide],
      [serviceSide, tillSide],
    ] as const)
      side.on('error', () => undefined).on('close', () => other.destroy());
  });
  await new Promise<void>((resolve) => server.listen(listens, resolve));
  onTestFinished(async () => {
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return listens;
}
const answersLateMs = 120;

describe.skipIf(whyNoPcscRig)(
  `a reader of the smart-card service (${whyNoPcscRig ?? 'the real pcscd, a virtual reader'})`,
  () => {
    test('reads what is written on chips of both types, once for each tap', async () => {
      const { put, scans, texts } = await opened(names[0] ?? '');
      await put({ kind: 'ntag', uid, message: textMessage(card) });
      await texts(1);
      await put({ kind: 'iso-dep', uid: [4, 2, 2, 2], message: uriMessage(`loyal.example/c/${card}`) });
      await texts(2);
      await put({ kind: 'ntag', uid: [4, 3, 3, 3] });
      await texts(3);
      await put({ kind: 'iso-dep', uid: [8, 4, 4, 4] });
      await texts(4);
      expect(scans).toEqual([
        { deviceId: 'nfc-0', text: card, also: [number] },
        { deviceId: 'nfc-0', text: `https://loyal.example/c/${card}`, also: ['NFC04020202'] },
        { deviceId: 'nfc-0', text: 'NFC04030303' },
        { deviceId: 'nfc-0', text: 'NFC08040404' },
      ]);
    });

    test('a voucher on a chip comes whole', async () => {
      const { put, texts } = await opened(names[0] ?? '');
      await put({ kind: 'ntag', uid, message: textMessage('7'.repeat(208)) });
      expect(await texts(1)).toEqual(['7'.repeat(208)]);
    });

    test('a card taken away after any question is said, and read when it comes again', async () => {
      const { put, trouble, texts } = await opened(names[0] ?? '');
      for (let gone = 0; gone < 5; gone += 1) {
        await put({ kind: 'ntag', uid: [4, 1, 1, gone], message: textMessage(card), gone });
        await trouble('pulled-away');
        await put({ kind: 'ntag', uid: [4, 2, 2, gone], message: textMessage(`${card}${gone}`) });
        await texts(gone + 1);
        await trouble(null);
      }
      expect(await texts(5)).toEqual([0, 1, 2, 3, 4].map((gone) => `${card}${gone}`));
    });

    test('a card without a number is said to have none', async () => {
      const { put, trouble, scans } = await opened(names[0] ?? '');
      await put({ kind: 'contact' });
      await trouble('no-number');
      expect(scans).toEqual([]);
    });

    test('a service that ends is said in words that help, and used again by itself when it is back', async () => {
      const { put, trouble, state, endService, startService, texts } = await opened(names[0] ?? '');
      await endService();
      await trouble('no-service');
      await startService();
      await state('ready');
      await put({ kind: 'ntag', uid, message: textMessage(card) });
      expect(await texts(1)).toEqual([card]);
    });

    test('a service whose every answer comes late and byte by byte is read all the same, once for each tap', async () => {
      const rig = await pcscRig();
      serviceAt(await slowLineTo(rig.path));
      const counter = till(names[0] ?? '');
      await counter.state('ready');
      await rig.put({ kind: 'ntag', uid, message: textMessage(card) });
      await counter.texts(1);
      await rig.put({ kind: 'iso-dep', uid: [4, 2, 2, 2] });
      await counter.texts(2);
      expect(counter.scans.map(({ text }) => text)).toEqual([card, 'NFC04020202']);
    });

    test('two readers on one till are told apart, and one that is not there is looked for', async () => {
      const { put, scans, texts } = await opened(...names);
      await put({ kind: 'ntag', uid: [4, 1, 1, 1] }, 0);
      await put({ kind: 'ntag', uid: [4, 2, 2, 2] }, 1);
      await texts(2);
      expect(Object.fromEntries(scans.map(({ deviceId, text }) => [deviceId, text]))).toEqual({
        'nfc-0': 'NFC04010101',
        'nfc-1': 'NFC04020202',
      });
      const other = till('ACS ACR122U 00 00');
      await vi.waitUntil(() => other.health()?.state === 'looking', soon);
      expect(await listPcscReaders()).toEqual({ ok: true, value: names });
    });
  },
);

describe('a reader of a service that is as quick as it is asked', () => {
  const acr = (number: string): string => `ACS ACR122U PICC Interface ${number} 00`;

  async function counterAt(reader: string) {
    const service = await pcscdEmulator();
    service.plugIn(reader);
    serviceAt(service.path);
    const counter = till(reader);
    await counter.state('ready');
    return { service, ...counter };
  }

  test('a thousand cards, one laid down as the other is taken away: none is lost, none doubled, all in order', async () => {
    const { service, texts } = await counterAt(acr('00'));
    const cards = Array.from({ length: 1_000 }, (_, index) => `TC${String(index).padStart(12, '0')}`);
    const orders = cards.map((text, index) => ({
      kind: index % 2 === 0 ? ('ntag' as const) : ('iso-dep' as const),
      uid: [4, 1, index >> 8, index & 0xff],
      message: textMessage(text),
    }));
    service.next = () => orders.shift();
    service.lay(acr('00'), orders.shift() ?? { kind: 'none' });
    expect(await texts(cards.length)).toEqual(cards);
    expect(orders).toEqual([]);
  });

  test('pulled out while the service stays, it is looked for, and read again under its new number', async () => {
    const { service, state, texts } = await counterAt(acr('00'));
    service.lay(acr('00'), { kind: 'ntag', uid, message: textMessage(card) });
    await texts(1);
    service.pullOut(acr('00'));
    await state('gone');
    service.plugIn(acr('01'));
    await state('ready');
    service.lay(acr('01'), { kind: 'ntag', uid: [4, 2, 2, 2] });
    expect(await texts(2)).toEqual([card, 'NFC04020202']);
  });

  test('pulled out after any question, it tells nothing of what it had half read', async () => {
    const { service, scans, state, texts } = await counterAt(acr('00'));
    for (let gone = 0; gone < 5; gone += 1) {
      service.beforeQuestion = (asked) => {
        if (asked === gone) service.pullOut(acr('00'));
      };
      service.lay(acr('00'), { kind: 'ntag', uid: [4, 1, 1, gone], message: textMessage('7'.repeat(80)) });
      await state('gone');
      expect(scans).toHaveLength(gone);
      service.beforeQuestion = undefined;
      service.plugIn(acr('00'));
      await state('ready');
      service.lay(acr('00'), { kind: 'ntag', uid: [4, 2, 2, gone], message: textMessage(`${card}${gone}`) });
      await texts(gone + 1);
    }
    expect(scans.map(({ text }) => text)).toEqual([0, 1, 2, 3, 4].map((gone) => `${card}${gone}`));
  });

  test('a card that another program keeps is said to be in use, and the next one is read', async () => {
    const { service, trouble, scans, texts } = await counterAt(acr('00'));
    service.keepForOther(true);
    service.lay(acr('00'), { kind: 'ntag', uid, message: textMessage(card) });
    await trouble('in-use');
    expect(scans).toEqual([]);
    service.keepForOther(false);
    service.lay(acr('00'), { kind: 'none' });
    service.lay(acr('00'), { kind: 'ntag', uid, message: textMessage(card) });
    expect(await texts(1)).toEqual([card]);
    await trouble(null);
  });
});

test('a computer without the service says so', async () => {
  serviceAt(path.join(tmpdir(), 'nothing-of-the-kind', 'pcscd.comm'));
  const { trouble, health } = till('ACS ACR122U 00 00');
  await trouble('no-service');
  expect(health()).toEqual({ state: 'trouble', trouble: 'no-service' });
});

test('whoever listens there and is not the service is not believed', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'pcsc-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const listens = path.join(folder, 'pcscd.comm');
  const chance = seeded(93);
  let answered = 0;
  const service = createServer((line) => {
    line.on('error', () => undefined);
    line.on('data', () => {
      answered += 1;
      if (answered % 3 === 0) line.destroy();
      else line.write(chance.bytes(chance.int(12, 4_000)));
    });
  });
  service.listen(listens);
  onTestFinished(() => new Promise((resolve) => service.close(() => resolve(undefined))));
  serviceAt(listens);
  for (let round = 0; round < 60; round += 1) expect((await listPcscReaders()).ok).toBe(false);
});

test.each([{}, { reader: '' }, { reader: 'x'.repeat(200) }])('the settings %j are refused', (settings) => {
  expect(pcscReader.settings.safeParse(settings).success).toBe(false);
});
