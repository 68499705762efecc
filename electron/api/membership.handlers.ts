import type { Handlers } from '#shared/api/channel.ts';
import type { membershipApi, MembershipAnswer } from '#shared/api/membership.api.ts';
import { businessDay } from '#shared/base/business-time.ts';
import type { LanguageTag, Say } from '#shared/base/language.ts';
import type { Machine } from '#shared/base/machine.ts';
import type { Result } from '#shared/base/result.ts';
import type { Fact } from '#shared/ledger/events.ts';
import { paperHouse } from '#shared/settings/paper-settings.ts';
import { membershipDocument } from '#shared/print/documents/membership.document.ts';
import type { ShopSettings } from '#shared/settings/shop-settings.ts';
import {
  endMembership,
  membershipsFor,
  sellMembership,
  type MembershipRefusal,
} from '#shared/visit/membership.ts';
import { knownMember } from '#electron/members/known-member.ts';
import type { Store } from '#electron/store/store.ts';

type Membership = Extract<Fact, { type: 'MembershipSold' | 'MembershipEnded' }>;

/** Selling memberships and taking them back. What is answered is on disk, with the slip beside it in one transaction. */
export function membershipHandlers(desk: {
  store: Store;
  settings: ShopSettings;
  machine: Pick<Machine, 'now' | 'newId'>;
  say: Say;
  language: LanguageTag;
  committed(): void;
  wake(): void;
}): Handlers<typeof membershipApi> {
  const { store, settings, machine, say, language } = desk;
  const { look } = store;
  /** Decides and writes at once; what was done before is not done again. */
  const write = (
    walletId: string,
    jobId: string,
    decide: (here: Parameters<typeof membershipsFor>[1]) => Result<Membership, MembershipRefusal>,
  ): MembershipAnswer => {
    if (knownMember(store, walletId)?.erased !== false)
      return { ok: false, refusal: { code: 'MEMBER_UNKNOWN' } };
    if (store.jobs.get(jobId)) return { ok: true, jobId };
    const atMs = machine.now();
    const day = businessDay(atMs, settings);
    const done = store.atOnce(() => {
      const here = { look, settings, till: store.writer, state: store.standing.state(), day };
      const onSale = membershipsFor(walletId, here);
      const decision = decide(here);
      if (decision.ok)
        store.commit({
          facts: [decision.value],
          time: { atMs, day },
          jobs: [{ jobId, document: paper(walletId, decision.value, onSale), copy: false, voucherId: null }],
        });
      return decision;
    });
    if (!done.ok) return { ok: false, refusal: { ...done.error } };
    desk.committed();
    desk.wake();
    return { ok: true, jobId };
  };
  const paper = (walletId: string, { type, body }: Membership, onSale: ReturnType<typeof membershipsFor>) => {
    const found = onSale.find(({ programId }) => programId === body.programId);
    const tail = store.profiles.cardsOf(walletId).find(({ blocked }) => !blocked)?.tail ?? '';
    const about = {
      house: paperHouse(settings),
      name: found?.name ?? body.programId,
      tail,
    };
    const bought =
      type === 'MembershipSold'
        ? { money: body.price, days: { fromDay: body.fromDay, toDay: found?.toDay ?? body.fromDay } }
        : { money: body.refunded, days: { endedDay: body.endedDay } };
    return membershipDocument({ ...about, ...bought }, say, language);
  };
  return {
    'membership.sell': ({ commandId, walletId, programId, priceMinor }) =>
      write(walletId, `sold-${commandId}`, (here) =>
        sellMembership({ membershipId: commandId, walletId, programId, priceMinor }, here),
      ),
    'membership.end': ({ walletId, membershipId }) =>
      write(walletId, `ended-${membershipId}`, (here) => endMembership(walletId, membershipId, here)),
  };
}
