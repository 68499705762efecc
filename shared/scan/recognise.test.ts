import { describe, expect, test } from 'vitest';
import { checkCharacters } from './check-characters.ts';
import { gs1CheckDigit } from './gs1/check-digit.ts';
import { groupedCardCode, newMemberCardCode } from './formats/member-card.format.ts';
import { chipNumberText } from './raw-scan.ts';
import { recognise } from './recognise.ts';
import type { Scan } from './scan.ts';
import { encodeTokenBody, toDigits } from './voucher-token.ts';

const scanned = (text: string, usText?: string): Scan =>
  recognise({ deviceId: 'test', text, ...(usText === undefined ? {} : { usText }) });

const letters = 'TCBCDEFGHJKL';
const card = letters + checkCharacters(letters);
const known = { kind: 'member-card', code: card, format: 'member-card' };
const body = encodeTokenBody({
  keyId: '0abc1234',
  voucherId: '00f1e2d3c4b5a697',
  amount: 200,
  kind: 'credit',
  expiryDay: null,
});
const voucher = toDigits(body, new Uint8Array(64).fill(7));

describe('our own card', () => {
  test.each([
    ['as printed', card],
    ['in groups', groupedCardCode(card)],
    ['in small letters', card.toLowerCase()],
    ['with a hyphen', `${card.slice(0, 4)}-${card.slice(4)}`],
    ['with a scanner’s line end', `${card}\r\n`],
    ['with the AIM identifier of Code 128', `]C0${card}`],
    ['with the AIM identifier of a QR code', `]Q3${card}`],
  ])('%s gives one code', (_, text) => {
    expect(scanned(text)).toEqual(known);
  });

  test('people read it in groups of four', () => {
    expect(groupedCardCode('TCBCDEFGHJKLNP')).toBe('TCBC DEFG HJKL NP');
  });

  test('a new one is made of chance and is valid', () => {
    const code = newMemberCardCode(Uint8Array.from({ length: 32 }, (_, index) => index * 7));
    expect(code).toMatch(/^TC[A-Z]{12}$/);
    expect(scanned(code)).toEqual({ kind: 'member-card', code, format: 'member-card' });
  });

  test.each([
    ['one letter wrong', card.replace('D', 'E'), 'CHECK_CHARACTERS'],
    ['a letter that no card has', card.replace('D', 'Q'), 'CHECK_CHARACTERS'],
    ['the last letter lost', card.slice(0, -1), 'WRONG_LENGTH'],
    ['one letter twice', `${card}B`, 'WRONG_LENGTH'],
  ])('%s is damaged, not unknown', (_, text, reason) => {
    expect(scanned(text)).toEqual({ kind: 'unreadable', format: 'member-card', reason });
  });
});

describe('the card the shop had before', () => {
  test.each([
    ['400638133393', 1],
    ['200000000000', 8],
    ['590123412345', 7],
    ['978316148410', 0],
  ])('the check digit of %s is %i', (digits, check) => {
    expect(gs1CheckDigit(digits)).toBe(check);
  });

  test('an EAN-13 of the shop’s own range is a card', () => {
    const code = `290000000123${gs1CheckDigit('290000000123')}`;
    expect(scanned(code)).toEqual({ kind: 'member-card', code, format: 'ean13-card' });
    expect(scanned(`]E0${code}`)).toEqual({ kind: 'member-card', code, format: 'ean13-card' });
  });

  test('an article is not a card', () => {
    expect(scanned('4006381333931')).toMatchObject({ kind: 'article', gtin: '04006381333931' });
  });

  test('a wrong digit is noticed', () => {
    expect(scanned('2900000001231')).toMatchObject({ kind: 'unreadable', format: 'ean13-card' });
  });
});

describe('a chip', () => {
  const chip = { kind: 'member-card', code: 'NFC04A1B2C3D4E5F6', format: 'nfc-uid' };
  const tapped = (text: string, ...also: string[]): Scan => recognise({ deviceId: 'test', text, also });

  test.each([
    ['as readers say it', chipNumberText(Uint8Array.of(0x04, 0xa1, 0xb2, 0xc3, 0xd4, 0xe5, 0xf6))],
    ['in small letters with colons', 'nfc:04:a1:b2:c3:d4:e5:f6'],
  ])('with a number only, %s, is a card of its own kind', (_, text) => {
    expect(scanned(text)).toEqual(chip);
  });

  test('on which a card’s code is written is that card, as text or in an address', () => {
    expect(tapped(card, chip.code)).toEqual(known);
    expect(tapped(`https://loyal.example/c/${card}`, chip.code)).toEqual(known);
    expect(tapped('https://loyal.example', card, chip.code)).toEqual(known);
  });

  test('on which something else is written is known by its number', () => {
    expect(tapped('https://loyal.example/menu', chip.code)).toEqual(chip);
  });

  test('that draws another number at each tap is no card', () => {
    expect(scanned('NFC081D52E7')).toMatchObject({ kind: 'unreadable', reason: 'CHANGING_NUMBER' });
    expect(scanned('NFC04A1B2')).toMatchObject({ kind: 'unreadable', reason: 'WRONG_LENGTH' });
  });
});

describe('a voucher', () => {
  test('is read with everything it says', () => {
    expect(scanned(voucher)).toMatchObject({
      kind: 'voucher',
      token: { voucherId: '00f1e2d3c4b5a697', amount: 200, kind: 'credit', expiryDay: null },
      signed: { body, signature: new Uint8Array(64).fill(7) },
    });
  });

  test('with a digit too few is damaged', () => {
    expect(scanned(voucher.slice(1))).toMatchObject({ kind: 'unreadable', reason: 'WRONG_LENGTH' });
  });

  test('of a newer kind is not guessed at', () => {
    expect(scanned('9'.repeat(208))).toMatchObject({ kind: 'unreadable', reason: 'UNKNOWN_VERSION' });
  });
});

describe('a scanner that types into a foreign keyboard layout', () => {
  test('is understood by the keys it pressed', () => {
    const hungarian = voucher.replaceAll('0', 'ö');
    expect(scanned(hungarian, voucher)).toMatchObject({ kind: 'voucher' });
    expect(scanned(hungarian)).toMatchObject({ kind: 'unknown' });
  });

  test('a whole reading beats a damaged one, whichever comes first', () => {
    const damaged = card.replace('D', 'Q');
    expect(scanned(damaged, card)).toEqual(known);
    expect(scanned(card, damaged)).toEqual(known);
  });

  test('a damaged reading beats none', () => {
    expect(scanned('ö', card.slice(0, -1))).toMatchObject({ kind: 'unreadable', reason: 'WRONG_LENGTH' });
  });
});

test.each(['', ' ', 'TC', 'hello', 'https://example.com', '12345', ']E0', 'TC'.repeat(300), '💳', '\u0000'])(
  '%j is nothing of ours',
  (text) => {
    expect(scanned(text)).toMatchObject({ kind: 'unknown' });
  },
);
