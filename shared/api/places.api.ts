import { z } from 'zod';
import { RecordId } from '../ledger/record-id.ts';
import { VoucherId, WalletId } from '../members/wallet.ts';
import { call } from './channel.ts';
import { RefusalView } from './checkout.api.ts';
import { MemberHit } from './members.api.ts';

/** Done, with the ticket's print job if one is printed; or refused with the reason. */
export const PlaceAnswer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), jobId: z.string().nullable() }),
  z.object({ ok: z.literal(false), refusal: RefusalView }),
]);
export type PlaceAnswer = z.infer<typeof PlaceAnswer>;

/** Something with places, and who has one: for whoever holds the list at the door. */
export const BookedView = z.object({
  programId: z.string(),
  name: z.string(),
  eventDay: z.string().nullable(),
  quota: z.int().nullable(),
  /** How many are left, as far as this till heard; null without a limit. */
  left: z.int().nullable(),
  guests: z.array(
    z.object({
      voucherId: VoucherId,
      member: MemberHit,
      bookedDay: z.string(),
      state: z.enum(['booked', 'taken', 'over']),
    }),
  ),
});
export type BookedView = z.infer<typeof BookedView>;

/** Places that members take in something. `commandId` makes booking safe to repeat: the same id never books twice. */
export const placesApi = {
  /** For the member at the counter, and for nobody else. */
  'places.book': call(
    z.object({ commandId: RecordId.min(8), walletId: WalletId, programId: z.string().max(40) }),
    PlaceAnswer,
  ),
  'places.give-up': call(z.object({ walletId: WalletId, voucherId: VoucherId }), PlaceAnswer),
  /** Everything with places that runs, and who has them; the latest five hundred of each. */
  'places.booked': call(z.object({}), z.array(BookedView)),
} as const;
