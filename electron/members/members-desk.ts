import type { MemberAnswer, MemberHit, MemberSheet } from '#shared/api/members.api.ts';
import { tillName } from '#shared/visit/till-name.ts';
import { readTyped } from '#shared/members/fold-words.ts';
import { consentFields, personOf, type PersonChanges } from '#shared/members/profile.ts';
import { readPerson, type TypedPerson } from '#shared/members/read-person.ts';
import { shareContact } from '#shared/members/same-contact.ts';
import type { MemberRefusal } from '#shared/members/refusal.ts';
import type { WalletId } from '#shared/members/wallet.ts';
import type { Machine } from '#shared/base/machine.ts';
import type { Checkout } from '#electron/checkout/checkout.ts';
import type { Store } from '#electron/store/store.ts';
import { findMembers, hitOf, sharers } from './find-members.ts';
import { knownMember } from './known-member.ts';

export interface MembersDeskOptions {
  store: Store;
  checkout: Pick<Checkout, 'enrol' | 'attach' | 'present' | 'newCard' | 'referrer'>;
  machine: Pick<Machine, 'now'>;
  /** A profile changed here: it may be sent, and screens may show another. */
  changed(): void;
}

/** Where members are found, enrolled and changed. */
export interface MembersDesk {
  find(wanted: { text: string; typos: boolean }): { found: MemberHit[]; more: boolean };
  sheet(walletId: WalletId): MemberSheet | null;
  enrol(typed: TypedPerson, anyway: boolean): MemberAnswer;
  change(walletId: WalletId, typed: TypedPerson, anyway: boolean): MemberAnswer;
  present(walletId: WalletId, text: string): MemberAnswer;
  attach(walletId: WalletId): MemberAnswer;
}

/** The desk of one till. What it answers is on disk before it answers. */
export function createMembersDesk({ store, checkout, machine, changed }: MembersDeskOptions): MembersDesk {
  const { profiles, look } = store;
  const refused = (refusal: MemberRefusal, known: MemberHit[] = []): MemberAnswer => {
    return { ok: false, refusal: { ...refusal }, known };
  };
  /** Why nothing can be done with this member. */
  const faultOf = (walletId: WalletId): MemberRefusal | undefined => {
    const state = knownMember(store, walletId);
    if (!state) return { code: 'MEMBER_UNKNOWN' };
    return state.erased ? { code: 'MEMBER_ALREADY_ERASED' } : undefined;
  };
  /** What was typed, understood, and not somebody else's unless that is meant; or why not. */
  const understand = (
    typed: TypedPerson,
    self: WalletId | null,
    anyway: boolean,
  ): { changes: PersonChanges } | { answer: MemberAnswer } => {
    const read = readPerson(typed, { till: store.writer, nowMs: machine.now() });
    if (!read.ok) return { answer: refused(read.error) };
    const { phone, email } = read.value;
    const contact = { ...(phone ? { phone } : {}), ...(email ? { email } : {}) };
    const others = anyway ? [] : sharers(store, contact, self);
    if (others.length > 0)
      return {
        answer: refused(
          { code: 'PERSON_KNOWN' },
          others.map((one) => hitOf(one, store)),
        ),
      };
    return { changes: read.value };
  };
  const keep = (walletId: WalletId, changes: PersonChanges): void =>
    profiles.change(walletId, changes, { by: store.writer, nowMs: machine.now() });
  /** Whether what was typed of a person is what a member gave. */
  const livesWith = (walletId: WalletId, { phone, email }: PersonChanges): boolean =>
    shareContact(
      { ...(phone ? { phone } : {}), ...(email ? { email } : {}) },
      personOf(profiles.read(walletId) ?? {}),
    );
  const answerOf = (answer: ReturnType<Checkout['enrol']>): MemberAnswer =>
    answer.ok ? { ok: true } : { ok: false, refusal: answer.refusal, known: [] };

  return {
    find: (wanted) => findMembers(store, wanted),
    sheet(walletId) {
      if (faultOf(walletId)) return null;
      const {
        name = '',
        phone = '',
        email = '',
        birthday = '',
        language = null,
        nickname = '',
        note = '',
        ...rest
      } = personOf(profiles.read(walletId) ?? {});
      const tills = look.tills();
      const consents = consentFields.map((field) => {
        const said = rest[field];
        const where = said ? tillName(said.till, tills) : '';
        return { field, given: said?.given ?? false, atMs: said?.atMs ?? null, tillName: where };
      });
      return {
        walletId,
        name,
        phone,
        email,
        birthday,
        language,
        nickname,
        note,
        consents,
        cards: look.walletsOf(walletId).flatMap((one) => profiles.cardsOf(one)),
        joined: look
          .aliases()
          .filter(({ from }) => look.mainOf(from) === walletId)
          .map(({ from, into }) => ({
            into,
            member: hitOf({ walletId: from, person: personOf(profiles.read(from) ?? {}) }, store),
          })),
      };
    },
    enrol(typed, anyway) {
      const newCard = checkout.newCard();
      const read = understand(typed, newCard, anyway);
      if ('answer' in read) return read.answer;
      const referrer = checkout.referrer();
      if (referrer !== null && livesWith(referrer, read.changes))
        return refused({ code: 'REFERRAL_SAME_HOUSEHOLD' });
      const answer = answerOf(checkout.enrol((walletId) => keep(walletId, read.changes)));
      if (answer.ok) changed();
      return answer;
    },
    change(walletId, typed, anyway) {
      const fault = faultOf(walletId);
      if (fault) return refused(fault);
      const read = understand(typed, walletId, anyway);
      if ('answer' in read) return read.answer;
      keep(walletId, read.changes);
      changed();
      return { ok: true };
    },
    present(found, text) {
      // Who was merged into another counts there, by name as by card.
      const walletId = look.mainOf(found);
      const fault = faultOf(walletId);
      if (fault) return refused(fault);
      const tail = profiles.cardsOf(walletId).find(({ blocked }) => !blocked)?.tail ?? '';
      return answerOf(checkout.present(walletId, tail, readTyped(text).kind));
    },
    attach(walletId) {
      const fault = faultOf(walletId);
      return fault ? refused(fault) : answerOf(checkout.attach(walletId));
    },
  };
}
