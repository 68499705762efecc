import { describe, expect, test } from 'vitest';
import { handClock } from '#test/support/hand-clock.ts';
import { seeded } from '#test/support/seeded.ts';
import { frameCodes, type CodeEnds } from './framing.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1');

/** What came out of a connection: codes as they are, troubles in angle brackets. */
function line(ends: CodeEnds = 'suffix') {
  const clock = handClock();
  const heard: string[] = [];
  const framing = frameCodes(ends, clock, {
    onScan: (text) => heard.push(text),
    onTrouble: (trouble) => heard.push(`<${trouble}>`),
  });
  return { clock, heard, ...framing };
}

describe.each([
  ['CR', '\r'],
  ['LF', '\n'],
  ['CRLF', '\r\n'],
  ['Tab', '\t'],
  ['STX and ETX', '\x03\x02'],
])('a scanner that ends with %s', (_name, end) => {
  test('is understood however its bytes arrive, and no empty code comes between', () => {
    const stream = bytes(`${end}4006381333931${end}5901234123457${end}]C10109506000\x1d3103${end}`);
    for (let cut = 0; cut <= stream.length; cut += 1) {
      const { heard, take } = line();
      take(stream.subarray(0, cut));
      take(stream.subarray(cut));
      expect(heard).toEqual(['4006381333931', '5901234123457', ']C10109506000\x1d3103']);
    }
    const { heard, take } = line();
    for (const byte of stream) take(Uint8Array.of(byte));
    expect(heard).toHaveLength(3);
  });
});

test('a scanner without suffix has finished when it falls silent, and a hiccup does not cut its code in two', async () => {
  const { clock, heard, take } = line('silence');
  take(bytes('40063'));
  await clock.pass(60);
  take(bytes('81333931'));
  await clock.pass(79);
  expect(heard).toEqual([]);
  await clock.pass(1);
  expect(heard).toEqual(['4006381333931']);
});

test('a slow device that sends a byte now and then is waited for', async () => {
  const { clock, heard, take } = line();
  for (const byte of bytes('4006381333931\r')) {
    take(Uint8Array.of(byte));
    await clock.pass(900);
  }
  expect(heard).toEqual(['4006381333931']);
});

test('half a code is said to be half, and is no beginning of the next', async () => {
  const { clock, heard, take } = line();
  take(bytes('PARTIAL'));
  await clock.pass(1_000);
  take(bytes('AFTER\r'));
  expect(heard).toEqual(['<incomplete>', 'AFTER']);
});

test('after it was stopped nothing comes any more', async () => {
  const { clock, heard, take, stop } = line('silence');
  take(bytes('400'));
  stop();
  await clock.pass(5_000);
  expect(heard).toEqual([]);
});

test('UTF-8 is read as such, other bytes as Latin-1, and separators inside a code are kept', () => {
  const { heard, take } = line();
  take(Buffer.from('Kávé ő\r', 'utf8'));
  take(Uint8Array.of(0x4b, 0xe1, 0x76, 0xe9, 0x0d));
  take(bytes('[)>\x1e06\x1d1P\x1e\x04\r'));
  expect(heard).toEqual(['Kávé ő', 'Kávé', '[)>\x1e06\x1d1P\x1e\x04']);
});

test('noise is called noise, never a code, and a good code after it is read', () => {
  const { heard, take } = line();
  take(Uint8Array.of(0x00, 0x1f, 0x7f, 0x0d));
  take(bytes('4006381333931\r'));
  expect(heard).toEqual(['<garbled>', '4006381333931']);
});

test('a stream without end takes no memory and is one trouble', () => {
  const { heard, take } = line();
  for (let block = 0; block < 100; block += 1) take(new Uint8Array(65_536).fill(0x41));
  take(bytes('\r4006381333931\r'));
  expect(heard).toEqual(['<garbled>', '4006381333931']);
});

test('whatever comes, nothing is thrown and every code is without its end', () => {
  const chance = seeded(81);
  for (let round = 0; round < 500; round += 1) {
    const { heard, take } = line(chance.pick(['suffix', 'silence'] as const));
    for (let part = 0; part < 5; part += 1) take(chance.bytes(chance.int(0, 40)));
    expect(heard.filter((text) => /[\r\n\t\0]/.test(text))).toEqual([]);
  }
});
