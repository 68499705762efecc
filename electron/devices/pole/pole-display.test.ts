import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { systemClock } from '#electron/platform/clock.ts';
import { serialRig, whyNoSerialRig, type SerialRig } from '#test/rigs/serial-rig.ts';
import { drivers } from '../drivers.ts';
import { characterIn } from '../dots/code-pages.ts';
import { fitLine } from './fit-line.ts';

const within = { timeout: 45_000, interval: 10 };
const read = (text: string): string =>
  [...fitLine(text, 'cp437', 20)].map((byte) => characterIn('cp437', byte)).join('');

test.each([
  ['Kávé őű', 'Kávé ou             '],
  ['Fizetendő 1 200 Ft', 'Fizetendo 1 200 Ft  '],
  ['Totale 5,00 €', 'Totale 5,00 EUR     '],
  ['ŁÓDŹ – 漢', 'LODZ - ?            '],
  ['a\u001b@\nb\u0000c', 'a?@ b?c             '],
  ['x'.repeat(30), 'x'.repeat(20)],
])('%j stands there as %j', (text, shown) => {
  expect(read(text)).toBe(shown);
});

/** What the device got until it ends with these bytes. */
async function heard(rig: SerialRig, end: readonly number[]): Promise<number[]> {
  const all: number[] = [];
  const ends = end.join();
  await vi.waitUntil(() => {
    all.push(...rig.received());
    return all.slice(-end.length).join() === ends;
  }, within);
  return all;
}
const text = (words: string): number[] => [...Buffer.from(words.padEnd(20), 'latin1')];
const spoken = {
  'pole-display-escpos': (top: string, bottom: string) => [
    ...[0x1b, 0x40, 0x1b, 0x74, 0, 0x1f, 0x24, 1, 1],
    ...text(top),
    ...[0x1f, 0x24, 1, 2],
    ...text(bottom),
  ],
  'pole-display-cd5220': (top: string, bottom: string) => [
    ...[0x1b, 0x51, 0x41],
    ...text(top),
    ...[0x0d, 0x1b, 0x51, 0x42],
    ...text(bottom),
    0x0d,
  ],
} as const;
const kinds = ['pole-display-escpos', 'pole-display-cd5220'] as const;

describe.skipIf(whyNoSerialRig)(`a pole display (${whyNoSerialRig ?? 'at the end of socat'})`, () => {
  test.each(kinds)('%s: shows two lines, and after the cable was out only the latest', async (kind) => {
    const rig = await serialRig();
    const display = drivers[kind].open({ path: rig.path, baudRate: 9600 }, systemClock);
    onTestFinished(() => display.close());
    display.show(['Welcome', 'Bar Roma']);
    expect(await heard(rig, spoken[kind]('Welcome', 'Bar Roma'))).toEqual(
      spoken[kind]('Welcome', 'Bar Roma'),
    );
    await rig.unplug();
    display.show(['old', 'old']);
    display.show(['Total 5.00', '+5 points']);
    await rig.replug();
    expect(await heard(rig, spoken[kind]('Total 5.00', '+5 points'))).toEqual(
      spoken[kind]('Total 5.00', '+5 points'),
    );
  });

  test.each(kinds)('%s: is dark when the till goes', async (kind) => {
    const rig = await serialRig();
    const display = drivers[kind].open({ path: rig.path, baudRate: 9600 }, systemClock);
    display.show(['a', 'b']);
    await heard(rig, spoken[kind]('a', 'b'));
    await display.close();
    expect((await heard(rig, [0x0c])).length).toBeLessThanOrEqual(3);
  });
});
