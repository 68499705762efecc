import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { createDeviceHub } from '#electron/devices/hub/device-hub.ts';
import { systemClock } from '#electron/platform/clock.ts';
import { pn532Emulator } from '#test/rigs/nfc/pn532-emulator.ts';
import { pn532Rig } from '#test/rigs/nfc/pn532-rig.ts';
import { isoDep, ntag, textMessage, uriMessage, type VirtualChip } from '#test/rigs/nfc/virtual-chip.ts';
import { whyNoSerialRig } from '#test/rigs/serial-rig.ts';
import { handClock, type HandClock } from '#test/support/hand-clock.ts';
import { seeded } from '#test/support/seeded.ts';
import type { ScannerEars } from '../../scanner.ts';
import type { Link } from '../../transports/link.ts';
import { openReader, pn532Serial } from './pn532-serial.driver.ts';

const uid = [0x04, 0xa1, 0xb2, 0xc3, 0xd4, 0xe5, 0xf6];
const number = 'NFC04A1B2C3D4E5F6';
const card = 'TCBCDEFGHJKLNN';
const soon = { timeout: 20_000, interval: 10 };

/** A line in memory with an emulated reader behind it; `spoil` may change, lose or add to each byte that the reader says. */
function line(spoil: (byte: number, place: number) => readonly number[] | 'cut' = (byte) => [byte]) {
  let toTill = (_bytes: Uint8Array): void => {};
  const lost: (() => void)[] = [];
  let said = 0;
  let cut = false;
  const reader = pn532Emulator((bytes) => {
    const passed: number[] = [];
    for (const byte of bytes) {
      const what = cut ? 'cut' : spoil(byte, said);
      said += 1;
      if (what === 'cut') cut = true;
      else passed.push(...what);
    }
    queueMicrotask(() => {
      if (passed.length > 0) toTill(Uint8Array.from(passed));
      if (cut) for (const listener of lost.splice(0)) listener();
    });
  });
  const link: Link = {
    send: (bytes) => cut || reader.take(bytes),
    onBytes: (listener) => (toTill = listener),
    onLost: (listener) => void lost.push(listener),
    close: async () => void (cut = true),
  };
  return { link, reader, said: () => said };
}

/** Who listens, in one list: scans as they are, troubles in angle brackets. */
function ears() {
  const heard: string[] = [];
  const listening: ScannerEars = {
    onScan: (text, also = []) => heard.push([text, ...also].join(' + ')),
    onTrouble: (trouble) => heard.push(`<${trouble}>`),
    onLost: () => heard.push('<lost>'),
  };
  return { heard, listening };
}

/** Opens the reader while time is let go by. */
async function opened(clock: HandClock, link: Link, listening: ScannerEars) {
  let done: Awaited<ReturnType<typeof openReader>> | undefined;
  void openReader(link, clock, listening).then((result) => (done = result));
  for (let step = 0; step < 40 && !done; step += 1) await clock.pass(100);
  return done;
}

/** What a session with this chip comes to when a byte of it is spoilt. */
async function session(chip: VirtualChip, spoil?: Parameters<typeof line>[0]) {
  const clock = handClock();
  const { link, reader, said } = line(spoil);
  const { heard, listening } = ears();
  reader.chip = chip;
  const open = await opened(clock, link, listening);
  if (open?.ok) await clock.pass(3_000);
  return { heard, open, clock, reader, said };
}

describe('a chip on the reader', () => {
  test.each([
    ['with a card’s code', ntag(uid, textMessage(card)), `${card} + ${number}`],
    [
      'of type 4 with an address',
      isoDep(uid, uriMessage(`loyal.example/${card}`)),
      `https://loyal.example/${card} + ${number}`,
    ],
    ['with a voucher', ntag(uid, textMessage('7'.repeat(208))), `${'7'.repeat(208)} + ${number}`],
    ['that nobody wrote on', ntag(uid), number],
    ['of a kind that is not read', { uid, sak: 0x08, answer: () => undefined }, number],
  ] as const)('%s is one scan, however long it lies there', async (_, chip, scan) => {
    const { heard, clock } = await session(chip);
    await clock.pass(60_000);
    expect(heard).toEqual([scan]);
  });

  test('is scanned again when it was taken away and comes back', async () => {
    const { heard, clock, reader } = await session(ntag(uid));
    const chip = reader.chip;
    reader.chip = undefined;
    await clock.pass(300);
    reader.chip = chip;
    await clock.pass(1_000);
    expect(heard).toEqual([number]);
    reader.chip = undefined;
    await clock.pass(2_000);
    reader.chip = chip;
    await clock.pass(1_000);
    expect(heard).toEqual([number, number]);
  });

  test('taken away after each step of its reading is said, and read when it comes again', async () => {
    const written = '7'.repeat(208);
    const chip = ntag(uid, textMessage(written));
    for (let step = 0; step < 14; step += 1) {
      const clock = handClock();
      const { link, reader } = line();
      const { heard, listening } = ears();
      await opened(clock, link, listening);
      reader.onExchange = (count) => {
        if (count === step) reader.chip = undefined;
      };
      reader.chip = chip;
      await clock.pass(2_000);
      expect(heard).toEqual(['<pulled-away>']);
      reader.onExchange = undefined;
      reader.chip = chip;
      await clock.pass(1_000);
      expect(heard).toEqual(['<pulled-away>', `${written} + ${number}`]);
    }
  });

  test('that begins to answer and never ends is asked to be held still, and is no new card', async () => {
    const chip = ntag(uid, textMessage(card));
    const { heard } = await session({
      ...chip,
      answer: ([code, page]) => (page === 3 ? chip.answer([code ?? 0, page]) : undefined),
    });
    expect(heard).toEqual(['<pulled-away>']);
  });

  test('that never answers while it lies there is known by its number', async () => {
    const { heard } = await session({ ...ntag(uid, textMessage(card)), answer: () => undefined });
    expect(heard).toEqual([number]);
  });

  test('beside another is told once each, though the reader sees now one and now the other', async () => {
    const clock = handClock();
    const { link, reader } = line();
    const { heard, listening } = ears();
    await opened(clock, link, listening);
    for (let turn = 0; turn < 40; turn += 1) {
      reader.chip = ntag([4, 1, 1, turn % 2]);
      await clock.pass(120);
    }
    expect(heard.sort()).toEqual(['NFC04010100', 'NFC04010101']);
  });

  test('a thousand chips, one after the other as fast as the field is searched, are a thousand scans', async () => {
    const clock = handClock();
    const { link, reader } = line();
    const { heard, listening } = ears();
    await opened(clock, link, listening);
    const chips = Array.from({ length: 1_000 }, (_, at) => [0x04, at >> 8, at & 0xff, 0x01]);
    for (const one of chips) {
      reader.chip = ntag(one);
      await clock.pass(121);
    }
    expect(heard).toHaveLength(1_000);
    expect(new Set(heard).size).toBe(1_000);
  });
});

describe('every byte of a session', () => {
  const chip = ntag(uid, textMessage(card));
  const whole = `${card} + ${number}`;

  test('may be wrong, lost, or doubled: the card is read once and rightly', async () => {
    const { said } = await session(chip);
    // The first search and all of the reading; afterwards the same is said over and over.
    const length = Math.min(said(), 320);
    const spoilt = [(byte: number) => [byte ^ 0x10], () => [], (byte: number) => [byte, byte]] as const;
    for (const spoil of spoilt)
      for (let at = 0; at < length; at += 1) {
        const { heard, open } = await session(chip, (byte, place) => (place === at ? spoil(byte) : [byte]));
        expect(open?.ok, `byte ${at}`).toBe(true);
        expect(heard, `byte ${at}`).toEqual([whole]);
      }
  }, 120_000);

  test('may be the last one: the reader is said to be gone once, and never half a card', async () => {
    const length = 320;
    for (let at = 0; at < length; at += 1) {
      const { heard, open } = await session(chip, (byte, place) => (place === at ? 'cut' : [byte]));
      const end = open?.ok ? heard.join(', ') : open?.error;
      expect(['no-reader', '<lost>', `${whole}, <lost>`], `byte ${at}`).toContain(end);
    }
  }, 120_000);

  test('may stand in noise', async () => {
    const chance = seeded(92);
    const came: string[] = [];
    for (let round = 0; round < 30; round += 1) {
      const { heard, open } = await session(chip, (byte, place) =>
        place % 331 === 7 ? [...chance.bytes(chance.int(0, 12)), byte] : [byte],
      );
      came.push(...heard.filter((one) => open?.ok && !one.startsWith('<')));
    }
    expect(came.length).toBeGreaterThan(0);
    expect(came.filter((one) => one !== whole)).toEqual([]);
  });
});

test('something else on the port is said not to be a reader', async () => {
  const { link, reader } = line();
  reader.mute = true;
  expect(await opened(handClock(), link, ears().listening)).toEqual({ ok: false, error: 'no-reader' });
});

test('a reader that falls silent is said to be gone within two seconds, and once', async () => {
  const { heard, clock, reader } = await session(ntag(uid));
  reader.mute = true;
  await clock.pass(2_000);
  expect(heard).toEqual([number, '<lost>']);
  await clock.pass(10_000);
  expect(heard).toEqual([number, '<lost>']);
});

describe.skipIf(whyNoSerialRig)(`a PN532 on a port (${whyNoSerialRig ?? 'over terminals of socat'})`, () => {
  function till(...ports: readonly string[]) {
    const scans: { deviceId: string; text: string; also?: string[] | undefined }[] = [];
    const hub = createDeviceHub({
      kinds: [pn532Serial],
      clock: systemClock,
      take: async (scan) => scans.push(scan),
      changed: () => undefined,
      log: () => undefined,
    });
    onTestFinished(() => hub.close());
    for (const [index, port] of ports.entries())
      hub.add({ deviceId: `nfc-${index}`, driver: 'pn532-serial', setup: { port } });
    const state = (is: string, index = 0) =>
      vi.waitUntil(() => hub.devices()[index]?.health.state === is, soon);
    return { scans, state };
  }

  test('is read, and read again by itself after it was unplugged, within three seconds', async () => {
    const reader = await pn532Rig();
    const { scans, state } = till(reader.path);
    await state('ready');
    reader.put(ntag(uid, textMessage(card)));
    await vi.waitUntil(() => scans.length === 1, soon);
    reader.put(undefined);
    await reader.unplug();
    await state('gone');
    reader.put(isoDep(uid, uriMessage('loyal.example')));
    await reader.replug();
    await vi.waitUntil(() => scans.length === 2, soon);
    expect(scans).toEqual([
      { deviceId: 'nfc-0', text: card, also: [number] },
      { deviceId: 'nfc-0', text: 'https://loyal.example', also: [number] },
    ]);
  });

  test('two on one till are told apart', async () => {
    const [one, two] = [await pn532Rig(), await pn532Rig()];
    const { scans, state } = till(one.path, two.path);
    await state('ready', 0);
    await state('ready', 1);
    one.put(ntag([4, 1, 1, 1]));
    two.put(ntag([4, 2, 2, 2]));
    await vi.waitUntil(() => scans.length === 2, soon);
    expect(Object.fromEntries(scans.map(({ deviceId, text }) => [deviceId, text]))).toEqual({
      'nfc-0': 'NFC04010101',
      'nfc-1': 'NFC04020202',
    });
  });
});

test.each([{}, { port: '' }, { port: 'COM3', baudRate: 1 }])('the settings %j are refused', (settings) => {
  expect(pn532Serial.settings.safeParse(settings).success).toBe(false);
});
