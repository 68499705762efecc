import { z } from 'zod';
import { RecordId } from '../ledger/record-id.ts';
import { WalletId } from '../members/wallet.ts';
import { call } from './channel.ts';
import { RefusalView } from './checkout.api.ts';

/** Done, with the slip that says so; or refused with the reason. */
export const MembershipAnswer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), jobId: z.string() }),
  z.object({ ok: z.literal(false), refusal: RefusalView }),
]);
export type MembershipAnswer = z.infer<typeof MembershipAnswer>;

/** Belonging to something for money. `commandId` makes selling safe to repeat: the same id never sells twice, also after a restart. */
export const membershipApi = {
  /** `priceMinor` is what the customer was told: at another price nothing is sold. */
  'membership.sell': call(
    z.object({
      commandId: RecordId.min(8),
      walletId: WalletId,
      programId: z.string().max(40),
      priceMinor: z.int(),
    }),
    MembershipAnswer,
  ),
  'membership.end': call(z.object({ walletId: WalletId, membershipId: RecordId }), MembershipAnswer),
} as const;
