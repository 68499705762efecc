import { describe, expect, test } from 'vitest';
import { seeded } from '#test/support/seeded.ts';
import { isoDep, ntag, textMessage, uriMessage, type VirtualChip } from '#test/rigs/nfc/virtual-chip.ts';
import { ndefTexts } from './ndef.ts';
import { createTaps } from './once-per-tap.ts';
import { textsOn, type Chip } from './read-chip.ts';

const uid = [0x04, 0xa1, 0xb2, 0xc3, 0xd4, 0xe5, 0xf6];
const voucher = '7'.repeat(208);

/** A chip as a reader shows it; after `lasts` questions it is taken away. */
function shown(virtual: VirtualChip, lasts = Number.POSITIVE_INFINITY): Chip & { asked(): number } {
  let asked = 0;
  const ask = async (command: readonly number[]): Promise<Uint8Array | undefined> => {
    asked += 1;
    const said = asked > lasts ? undefined : virtual.answer(command);
    return said && Uint8Array.from(said);
  };
  const chip = { uid: Uint8Array.from(virtual.uid), asked: () => asked };
  return virtual.sak & 0x20
    ? { ...chip, command: (apdu) => ask([...apdu]) }
    : { ...chip, readPages: (page) => ask([0x30, page]) };
}

describe.each([
  ['type 2', ntag],
  ['type 4', isoDep],
] as const)('a chip of %s', (_, made) => {
  test.each([
    ['a card’s code', textMessage('TCBCDEFGHJKLNN'), ['TCBCDEFGHJKLNN']],
    ['a signed voucher', textMessage(voucher), [voucher]],
    ['an address', uriMessage('loyal.example/c/8F3K2'), ['https://loyal.example/c/8F3K2']],
    ['a long text', textMessage('Kávé '.repeat(80)), ['Kávé '.repeat(80).trim()]],
    ['nothing', [], []],
  ])('on which %s is written is read', async (_name, message, texts) => {
    expect(await textsOn(shown(made(uid, message)))).toEqual(texts);
  });

  test('that nobody formatted has nothing but its number', async () => {
    expect(await textsOn(shown(made(uid)))).toEqual([]);
  });

  test('taken away after any question is said to have fallen silent, never to be empty', async () => {
    const whole = shown(made(uid, textMessage(voucher)));
    await textsOn(whole);
    expect(whole.asked()).toBeGreaterThan(5);
    for (let lasts = 0; lasts < whole.asked(); lasts += 1)
      expect(await textsOn(shown(made(uid, textMessage(voucher)), lasts))).toBe(
        lasts === 0 ? 'silent' : 'cut-off',
      );
  });
});

test('several texts come in their order, records of other kinds between them are passed over', () => {
  const message = [
    ...textMessage('one', 0x91),
    0x12,
    0x01,
    0x02,
    0x78,
    0xaa,
    0xbb,
    ...textMessage('two', 0x51),
  ];
  expect(ndefTexts(Uint8Array.from(message))).toEqual(['one', 'two']);
});

test('UTF-16 is read with and without its mark', () => {
  const utf16 = (...bytes: number[]) =>
    ndefTexts(Uint8Array.from([0xd1, 0x01, bytes.length + 1, 0x54, 0x80, ...bytes]));
  expect(utf16(0x01, 0x51)).toEqual(['ő']);
  expect(utf16(0xff, 0xfe, 0x51, 0x01)).toEqual(['ő']);
});

test('whatever lies on a chip, nothing is thrown and reading ends', async () => {
  const chance = seeded(91);
  for (let round = 0; round < 2_000; round += 1) {
    ndefTexts(chance.bytes(chance.int(0, 60)));
    const answers = () => chance.bytes(chance.pick([0, 1, 3, 16, 18]));
    const chip = { uid: Uint8Array.from(uid) };
    let left = 500;
    const answer = async () => ((left -= 1) > 0 ? answers() : undefined);
    const read = [
      await textsOn({ ...chip, readPages: answer }),
      await textsOn({ ...chip, command: async () => Uint8Array.of(...answers(), 0x90, 0x00) }),
    ];
    for (const texts of read)
      expect(texts === 'silent' || texts === 'cut-off' || texts.length < 7).toBe(true);
  }
});

test('every way to cut a message short gives whole texts or none', () => {
  const message = Uint8Array.from([...textMessage('one', 0x91), ...textMessage('two', 0x51)]);
  for (let cut = 0; cut < message.length; cut += 1)
    expect([[], ['one']]).toContainEqual(ndefTexts(message.subarray(0, cut)));
});

test('a tap is a tap as long as the chip lies there, also at the edge of the field and beside another', () => {
  let now = 1_000;
  const taps = createTaps(() => now);
  expect(taps.lies('A')).toBe(false);
  taps.told('A');
  for (let round = 0; round < 50; round += 1) {
    now += 600;
    expect(taps.lies('A')).toBe(true);
  }
  expect(taps.lies('B')).toBe(false);
  taps.told('B');
  now += 600;
  expect([taps.lies('A'), taps.lies('B')]).toEqual([true, true]);
  now += 5_000;
  taps.wasBlind(now - 5_000);
  now += 600;
  expect(taps.lies('A')).toBe(true);
  now += 701;
  expect(taps.lies('A')).toBe(false);
  taps.told('A');
  now -= 3_600_000;
  expect(taps.lies('A')).toBe(false);
});
