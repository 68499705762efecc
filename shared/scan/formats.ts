import type { CodeFormat } from './format.ts';
import { ean13Card } from './formats/ean13-card.format.ts';
import { memberCard } from './formats/member-card.format.ts';
import { voucherQr } from './formats/voucher-qr.format.ts';

/** Every code Tessera can read, alphabetically. The first that knows the text wins; their texts do not overlap. */
export const formats: readonly CodeFormat[] = [ean13Card, memberCard, voucherQr];
