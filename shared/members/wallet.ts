import { z } from 'zod';
import type { Machine } from '../base/machine.ts';

/** A member's wallet: 32 hex digits. Says nothing of the person. */
export const WalletId = z.string().regex(/^[0-9a-f]{32}$/);
export type WalletId = z.infer<typeof WalletId>;

/** A card, by the SHA-256 of its code: 64 hex digits. */
export const CardId = z.string().regex(/^[0-9a-f]{64}$/);
export type CardId = z.infer<typeof CardId>;

/** A voucher: 16 hex digits, random. */
export const VoucherId = z.string().regex(/^[0-9a-f]{16}$/);
export type VoucherId = z.infer<typeof VoucherId>;

/** A gift card: 32 hex digits, drawn from its code by a hash, so that every till that sees the card means the same one. */
export const GiftCardId = z.string().regex(/^[0-9a-f]{32}$/);
export type GiftCardId = z.infer<typeof GiftCardId>;

/** What a sale without a card would have earned, to be claimed later: 12 hex digits, random. */
export const ClaimId = z.string().regex(/^[0-9a-f]{12}$/);
export type ClaimId = z.infer<typeof ClaimId>;

/** The id of a card, from its normalised code. */
export const cardIdOf = (code: string, sha256: Machine['sha256']): CardId => sha256(`card:${code}`);

/** The wallet that a card never seen before opens: derived, so that two tills enrolling it offline agree. */
export const walletIdOf = (cardId: CardId, sha256: Machine['sha256']): WalletId =>
  sha256(`wallet:${cardId}`).slice(0, 32);

/** The id of a gift card, from its normalised code. The code itself is money, and stands in no ledger. */
export const giftCardIdOf = (code: string, sha256: Machine['sha256']): GiftCardId =>
  sha256(`gift-card:${code}`).slice(0, 32);

/** The ledger's name for a member as owner of value. */
export const walletHolder = (walletId: WalletId): string => `wallet:${walletId}`;

/** The ledger's name for whoever holds the paper. */
export const voucherHolder = (voucherId: VoucherId): string => `voucher:${voucherId}`;

/** The ledger's name for whoever holds the gift card. */
export const giftCardHolder = (giftCardId: GiftCardId): string => `gift-card:${giftCardId}`;

/** The ledger's name for whoever holds the receipt of a sale without a card. */
export const claimHolder = (claimId: ClaimId): string => `claim:${claimId}`;
