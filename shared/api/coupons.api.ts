import { z } from 'zod';
import { RecordId } from '../ledger/record-id.ts';
import { VoucherId, WalletId } from '../members/wallet.ts';
import { call } from './channel.ts';
import { PlaceAnswer } from './places.api.ts';

/** What may be given to a member by hand, and what they were given and still have. */
export const CouponsView = z.object({
  kinds: z.array(z.object({ programId: z.string(), name: z.string() })),
  given: z.array(
    z.object({
      voucherId: VoucherId,
      /** What a scanner would read off its bars. */
      number: z.string(),
      label: z.string(),
      untilDay: z.string().nullable(),
    }),
  ),
});
export type CouponsView = z.infer<typeof CouponsView>;

/** Coupons given to a member by hand. `commandId` makes giving safe to repeat: the same id never gives twice. */
export const couponsApi = {
  'coupons.of-member': call(z.object({ walletId: WalletId }), CouponsView),
  /** On `paper`, or else only onto the card; either is good at once. */
  'coupons.give': call(
    z.object({
      commandId: RecordId.min(8),
      walletId: WalletId,
      programId: z.string().max(40),
      /** Why, for whoever looks later; empty for none. */
      note: z.string().trim().max(80),
      paper: z.boolean(),
    }),
    PlaceAnswer,
  ),
  /** Takes one back that nobody used. */
  'coupons.take-back': call(z.object({ walletId: WalletId, voucherId: VoucherId }), PlaceAnswer),
} as const;
