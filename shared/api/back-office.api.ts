import { z } from 'zod';
import { Day } from '../base/business-time.ts';
import { Note, OperatorId } from '../ledger/decision.ts';
import { Unit } from '../ledger/posting.ts';
import { RecordId } from '../ledger/record-id.ts';
import { CardId, WalletId } from '../members/wallet.ts';
import { call } from './channel.ts';
import { RefusalView } from './checkout.api.ts';

/** A member as the back office sees one: no name, since the till has none. Debts are below zero. */
export const MemberView = z.object({
  walletId: WalletId,
  cardId: CardId,
  tail: z.string(),
  blocked: z.boolean(),
  erased: z.boolean(),
  lots: z.array(z.object({ unit: z.string(), drawer: z.string(), lot: z.string(), amount: z.int() })),
  debts: z.array(z.object({ unit: z.string(), drawer: z.string(), lot: z.string(), amount: z.int() })),
});
export type MemberView = z.infer<typeof MemberView>;

/** Done, or refused with the reason. */
export const BackOfficeAnswer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true) }),
  z.object({ ok: z.literal(false), refusal: RefusalView }),
]);
export type BackOfficeAnswer = z.infer<typeof BackOfficeAnswer>;

/** Value set aside for a basket: until when, and how much. */
export const ReservationView = z.object({
  reservationId: z.string(),
  holder: z.string(),
  unit: z.string(),
  amount: z.int(),
  untilMs: z.int(),
});
export type ReservationView = z.infer<typeof ReservationView>;

const merge = z.object({ from: WalletId, into: WalletId, by: OperatorId });

/**
 * What managers do, and baskets that wait for payment. `by` is the account of whoever asks. Repeating one of these is refused, not
 * done twice, except an adjustment: whoever repeats that means it.
 */
export const backOfficeApi = {
  /** The member behind a card, as a scanner reads its code; null when nobody has it. */
  'manager.member': call(z.object({ card: z.string().max(200) }), MemberView.nullable()),
  'manager.adjust': call(
    z.object({
      walletId: WalletId,
      unit: Unit,
      amount: z.int(),
      expiryDay: Day.nullable(),
      note: Note,
      by: OperatorId,
    }),
    BackOfficeAnswer,
  ),
  'manager.block-card': call(
    z.object({ cardId: CardId, reason: z.enum(['lost', 'stolen', 'damaged']) }),
    BackOfficeAnswer,
  ),
  'manager.unblock-card': call(z.object({ cardId: CardId }), BackOfficeAnswer),
  'manager.merge': call(merge, BackOfficeAnswer),
  'manager.undo-merge': call(merge, BackOfficeAnswer),
  'manager.erase': call(z.object({ walletId: WalletId, by: OperatorId }), BackOfficeAnswer),
  'basket.reservations': call(z.object({}), z.array(ReservationView)),
  'basket.reserve': call(
    z.object({ reservationId: RecordId.min(8), walletId: WalletId, unit: Unit, amount: z.int().positive() }),
    BackOfficeAnswer,
  ),
  'basket.release': call(z.object({ reservationId: RecordId }), BackOfficeAnswer),
} as const;
