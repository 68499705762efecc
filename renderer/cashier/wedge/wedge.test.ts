import { expect, test } from 'vitest';
import { seeded, type Chance } from '#test/support/seeded.ts';
import { newMemberCardCode } from '#shared/scan/formats/member-card.format.ts';
import { newGiftCardCode } from '#shared/scan/formats/gift-card.format.ts';
import { gs1CheckDigit } from '#shared/scan/gs1/check-digit.ts';
import { recognise } from '#shared/scan/recognise.ts';
import { createWedge, type Stroke, type Verdict, type WedgeScan } from './wedge.ts';

const card = 'TCBCDFGHJKLMNP';

/** A page as the detector leaves it: a field, and the scans that arrived. */
function page() {
  const wedge = createWedge();
  let field = '';
  let remembered = '';
  const scans: WedgeScan[] = [];
  const enters: string[] = [];
  const apply = (stroke: Stroke, verdict: Verdict): void => {
    if (verdict.kind === 'pass') {
      if (verdict.begins) remembered = field;
      if (stroke.key === 'Enter') enters.push(field);
      else if ([...stroke.key].length === 1 && !stroke.ctrl) field += stroke.key;
      return;
    }
    if (verdict.rollBack) field = remembered;
    if (verdict.kind === 'scan') scans.push(verdict.scan);
  };
  return {
    type(strokes: readonly Stroke[]): void {
      for (const stroke of strokes) apply(stroke, wedge.stroke(stroke));
    },
    quiet: () => wedge.quiet(),
    get field() {
      return field;
    },
    scans,
    enters,
  };
}

const codeOf = (character: string): string => {
  if (/[a-z]/i.test(character)) return `Key${character.toUpperCase()}`;
  if (/\d/.test(character)) return `Digit${character}`;
  return { '.': 'Period', ',': 'Comma', ' ': 'Space' }[character] ?? '';
};
const key = (name: string, atMs: number, more: Partial<Stroke> = {}): Stroke => ({
  key: name,
  code: name.length === 1 ? codeOf(name) : name,
  atMs,
  shift: /^[A-Z]$/.test(name),
  altGr: false,
  ctrl: false,
  repeat: false,
  ...more,
});

/** Keys of a text, `gapsMs` apart in turn, the first at `startMs`. */
function keys(text: string, startMs: number, ...gapsMs: number[]): Stroke[] {
  let atMs = startMs;
  return [...text].map((character, index) => {
    if (index > 0) atMs += gapsMs[(index - 1) % gapsMs.length] ?? 0;
    return key(character, atMs);
  });
}
const end = (strokes: readonly Stroke[]): number => strokes.at(-1)?.atMs ?? 0;

test('a fast scanner is known by its speed, and leaves nothing in the field', () => {
  const { type, scans, ...rest } = page();
  const typed = keys(card, 0, 10);
  type([...typed, key('Enter', end(typed) + 10)]);
  expect(scans).toEqual([{ text: card, usText: card }]);
  expect(rest.enters).toEqual([]);
});

test('the amount typed before a fast scan stays as it was', () => {
  const one = page();
  one.type(keys('23.40', 0, 80));
  const typed = keys('2012345678905', 1000, 10);
  one.type([...typed, key('Enter', end(typed) + 10)]);
  expect(one.field).toBe('23.40');
  expect(one.scans).toEqual([{ text: '2012345678905', usText: '2012345678905' }]);
});

test('leading zeros of a scan are kept', () => {
  const { type, scans } = page();
  type([...keys('00012345', 0, 12), key('Enter', 100)]);
  expect(scans.map(({ text }) => text)).toEqual(['00012345']);
});

test('a slow scanner without prefix is taken for a person', () => {
  const one = page();
  const typed = keys('2012345678905', 0, 80);
  one.type([...typed, key('Enter', end(typed) + 80)]);
  expect(one.scans).toEqual([]);
  expect(one.enters).toEqual(['2012345678905']);
});

test.each([
  ['F13', key('F13', 0, { code: 'F13' })],
  ['Ctrl+B', key('b', 0, { ctrl: true })],
  ['STX', key('\x02', 0, { code: 'KeyB' })],
])('a slow scanner is known by its prefix %s, and Enter presses nothing', (_name, prefix) => {
  const one = page();
  const typed = keys('2012345678905', 80, 80, 100);
  one.type([prefix, ...typed, key('Enter', end(typed) + 80)]);
  expect(one.scans).toEqual([{ text: '2012345678905', usText: '2012345678905' }]);
  expect(one.field).toBe('');
  expect(one.enters).toEqual([]);
});

test('a person at 60 to 90 ms is never a scanner', () => {
  const one = page();
  const typed = keys('1234567890.55', 0, 60, 90, 75, 62);
  one.type([...typed, key('Enter', end(typed) + 60)]);
  expect(one.scans).toEqual([]);
  expect(one.enters).toEqual(['1234567890.55']);
});

test('a person is not a scanner because the page was busy: the keys keep their own times', () => {
  // All of them reach the page in one burst; what counts is when they were pressed.
  const one = page();
  one.type([...keys('12345678', 0, 70), key('Enter', 560)]);
  expect(one.scans).toEqual([]);
  expect(one.field).toBe('12345678');
});

test('a person who rolls two or three keys quickly keeps them', () => {
  const one = page();
  one.type([...keys('123', 0, 20), ...keys('45', 140, 25), key('Enter', 260)]);
  expect(one.scans).toEqual([]);
  expect(one.enters).toEqual(['12345']);
});

test('a short code with Enter as fast behind it does not confirm itself as an amount', () => {
  const one = page();
  one.type([...keys('4711', 0, 10), key('Enter', 40)]);
  expect(one.enters).toEqual([]);
  expect(one.field).toBe('');
  expect(one.scans.map(({ text }) => text)).toEqual(['4711']);
});

test('a held key is a person, however fast it repeats', () => {
  const one = page();
  const held = keys('000000000000', 0, 30).map((stroke, index) => ({ ...stroke, repeat: index > 0 }));
  one.type([...held, key('Enter', 700)]);
  expect(one.scans).toEqual([]);
  expect(one.field).toBe('000000000000');
});

test('FNC1, sent as Ctrl+], is kept as the group separator', () => {
  const one = page();
  const typed = [
    ...keys('0109506000', 0, 10),
    key('Control', 95, { code: 'ControlLeft' }),
    key(']', 100, { code: 'BracketRight', ctrl: true }),
    ...keys('3103', 110, 10),
  ];
  one.type([...typed, key('Enter', 150)]);
  expect(one.scans).toEqual([{ text: '0109506000\x1d3103', usText: '0109506000\x1d3103' }]);
});

test.each([
  ['Tab', key('Tab', 200)],
  ['Ctrl+C', key('c', 200, { ctrl: true })],
  ['ETX', key('\x03', 200, { code: 'KeyC' })],
])('a scan may end with %s', (_name, suffix) => {
  const one = page();
  one.type([...keys(card, 0, 10), suffix]);
  expect(one.scans.map(({ text }) => text)).toEqual([card]);
});

test('a scanner without suffix has finished when it falls silent', () => {
  const one = page();
  one.type(keys(card, 0, 10));
  expect(one.quiet()).toEqual({ text: card, usText: card });
  expect(one.quiet()).toBeUndefined();
  one.type(keys('7', 2000, 10));
  expect(one.field).toBe('7');
});

test('on a Hungarian keyboard the positions still say what the scanner meant', () => {
  // QWERTZ changes y and z, and the digit 0 is an ö there; Ű and friends are never dead to us.
  const one = page();
  const typed = [
    key('T', 0, { code: 'KeyT' }),
    key('C', 10, { code: 'KeyC' }),
    key('Z', 20, { code: 'KeyY' }),
    key('Y', 30, { code: 'KeyZ' }),
    key('ö', 40, { code: 'Digit0' }),
    key('-', 50, { code: 'Slash' }),
    key('Dead', 60, { code: 'Quote' }),
    key('B', 70, { code: 'KeyB' }),
  ];
  one.type([...typed, key('Enter', 80)]);
  expect(one.scans).toEqual([{ text: "TCZYö-'B", usText: "TCYZ0/'B" }]);
});

test('on a French keyboard digits scanned without Shift are read by position', () => {
  const one = page();
  const french = ['&', 'é', '"', "'", '(', '-', 'è', '_'];
  one.type([
    ...french.map((name, index) => key(name, index * 10, { code: `Digit${index + 1}`, shift: false })),
    key('Enter', 90),
  ]);
  expect(one.scans).toEqual([{ text: `&é"'(-è_`, usText: '12345678' }]);
});

test('capitals of a scan come from Shift, also by position', () => {
  const one = page();
  const typed = [...'Ab:cDE'].flatMap((name, index) => {
    const shift = /[A-Z:]/.test(name);
    const code = name === ':' ? 'Semicolon' : `Key${name.toUpperCase()}`;
    const down = key(name, index * 20 + 5, { code, shift });
    return shift ? [key('Shift', index * 20, { code: 'ShiftLeft', shift: true }), down] : [down];
  });
  one.type([...typed, key('Enter', 130)]);
  expect(one.scans).toEqual([{ text: 'Ab:cDE', usText: 'Ab:cDE' }]);
});

test('a prefix pressed by mistake holds nobody up', () => {
  const one = page();
  one.type([key('F13', 0, { code: 'F13' }), ...keys('23', 1_200, 80)]);
  expect(one.field).toBe('23');
});

test('what was typed with AltGr, and on the number block, is marked as such', () => {
  const one = page();
  const typed = [
    ...keys('ABCDEF', 0, 10),
    key('AltGraph', 55, { code: 'AltRight' }),
    key('@', 60, { code: 'KeyV', altGr: true }),
    key('7', 70, { code: 'Numpad7' }),
  ];
  one.type([...typed, key('Enter', 80)]);
  expect(one.scans).toEqual([{ text: 'ABCDEF@7', usText: 'ABCDEF\uE000v\uE0037' }]);
});

test('a thousand scans in ten seconds: none is lost, none doubled, and nothing stays in the field', () => {
  const { type, scans, ...rest } = page();
  const codes = Array.from({ length: 1_000 }, (_, index) => `${card}${index}`);
  for (const [index, code] of codes.entries()) {
    const typed = keys(code, index * 10, 0.4);
    type([...typed, key('Enter', end(typed) + 0.4)]);
  }
  expect(scans.map(({ text }) => text)).toEqual(codes);
  expect(rest.field).toBe('');
});

test('pulled out after any key of a code, with prefix or without, it leaves nothing behind for the next', () => {
  for (const prefix of [[], [key('F13', 0)]])
    for (let typed = 1; typed <= card.length; typed += 1) {
      const { type, scans } = page();
      type([...prefix, ...keys(card.slice(0, typed), 5, 5)]);
      // Plugged in again after a while, as nobody does in less.
      const again = keys(card, 5_000, 5);
      type([...prefix.map((one) => ({ ...one, atMs: 4_995 })), ...again, key('Enter', end(again) + 5)]);
      expect([typed, scans.at(-1)?.text]).toEqual([typed, card]);
    }
});

/** A card, one of those with digits only, or a gift card. */
const newCode = (chance: Chance): string => {
  const digits = `29${chance.text('0123456789', 10)}`;
  return chance.pick([
    newMemberCardCode(chance.bytes(64)),
    newGiftCardCode(chance.bytes(64)),
    `${digits}${gs1CheckDigit(digits)}`,
  ]);
};

test('keys of two scanners that type at once are one stream: nobody else is ever read from it, and the next scan is whole', () => {
  const chance = seeded(52);
  let mixed = 0;
  // What is left of a card of digits may have the length and check digit of an article: that says nobody.
  const harmless = new Set(['unknown', 'unreadable', 'article']);
  for (let round = 0; round < 2_000; round += 1) {
    const codes = [newCode(chance), newCode(chance)] as const;
    const one = page();
    const [left, right] = codes.map((code) => [...code, 'Enter']) as [string[], string[]];
    const strokes: Stroke[] = [];
    // Each scanner keeps its own order; which of the two is next is chance.
    for (let atMs = 0; left.length + right.length > 0; atMs += 5) {
      const from = right.length === 0 || (left.length > 0 && chance.int(0, 1) === 0) ? left : right;
      strokes.push(key(from.shift() ?? '', atMs));
    }
    one.type(strokes);
    const scans = one.scans.map((scan) => recognise({ deviceId: 'keys', ...scan }));
    const whoever = scans.filter(({ kind }) => !harmless.has(kind));
    mixed += scans.length - whoever.length;
    expect(codes.map((code) => recognise({ deviceId: 'keys', text: code }))).toEqual(
      expect.arrayContaining(whoever),
    );
    const before = one.scans.length;
    one.type([...keys(codes[0], 10_000, 10), key('Enter', 10_400)]);
    expect(one.scans.slice(before).map(({ text }) => text)).toEqual([codes[0]]);
  }
  expect(mixed).toBeGreaterThan(2_000);
});

test('whatever is pressed, nothing throws, and a good scan after it is read', () => {
  const chance = seeded(8);
  const names = ['F13', 'Enter', 'Tab', 'Shift', 'Dead', 'Unidentified', 'a', 'Z', '0', ' ', '\x02', 'ő'];
  for (let round = 0; round < 500; round += 1) {
    const { type, scans } = page();
    let atMs = 0;
    type(
      Array.from({ length: chance.int(1, 60) }, () =>
        key(chance.pick(names), (atMs += chance.int(0, 60)), {
          ctrl: chance.int(0, 9) === 0,
          altGr: chance.int(0, 9) === 0,
          repeat: chance.int(0, 9) === 0,
        }),
      ),
    );
    const good = keys(card, atMs + 5_000, 5);
    type([...good, key('Enter', end(good) + 5)]);
    expect(scans.at(-1)?.text).toBe(card);
  }
});
