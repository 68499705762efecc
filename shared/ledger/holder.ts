import { z } from 'zod';
import type { WalletId } from '../members/wallet.ts';
import type { RecordId } from './record-id.ts';

/**
 * Who owns value: `wallet:` of a member; `voucher:`, `gift-card:` and `claim:` (on a receipt) of whoever holds them; `campaign:` the uses it has left;
 * `reserved:` value set aside for a basket; `sale:` how much of it may still be refunded; `debt:` of a member, zero or below;
 * `house:` our own accounts.
 */
export const Holder = z
  .string()
  .regex(
    /^(wallet|voucher|gift-card|debt):[0-9a-f]{16,64}$|^claim:[0-9a-f]{12}$|^(campaign|reserved|sale):[A-Za-z0-9-]{1,64}$|^house:(issued|redeemed|expired|adjusted|risk|lost)$/,
  );
export type Holder = z.infer<typeof Holder>;

/** What stands before the colon of a holder. */
export type HolderKind =
  | 'wallet'
  | 'voucher'
  | 'gift-card'
  | 'claim'
  | 'debt'
  | 'campaign'
  | 'reserved'
  | 'sale'
  | 'house';

/** Which kind of holder this is. */
export const holderKind = (holder: Holder): HolderKind => holder.slice(0, holder.indexOf(':')) as HolderKind;

/** A holder of one of these kinds, for the body of a fact that is about no other. */
export const HolderOf = (...kinds: HolderKind[]) =>
  Holder.refine((holder) => kinds.includes(holderKind(holder)), `is one of ${kinds.join(', ')}`);

/** Whoever's value may move between drawers: everyone but the house, and debts, which have facts of their own. */
export const RightsHolder = HolderOf(
  'wallet',
  'voucher',
  'gift-card',
  'claim',
  'campaign',
  'reserved',
  'sale',
);

/** House accounts and debts go below zero; nothing that a customer could spend ever does. */
export const mayGoBelowZero = (holder: Holder): boolean => ['house', 'debt'].includes(holderKind(holder));

/** What a member owes: zero or below. Later earnings repay it. */
export const debtHolder = (walletId: WalletId): Holder => `debt:${walletId}`;

/** Value set aside for a basket. */
export const reservedHolder = (reservationId: RecordId): Holder => `reserved:${reservationId}`;

/** How much of a sale may still be refunded. */
export const saleHolder = (saleId: RecordId): Holder => `sale:${saleId}`;

/** The uses that a limited campaign has left. */
export const campaignHolder = (campaignId: RecordId): Holder => `campaign:${campaignId}`;
