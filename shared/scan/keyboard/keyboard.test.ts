import { describe, expect, test } from 'vitest';
import { seeded } from '#test/support/seeded.ts';
import { recognise } from '../recognise.ts';
import { calibrate, calibrated, calibrationText } from './calibration.ts';
import { characterAt, readAs, strokeFor, typedBy, usTextOf } from './keyboard.ts';
import { layoutNames, layouts, typingKeys, type Layout } from './layouts.ts';

/** What a screen hears of a scanner set to one layout on a computer set to another. */
function heard(scanner: Layout, computer: Layout, text: string) {
  const strokes = typedBy(scanner, text) ?? [];
  return {
    deviceId: 'keyboard-wedge',
    // A key that types nothing on the computer says nothing there.
    text: strokes.map((stroke) => characterAt(computer, stroke) ?? '').join(''),
    usText: strokes.map((stroke) => usTextOf(stroke) ?? '').join(''),
  };
}

const pairs = layoutNames.flatMap((scanner) => layoutNames.map((computer) => [scanner, computer] as const));
const typable = (layout: Layout): string =>
  [...layouts[layout].plain, ...layouts[layout].shifted, ...layouts[layout].altGr]
    .filter((character) => character !== ' ' && !/[\uE000-\uE002]/.test(character))
    .join('');

describe.each(layoutNames)('the layout %s', (layout) => {
  test('has a character for every key on every level', () => {
    for (const level of Object.values(layouts[layout])) expect([...level]).toHaveLength(typingKeys.length);
  });

  test('has all letters and digits, and the calibration code', () => {
    const wanted = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789', ...calibrationText];
    expect(wanted.filter((character) => !strokeFor(layout, character))).toEqual([]);
  });

  test('types a character with the key that it says types it', () => {
    for (const character of typable(layout)) {
      const stroke = strokeFor(layout, character);
      expect(stroke && characterAt(layout, stroke), character).toBe(character);
    }
  });
});

test.each([
  ['hu', 'ö', 'Digit0'],
  ['hu', 'y', 'KeyZ'],
  ['hu', '0', 'Backquote'],
  ['hu', '@', 'KeyV'],
  ['de', 'z', 'KeyY'],
  ['de', '-', 'Slash'],
  ['fr', 'a', 'KeyQ'],
  ['fr', '1', 'Digit1'],
  ['fr', 'm', 'Semicolon'],
  ['it', '@', 'Semicolon'],
  ['it', ':', 'Period'],
  ['uk', '@', 'Quote'],
  ['uk', '#', 'Backslash'],
] as const)('on %s the character %s is on %s', (layout, character, code) => {
  expect(strokeFor(layout, character)?.code).toBe(code);
});

describe.each(pairs)('a scanner set to %s on a computer set to %s', (scanner, computer) => {
  test('is known by the calibration code, with what it puts around each code', () => {
    for (const [prefix, suffix] of [
      ['', ''],
      ['7', ''],
      ['', '.'],
      ['CARD_', '-X'],
    ] as const) {
      const { usText } = heard(scanner, computer, prefix + calibrationText + suffix);
      expect(calibrate(usText)).toEqual({ layout: scanner, prefix, suffix });
    }
  });

  test('says after that whatever it can type at all, and nothing else', () => {
    const chance = seeded(layoutNames.indexOf(scanner) * 10 + layoutNames.indexOf(computer));
    const alphabet = typable(scanner);
    const set = { layout: scanner, prefix: 'P_', suffix: '.S' };
    for (let round = 0; round < 200; round += 1) {
      const text = chance.text(alphabet, chance.int(1, 40));
      const scan = calibrated(heard(scanner, computer, `P_${text}.S`), set);
      expect(scan.usText).toBe(text);
    }
  });

  test('lets our cards and vouchers be read, calibrated or not where it can be', () => {
    const card = 'TCBCDEFGHJKLNN';
    const voucher = '01'.repeat(104);
    const raw = heard(scanner, computer, card);
    expect(recognise(raw).kind).toBe('member-card');
    const set = { layout: scanner, prefix: '', suffix: '' };
    expect(calibrated(heard(scanner, computer, voucher), set).usText).toBe(voucher);
  });
});

test('what is no calibration code calibrates nothing', () => {
  for (const text of ['', 'TCBCDEFGHJKLNN', calibrationText.slice(1), calibrationText.toLowerCase()])
    expect(calibrate(text)).toBeUndefined();
});

test('an AIM identifier in front is no prefix', () => {
  for (const layout of layoutNames.filter((name) => strokeFor(name, ']'))) {
    const { usText } = heard(layout, 'us', `]C0${calibrationText}`);
    expect(calibrate(usText)).toEqual({ layout, prefix: '', suffix: '' });
  }
});

test('a group separator is the same on every layout', () => {
  for (const layout of layoutNames) expect(readAs(layout, '\x1d')).toBe('\x1d');
});

test('a key that types nothing on the layout is no reading at all', () => {
  expect(readAs('de', '`')).toBeUndefined();
  const scan = { deviceId: 'w', text: 'x`', usText: 'x`' };
  expect(calibrated(scan, { layout: 'de', prefix: '', suffix: '' })).toEqual({ deviceId: 'w', text: 'x`' });
});

test('the number block says the same whatever the layout', () => {
  const usText = ['Numpad4', 'Numpad0', 'NumpadDecimal']
    .map((code) => usTextOf({ code, shift: false, altGr: false }))
    .join('');
  for (const layout of layoutNames) expect(readAs(layout, usText)).toBe('40.');
});
