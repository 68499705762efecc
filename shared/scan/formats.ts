import type { CodeFormat } from './format.ts';
import { actionCode } from './formats/action-code.format.ts';
import { articleNumber } from './formats/article-number.format.ts';
import { claimCode } from './formats/claim-code.format.ts';
import { ean13Card } from './formats/ean13-card.format.ts';
import { giftCard } from './formats/gift-card.format.ts';
import { gs1DigitalLink } from './formats/gs1-digital-link.format.ts';
import { gs1Elements } from './formats/gs1-elements.format.ts';
import { memberCard } from './formats/member-card.format.ts';
import { nfcUid } from './formats/nfc-uid.format.ts';
import { referralCode } from './formats/referral-code.format.ts';
import { voucherNumber } from './formats/voucher-number.format.ts';
import { voucherQr } from './formats/voucher-qr.format.ts';

/** Every code Tessera can read, alphabetically. The first that knows the text wins; their texts do not overlap. */
export const formats: readonly CodeFormat[] = [
  actionCode,
  articleNumber,
  claimCode,
  ean13Card,
  giftCard,
  gs1DigitalLink,
  gs1Elements,
  memberCard,
  nfcUid,
  referralCode,
  voucherNumber,
  voucherQr,
];
