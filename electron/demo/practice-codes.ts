import type { PracticeCode } from '#shared/api/practice.api.ts';
import type { LanguageTag } from '#shared/base/language.ts';
import type { Machine } from '#shared/base/machine.ts';
import { promiseOf } from '#shared/print/documents/voucher.document.ts';
import { chipNumberText } from '#shared/scan/raw-scan.ts';
import { encodeTokenBody, signatureBytes, toDigits } from '#shared/scan/voucher-token.ts';
import type { Store } from '#electron/store/store.ts';
import { demoShop } from './demo-shop.ts';

/**
 * What can be held under the virtual scanner: the demo shop's cards, the last vouchers this till issued, and a forgery that
 * looks just like one of ours and has a made-up signature.
 */
export function practiceCodes(
  store: Store,
  publicKey: string,
  machine: Pick<Machine, 'randomBytes'>,
  language: LanguageTag,
): PracticeCode[] {
  const card = (kind: PracticeCode['kind'], text: string): PracticeCode => ({
    kind,
    text,
    hint: text.slice(-4),
  });
  const vouchers = store.look.latestVouchers(6).map((voucher): PracticeCode => {
    const kind = voucher.redeemedAtMs === null ? 'voucher' : 'spent-voucher';
    return { kind, text: voucher.token, hint: promiseOf(voucher, language) };
  });
  const body = encodeTokenBody({
    keyId: publicKey.slice(0, 8),
    voucherId: 'f0f0f0f0f0f0f0f0',
    amount: 5000,
    kind: 'credit',
    expiryDay: null,
  });
  const forged = toDigits(body, machine.randomBytes(signatureBytes));
  return [
    ...demoShop.members.map((member) => card(/^\d+$/.test(member.card) ? 'ean-card' : 'card', member.card)),
    card('new-card', demoShop.newCard),
    card('blocked-card', demoShop.blockedCard),
    card('gift-card', demoShop.giftCard),
    ...vouchers,
    ...chips(),
    {
      kind: 'forged-voucher',
      text: forged,
      hint: promiseOf({ unit: 'credit:EUR', amount: 5000, label: '' }, language),
    },
  ];
}

/** Chips to tap: one that a member's code is written on, one with nothing but its number, and a phone, which draws a number each time. */
function chips(): PracticeCode[] {
  const written = demoShop.members[0]?.card ?? demoShop.newCard;
  const chip = (kind: PracticeCode['kind'], uid: readonly number[]): PracticeCode => {
    const text = chipNumberText(Uint8Array.from(uid));
    return { kind, text, hint: text.slice(-4) };
  };
  const carrier = chip('chip-card', [0x04, 0xa1, 0xb2, 0xc3, 0xd4, 0xe5, 0xf6]);
  return [
    { ...carrier, text: written, also: [carrier.text], hint: written.slice(-4) },
    chip('chip-number', [0x04, 0x5e, 0x77, 0x0a, 0x91, 0x3c, 0x80]),
    chip('chip-phone', [0x08, 0x1d, 0x52, 0xe7]),
  ];
}
