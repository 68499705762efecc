import { z } from 'zod';
import { consentFields } from '../members/profile.ts';
import { CardId, WalletId } from '../members/wallet.ts';
import { call } from './channel.ts';
import { BackOfficeAnswer } from './back-office.api.ts';
import { RefusalView } from './checkout.api.ts';

/** A member in a list to choose from: enough to tell two of one name apart, and no more. */
export const MemberHit = z.object({
  walletId: WalletId,
  name: z.string().nullable(),
  /** The last digits of the number, and the address with most of its letters hidden. */
  phone: z.string().nullable(),
  email: z.string().nullable(),
  tails: z.array(z.string()),
});
export type MemberHit = z.infer<typeof MemberHit>;

/** A person as typed into a form: what is left out stays as it is, what is empty is emptied. */
export const TypedPersonInput = z.object({
  name: z.string().max(120).optional(),
  phone: z.string().max(40).optional(),
  email: z.string().max(200).optional(),
  birthday: z.string().max(20).optional(),
  language: z.enum(['en', 'it', 'hu']).nullable().optional(),
  nickname: z.string().max(24).optional(),
  note: z.string().max(300).optional(),
  consents: z.partialRecord(z.enum(consentFields), z.boolean()).optional(),
});

/** What is known of a member as a form shows it: empty texts for what nobody said. */
export const MemberSheet = z.object({
  walletId: WalletId,
  name: z.string(),
  phone: z.string(),
  email: z.string(),
  birthday: z.string(),
  language: z.enum(['en', 'it', 'hu']).nullable(),
  nickname: z.string(),
  note: z.string(),
  /** For each way of writing: whether it was agreed to, when somebody last said so, and at which till. */
  consents: z.array(
    z.object({
      field: z.enum(consentFields),
      given: z.boolean(),
      atMs: z.int().nullable(),
      tillName: z.string(),
    }),
  ),
  /** Of all wallets that count as this one. */
  cards: z.array(z.object({ cardId: CardId, tail: z.string(), blocked: z.boolean() })),
  /** Who turned out to be the same person, and into which of their wallets each was merged. */
  joined: z.array(z.object({ into: WalletId, member: MemberHit })),
});
export type MemberSheet = z.infer<typeof MemberSheet>;

/** Done; or refused with the reason, and, when it may be somebody we know, with who that is. */
export const MemberAnswer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true) }),
  z.object({ ok: z.literal(false), refusal: RefusalView, known: z.array(MemberHit) }),
]);
export type MemberAnswer = z.infer<typeof MemberAnswer>;

/** Everything that is kept of a member, for whoever asks what that is: for machines, and in words to be printed. */
export const MemberExport = z.object({ json: z.string(), text: z.string() });

/**
 * Who members are. `anyway` says that two people share a number or an address: asked without it, that is refused and both are shown.
 */
export const membersApi = {
  /** At most twenty. `typos` also finds what was mistyped, which takes longer. */
  'members.find': call(
    z.object({ text: z.string().max(120), typos: z.boolean() }),
    z.object({ found: z.array(MemberHit), more: z.boolean() }),
  ),
  'members.sheet': call(z.object({ walletId: WalletId }), MemberSheet.nullable()),
  /** Makes a member of whoever holds the new card on the counter; nothing typed is fine. */
  'members.enrol': call(z.object({ person: TypedPersonInput, anyway: z.boolean() }), MemberAnswer),
  'members.change': call(
    z.object({ walletId: WalletId, person: TypedPersonInput, anyway: z.boolean() }),
    MemberAnswer,
  ),
  /** Puts a member at the counter who was found by what `text` says. */
  'members.present': call(z.object({ walletId: WalletId, text: z.string().max(120) }), MemberAnswer),
  /** Gives the new card on the counter to a member who is known. */
  'members.attach': call(z.object({ walletId: WalletId }), MemberAnswer),
  'members.erase': call(z.object({ walletId: WalletId }), BackOfficeAnswer),
  'members.export': call(
    z.object({ walletId: WalletId, language: z.enum(['en', 'it', 'hu']) }),
    MemberExport.nullable(),
  ),
} as const;
