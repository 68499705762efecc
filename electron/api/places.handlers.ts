import type { BookedView, PlaceAnswer, placesApi } from '#shared/api/places.api.ts';
import type { Handlers } from '#shared/api/channel.ts';
import type { LanguageTag, Say } from '#shared/base/language.ts';
import { personOf } from '#shared/members/profile.ts';
import { paperHouse } from '#shared/settings/paper-settings.ts';
import { voucherDocument } from '#shared/print/documents/voucher.document.ts';
import {
  bookPlace,
  giveUpPlace,
  missingForGivingUp,
  missingForPlace,
  placesLeft,
  placesOffered,
  placeState,
  type Booked,
} from '#shared/visit/places.ts';
import type { Checkout } from '#electron/checkout/checkout.ts';
import { hitOf } from '#electron/members/find-members.ts';
import type { NewPrintJob } from '#electron/store/print-jobs.ts';
import { circumstancesAt, fetchMissing, type CounterDesk } from './counter-desk.ts';

/** What places are given out with. */
export interface PlacesDesk extends CounterDesk {
  checkout: Pick<Checkout, 'view'>;
  say: Say;
  language: LanguageTag;
  committed(): void;
  wake(): void;
}

/** So many guests of one thing are listed: each is opened, and nobody is served meanwhile. */
const mostGuests = 500;

/** Taking places and giving them up. What lies elsewhere is asked for first; what is answered is on disk, with the ticket beside it. */
export function placesHandlers(desk: PlacesDesk): Handlers<typeof placesApi> {
  const { store, settings, machine, say, language } = desk;
  const here = () => circumstancesAt(desk);
  const refused = (refusal: { code: string }): PlaceAnswer => ({ ok: false, refusal: { ...refusal } });
  const ticketOf = (booked: readonly Booked[]): NewPrintJob[] => {
    const voucher = booked.find((fact) => fact.type === 'VoucherIssued')?.body;
    const terms = placesOffered({ look: store.look }).find(
      ({ program }) => program.programId === voucher?.programId,
    )?.terms;
    if (!voucher || !terms?.ticket) return [];
    const fromDay = terms.eventDay;
    const { smallPrint } = terms;
    const words = { heading: say('places.ticket'), fromDay, smallPrint };
    const document = voucherDocument({ ...voucher, ...words, house: paperHouse(settings) }, say, language);
    return [{ jobId: machine.newId(), document, copy: false, voucherId: voucher.voucherId }];
  };
  const booked = (voucherId: string): PlaceAnswer => ({
    ok: true,
    jobId: store.jobs.firstOf(voucherId) ?? null,
  });
  /** What a repeated command is told of the place it booked before: given up since, it is there no more. */
  const bookedBefore = (voucherId: string): PlaceAnswer | undefined => {
    const voucher = store.look.voucher(voucherId);
    if (!voucher) return undefined;
    return voucher.voidedAtMs ? refused({ code: 'PLACE_UNKNOWN' }) : booked(voucherId);
  };
  return {
    'places.book': async ({ commandId, walletId, programId }) => {
      const voucherId = machine.sha256(`place ${commandId}`).slice(0, 16);
      const before = bookedBefore(voucherId);
      if (before) return before;
      await fetchMissing(desk, missingForPlace({ walletId, programId }, here()));
      const { member } = desk.checkout.view();
      if (member?.walletId !== walletId) return refused({ code: 'MEMBER_UNKNOWN' });
      const done = store.atOnce(() => {
        if (store.look.voucher(voucherId)) return undefined;
        const now = here();
        const decision = bookPlace({ voucherId, walletId, programId, by: member.by }, now);
        if (decision.ok)
          store.commit({ facts: decision.value, time: now.time, jobs: ticketOf(decision.value) });
        return decision;
      });
      if (done && !done.ok) return refused(done.error);
      desk.committed();
      desk.wake();
      return bookedBefore(voucherId) ?? booked(voucherId);
    },
    'places.give-up': async ({ walletId, voucherId }) => {
      await fetchMissing(desk, missingForGivingUp(voucherId, here()));
      const done = store.atOnce(() => {
        const now = here();
        const decision = giveUpPlace(walletId, voucherId, now);
        if (decision.ok) {
          store.commit({ facts: [decision.value], time: now.time });
          store.jobs.cancelVoucher(voucherId);
        }
        return decision;
      });
      if (!done.ok) return refused(done.error);
      desk.committed();
      return { ok: true, jobId: null };
    },
    'places.booked': () => {
      const now = here();
      return placesOffered(now).map(({ program: { programId }, terms: { name, eventDay, quota } }) => ({
        ...{ programId, name, eventDay, quota, left: placesLeft(programId, quota, now) },
        guests: store.look.placesIn(programId, mostGuests).map((place): BookedView['guests'][number] => {
          const { walletId, voucherId, bookedDay } = place;
          const person = personOf(store.profiles.read(walletId) ?? {});
          const state = placeState(store.look.voucher(voucherId), now.time.day);
          return { voucherId, bookedDay, state, member: hitOf({ walletId, person }, store) };
        }),
      }));
    },
  };
}
