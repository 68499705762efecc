import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { systemClock } from '#electron/platform/clock.ts';
import { handClock } from '#test/support/hand-clock.ts';
import { serialRig, whyNoSerialRig, type SerialRig } from '#test/rigs/serial-rig.ts';
import { drivers } from '../drivers.ts';
import { characterIn } from '../dots/code-pages.ts';
import { fitLine, type Wording } from './fit-line.ts';

const within = { timeout: 45_000, interval: 10 };
const read = (said: Wording): string =>
  [...fitLine(said, 'cp437', 20)].map((byte) => characterIn('cp437', byte)).join('');

test.each([
  ['Kávé őű', 'Kávé ou             '],
  ['Fizetendő 1 200 Ft', 'Fizetendo 1 200 Ft  '],
  ['Totale 5,00 €', 'Totale 5,00 EUR     '],
  ['ŁÓDŹ – 漢', 'LODZ - ?            '],
  ['a\u001b@\nb\u0000c', 'a?@ b?c             '],
  ['x'.repeat(30), 'x'.repeat(20)],
  [['Totale 12,00 €', '12,00 €'], 'Totale 12,00 EUR    '],
  // Nineteen letters as people write it, and twenty-one as it would stand there.
  [['Totale 234.567,00 €', '234.567,00 €'], '234.567,00 EUR      '],
  [['+4500 hűségpont +9000 csillag', '+4500 hűségpont'], '+4500 huségpont     '],
  [['x'.repeat(30), 'y'.repeat(30)], 'y'.repeat(20)],
])('%j stands there as %j', (said, shown) => {
  expect(read(said)).toBe(shown);
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
    const display = drivers[kind].open({ path: rig.path, baudRate: 9600, codePage: 'cp437' }, systemClock);
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

  test.each([
    ['cp437', 0, 'ou'],
    ['cp850', 2, 'ou'],
    ['cp852', 18, 'őű'],
    ['cp858', 19, 'ou'],
    ['wpc1252', 16, 'ou'],
  ] as const)('letters of %s: chosen with ESC t %i, and ő and ű are %s', async (codePage, number, shown) => {
    for (const kind of kinds) {
      const rig = await serialRig();
      const display = drivers[kind].open({ path: rig.path, baudRate: 9600, codePage }, systemClock);
      onTestFinished(() => display.close());
      display.show(['éőű', '']);
      const bytes = await heard(rig, spoken[kind]('x', '').slice(-21));
      const chosen = bytes.indexOf(0x74);
      // A display of the other language has a switch for its letters, and is told nothing.
      expect(chosen < 0 ? undefined : bytes[chosen + 1]).toBe(
        kind === 'pole-display-escpos' ? number : undefined,
      );
      const first = bytes.indexOf(codePage === 'wpc1252' ? 0xe9 : 0x82);
      expect(
        bytes
          .slice(first, first + 3)
          .map((byte) => characterIn(codePage, byte))
          .join(''),
      ).toBe(`é${shown}`);
    }
  });

  test.each(kinds)('%s: is dark when the till goes', async (kind) => {
    const rig = await serialRig();
    const display = drivers[kind].open({ path: rig.path, baudRate: 9600, codePage: 'cp437' }, systemClock);
    display.show(['a', 'b']);
    await heard(rig, spoken[kind]('a', 'b'));
    await display.close();
    expect((await heard(rig, [0x0c])).length).toBeLessThanOrEqual(3);
  });

  test.each(kinds)(
    '%s: pulled out after its first bytes, again and again, it shows the next whole',
    async (kind) => {
      const rig = await serialRig();
      const display = drivers[kind].open({ path: rig.path, baudRate: 9600, codePage: 'cp437' }, systemClock);
      onTestFinished(() => display.close());
      // A display keeps what it was told: what broke off stands there until the line is back, and then the latest, from its first byte.
      for (let told = 0; told < 3; told += 1) {
        display.show([`half ${told}`, 'of it']);
        await vi.waitUntil(() => rig.received().length > told, within);
        await rig.unplug();
        display.show([`whole ${told}`, 'again']);
        await rig.replug();
        const all = spoken[kind](`whole ${told}`, 'again');
        expect((await heard(rig, all)).slice(-all.length)).toEqual(all);
      }
    },
  );

  test.each(kinds)(
    '%s: a thousand texts, as fast as it takes them, and what it says itself is noise',
    async (kind) => {
      const rig = await serialRig();
      const display = drivers[kind].open({ path: rig.path, baudRate: 9600, codePage: 'cp437' }, systemClock);
      onTestFinished(() => display.close());
      await vi.waitUntil(() => display.isOpen(), within);
      rig.send(Uint8Array.from({ length: 500 }, (_, index) => index));
      // No more at once than a terminal keeps for whoever reads it late.
      for (let count = 20; count <= 1_000; count += 20) {
        for (let one = count - 19; one <= count; one += 1) display.show([`Total ${one}`, '']);
        const last = spoken[kind](`Total ${count}`, '');
        expect((await heard(rig, last)).slice(-last.length)).toEqual(last);
      }
    },
  );

  test.each(kinds)(
    '%s: slow as it is, it shows the latest, and not one after the other what is over',
    async (kind) => {
      const [rig, clock] = [await serialRig(), handClock()];
      const display = drivers[kind].open({ path: rig.path, baudRate: 1200, codePage: 'cp437' }, clock);
      onTestFinished(() => display.close());
      await vi.waitUntil(() => display.isOpen(), within);
      for (let one = 1; one <= 100; one += 1) display.show([`Total ${one}`, '']);
      const [first, last] = [spoken[kind]('Total 1', ''), spoken[kind]('Total 100', '')];
      expect(await heard(rig, first)).toEqual(first);
      await clock.pass(300);
      expect(rig.received()).toHaveLength(0);
      await clock.pass(200);
      expect(await heard(rig, last)).toEqual(last);
      await clock.pass(10_000);
      expect([clock.waiting(), rig.received().length]).toEqual([0, 0]);
    },
  );

  test('two at once each show their own', async () => {
    const [one, other] = [await serialRig(), await serialRig()];
    const displays = [one, other].map(({ path }) =>
      drivers['pole-display-escpos'].open({ path, baudRate: 9600, codePage: 'cp437' }, systemClock),
    );
    onTestFinished(async () => void (await Promise.all(displays.map((display) => display.close()))));
    displays[0]?.show(['one', '']);
    displays[1]?.show(['other', '']);
    const said = spoken['pole-display-escpos'];
    expect(await heard(one, said('one', ''))).toEqual(said('one', ''));
    expect(await heard(other, said('other', ''))).toEqual(said('other', ''));
  });
});
