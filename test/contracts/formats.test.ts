import { describe, expect, test } from 'vitest';
import { checkCharacters, layoutSafeAlphabet } from '#shared/scan/check-characters.ts';
import { formats } from '#shared/scan/formats.ts';
import { actionCodeOf } from '#shared/scan/formats/action-code.format.ts';
import { claimCodeOf } from '#shared/scan/formats/claim-code.format.ts';
import { nodeMachine } from '#electron/platform/machine.ts';
import { referralCodeOf } from '#shared/scan/formats/referral-code.format.ts';
import { gs1CheckDigit } from '#shared/scan/gs1/check-digit.ts';
import { recognise } from '#shared/scan/recognise.ts';
import { ScannedAction } from '#shared/scan/scanned-action.ts';
import { voucherNumber } from '#shared/scan/voucher-number.ts';
import { encodeTokenBody, toDigits } from '#shared/scan/voucher-token.ts';
import { seeded, type Chance } from '#test/support/seeded.ts';

/** Good codes of each format. A new format adds its own here. */
const good: Record<string, (chance: Chance) => string> = {
  'action-code': (chance) =>
    actionCodeOf(chance.pick(ScannedAction.options), chance.text('0123456789abcdef', 32), nodeMachine.sha256),
  'article-number': (chance) => {
    const digits =
      chance.pick(['0', '1', '4', '9']) + chance.text('0123456789', chance.pick([6, 10, 11, 12]));
    return `${digits}${gs1CheckDigit(digits)}`;
  },
  'claim-code': (chance) => claimCodeOf(chance.text('0123456789abcdef', 12)),
  'ean13-card': (chance) => {
    const digits = `2${chance.text('0123456789', 11)}`;
    return `${digits}${gs1CheckDigit(digits)}`;
  },
  'gift-card': (chance) => {
    const letters = `GC${chance.text(layoutSafeAlphabet, 16)}`;
    return letters + checkCharacters(letters);
  },
  'gs1-digital-link': (chance) => {
    const digits = chance.text('0123456789', 13);
    return `https://id.gs1.org/01/${digits}${gs1CheckDigit(digits)}/10/${chance.text('ABC123', 6)}?17=271231`;
  },
  'gs1-elements': (chance) => {
    const digits = chance.text('0123456789', 13);
    const item = `01${digits}${gs1CheckDigit(digits)}`;
    return (
      item +
      chance.pick(['', '17271231', '3103001250', `10${chance.text('AB12', 5)}\x1d21${chance.text('XY9', 4)}`])
    );
  },
  'member-card': (chance) => {
    const letters = `TC${chance.text(layoutSafeAlphabet, 10)}`;
    return letters + checkCharacters(letters);
  },
  'nfc-uid': (chance) => {
    const uid = chance.text('0123456789ABCDEF', chance.pick([8, 14, 20]));
    return `NFC${uid.replace(/^08/, '04')}`;
  },
  'referral-code': (chance) => referralCodeOf(chance.text('0123456789abcdef', 32)),
  'voucher-number': (chance) => voucherNumber(chance.text('0123456789abcdef', 16)),
  'voucher-qr': (chance) => {
    const ids = { keyId: chance.text('0123456789abcdef', 8), voucherId: chance.text('0123456789abcdef', 16) };
    const body = encodeTokenBody({ ...ids, amount: chance.int(1, 10_000), kind: 'credit', expiryDay: null });
    return toDigits(body, chance.bytes(64));
  },
};

/** A code with a character lost, doubled or changed, as a bad print or a hurried reading does it. */
function damaged(text: string, chance: Chance): string {
  const place = chance.int(0, text.length - 1);
  const other = chance.pick(['', text.charAt(place).repeat(2), chance.text('0123456789BCDXYZ', 1)]);
  return text.slice(0, place) + other + text.slice(place + 1);
}

const claims = (text: string): string[] =>
  formats.filter((format) => format.recognise(text) !== undefined).map(({ name }) => name);

test('formats stand in alphabetical order, each name once', () => {
  const names = formats.map(({ name }) => name);
  expect(names).toEqual([...new Set(names)].sort());
});

describe.each(formats)('the format $name', (format) => {
  const chance = seeded(71);
  const codes = Array.from({ length: 500 }, () => good[format.name]?.(chance) ?? '');

  test('reads its own codes, and no other format claims them', () => {
    for (const code of codes) {
      expect(claims(code)).toEqual([format.name]);
      expect(format.recognise(code)?.kind).not.toBe('unreadable');
    }
  });

  test('says the same for the same text', () => {
    for (const code of codes.slice(0, 50)) expect(format.recognise(code)).toEqual(format.recognise(code));
  });

  test('a damaged code is never claimed by two formats', () => {
    for (const code of codes) expect(claims(damaged(code, chance)).length).toBeLessThanOrEqual(1);
  });

  test('never throws, whatever is held under the scanner', () => {
    const alphabets = ['0123456789', layoutSafeAlphabet, 'TC- 0129', 'abcÀőű€\u0000\u001d\n\u2028🂡', '2'];
    for (let round = 0; round < 5000; round += 1) {
      const garbage = chance.text(
        chance.pick(alphabets),
        chance.pick([0, 1, 12, 13, 14, 207, 208, 209, 4096]),
      );
      expect(() => format.recognise(garbage)).not.toThrow();
      expect(() => format.recognise(damaged(chance.pick(codes), chance))).not.toThrow();
    }
  });
});

test('what a scanner says is always given a meaning, be it unknown', () => {
  const chance = seeded(72);
  for (let round = 0; round < 1500; round += 1) {
    const text = chance.text('0123456789TCBD]EQ \r\nöÖ', chance.int(1, 40));
    const usText = chance.pick([undefined, chance.text('0123456789', 208)]);
    const scan = recognise({ deviceId: 'test', text, ...(usText === undefined ? {} : { usText }) });
    expect([
      'action',
      'member-card',
      'gift-card',
      'voucher',
      'voucher-number',
      'article',
      'unreadable',
      'unknown',
    ]).toContain(scan.kind);
  }
});
