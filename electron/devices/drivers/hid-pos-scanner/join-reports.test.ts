import { describe, expect, test } from 'vitest';
import { handClock } from '#test/support/hand-clock.ts';
import { seeded } from '#test/support/seeded.ts';
import { posReport, posReports, voyagerDescriptor, voyagerReports } from '#test/rigs/hid-captures.ts';
import { joinReports } from './join-reports.ts';
import { layoutOf, usualLayout, type ReportLayout } from './report-layout.ts';

const voucher = '0123456789'.repeat(21).slice(0, 208);

function connection(layout?: ReportLayout) {
  const clock = handClock();
  const heard: string[] = [];
  const joined = joinReports(layout, clock, {
    onScan: (text) => heard.push(text),
    onTrouble: (trouble) => heard.push(`<${trouble}>`),
  });
  return { clock, heard, ...joined };
}

describe('the report descriptor', () => {
  test('of a Voyager 1470 says what the tables say', () => {
    expect(layoutOf(voyagerDescriptor)).toEqual(usualLayout);
  });

  test('of a device that puts everything one byte later is followed', () => {
    const hex = Buffer.from(voyagerDescriptor).toString('hex');
    // A reserved byte between the count and the AIM identifier.
    const later = hex.replace('8102058c950309fb', '8102950109018103058c950309fb').replace('9538', '9537');
    expect(layoutOf(Buffer.from(later, 'hex'))).toEqual({
      ...usualLayout,
      aim: 3,
      data: { start: 6, length: 55 },
    });
  });

  test('of a keyboard, or cut anywhere, gives no layout that reaches outside the report', () => {
    expect(
      layoutOf(
        Buffer.from(
          '05010906a101050719e029e71500250175019508810295017508810395067508150025650507190029658100c0',
          'hex',
        ),
      ),
    ).toBeUndefined();
    const cuts = Array.from(voyagerDescriptor, (_, cut) => layoutOf(voyagerDescriptor.subarray(0, cut)));
    const outside = cuts.filter((layout) => layout && layout.data.start + layout.data.length > layout.length);
    expect(outside).toEqual([]);
  });

  test('made of noise throws nothing', () => {
    const chance = seeded(91);
    for (let round = 0; round < 2_000; round += 1)
      expect(() => layoutOf(chance.bytes(chance.int(0, 120)))).not.toThrow();
  });
});

describe.each([
  ['as the descriptor says', layoutOf(voyagerDescriptor)],
  ['without a descriptor', undefined],
])('reports read %s', (_name, layout) => {
  test('captured ones are the codes that were scanned', () => {
    const { heard, take } = connection(layout);
    for (const { bytes } of voyagerReports) take(bytes);
    expect(heard).toEqual(voyagerReports.map(({ text }) => text));
  });

  test('several at once are as good as one after the other', () => {
    const { heard, take } = connection(layout);
    take(Buffer.concat(posReports(voucher)));
    take(Buffer.concat(voyagerReports.map(({ bytes }) => bytes)));
    expect(heard).toEqual([`]Q1${voucher}`, ...voyagerReports.map(({ text }) => text)]);
  });

  test('a code over several reports is one code, also when its length is that of a report', () => {
    for (const length of [1, 55, 56, 57, 111, 112, 113, 208]) {
      const { heard, take } = connection(layout);
      for (const report of posReports(voucher.slice(0, length))) take(report);
      expect(heard).toEqual([`]Q1${voucher.slice(0, length)}`]);
    }
  });

  test('the line end that some devices leave in the code is none of it', () => {
    const { heard, take } = connection(layout);
    take(posReport('4006381333931\r', { aim: ']E0' }));
    expect(heard).toEqual([']E04006381333931']);
  });

  test('the group separator of GS1 stays', () => {
    const { heard, take } = connection(layout);
    take(posReport('10ABC\x1d3103', { aim: ']C1' }));
    expect(heard).toEqual([']C110ABC\x1d3103']);
  });

  test('answers to commands are no scans', () => {
    const { heard, take } = connection(layout);
    take(posReport('TRGMOD0.', { aim: ']Z6' }));
    take(posReport('4006', { aim: ']E0' }));
    expect(heard).toEqual([']E04006']);
  });

  test('a report of another number is about something else', () => {
    const { heard, take } = connection(layout);
    take(Uint8Array.from(posReport('4006'), (byte, place) => (place === 0 ? 4 : byte)));
    expect(heard).toEqual([]);
  });

  test('a device that does not say what kind of code it was is read all the same', () => {
    const { heard, take } = connection(layout);
    take(posReport('4006381333931', { aim: '\0\0\0' }));
    expect(heard).toEqual(['4006381333931']);
  });

  test('half a code is said to be half, and is no beginning of the next', async () => {
    const [first = new Uint8Array()] = posReports(voucher);
    const { clock, heard, take } = connection(layout);
    take(first);
    await clock.pass(999);
    expect(heard).toEqual([]);
    await clock.pass(1);
    take(posReport('4006', { aim: ']E0' }));
    take(first);
    take(posReport('5901', { aim: ']E0' }));
    expect(heard).toEqual(['<incomplete>', ']E04006', '<incomplete>', ']E05901']);
  });

  test('after it was stopped nothing comes any more', async () => {
    const { clock, heard, take, stop } = connection(layout);
    take(posReports(voucher)[0] ?? new Uint8Array());
    stop();
    await clock.pass(5_000);
    expect(heard).toEqual([]);
  });

  test('a code without end takes no memory', () => {
    const { heard, take } = connection(layout);
    for (let count = 0; count < 10_000; count += 1) take(posReport('A'.repeat(56), { more: true }));
    take(posReport('A'));
    take(posReport('4006', { aim: ']E0' }));
    expect(heard).toEqual(['<garbled>', ']E04006']);
  });

  test('whatever comes, cut wherever, nothing is thrown and a good report after it is read', async () => {
    const chance = seeded(92);
    for (let round = 0; round < 500; round += 1) {
      const { clock, heard, take } = connection(layout);
      take(chance.bytes(chance.int(0, 200)));
      take((voyagerReports[0]?.bytes ?? new Uint8Array()).subarray(0, round % 64));
      await clock.pass(1_000);
      take(posReport('LAST', { aim: ']E0' }));
      expect(heard.at(-1)).toBe(']E0LAST');
      expect(heard.some((text) => /[\r\n\0]/.test(text))).toBe(false);
    }
  }, 60_000);
});

test('a device that puts everything one byte later is known by the place of its AIM identifier', () => {
  const { heard, take } = connection();
  take(posReport('4006381333931', { aim: ']E0', shifted: true }));
  expect(heard).toEqual([']E04006381333931']);
});
