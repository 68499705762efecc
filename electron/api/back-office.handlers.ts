import type { BackOfficeAnswer, backOfficeApi } from '#shared/api/back-office.api.ts';
import type { Handlers } from '#shared/api/channel.ts';
import { adjustValue } from '#shared/back-office/adjust-value.ts';
import { blockCard, unblockCard } from '#shared/back-office/block-card.ts';
import { eraseMember } from '#shared/back-office/erase-member.ts';
import { mergeMembers, undoMerge } from '#shared/back-office/merge-members.ts';
import { businessDay, type BusinessTime } from '#shared/base/business-time.ts';
import type { Machine } from '#shared/base/machine.ts';
import { refuse, type Result } from '#shared/base/result.ts';
import type { Fact } from '#shared/ledger/events.ts';
import { sumOf } from '#shared/ledger/posting.ts';
import { cardIdOf, walletHolder } from '#shared/members/wallet.ts';
import { recognise } from '#shared/scan/recognise.ts';
import type { ShopSettings } from '#shared/settings/shop-settings.ts';
import { release, reserve } from '#shared/visit/reserve.ts';
import { isOff } from '#shared/visit/risk.ts';
import { goodOn } from '#shared/visit/spend-lots.ts';
import type { Store } from '#electron/store/store.ts';

/** What the back office works with. */
export interface BackOffice {
  store: Store;
  settings: ShopSettings;
  machine: Pick<Machine, 'now' | 'sha256'>;
  /** After the commit: the ledger has moved. */
  committed(): void;
  /** Whether the centre answers. */
  online(): boolean;
}

type Refused = { code: string } & Record<string, string | number>;

/** What managers do, and value set aside for baskets: decided and written in one transaction each. */
export function backOfficeHandlers(office: BackOffice): Handlers<typeof backOfficeApi> {
  const { store, settings, machine } = office;
  const { look, writer } = store;
  const write = (
    decide: (time: BusinessTime) => Result<Fact[], Refused>,
    { spends }: { spends: boolean } = { spends: false },
  ): BackOfficeAnswer => {
    const atMs = machine.now();
    const time = { atMs, day: businessDay(atMs, settings) };
    const state = store.standing.state();
    if (state === 'retired' || (spends && state !== 'sound'))
      return { ok: false, refusal: { code: state === 'retired' ? 'RETIRED' : 'RESTRICTED' } };
    const done = store.atOnce(() => {
      const decision = decide(time);
      if (decision.ok && decision.value.length > 0) store.commit({ facts: decision.value, time });
      return decision;
    });
    if (!done.ok) return { ok: false, refusal: { ...done.error } };
    office.committed();
    return { ok: true };
  };
  const reservation = (reservationId: string) =>
    look.reservations().filter((one) => one.reservationId === reservationId);
  return {
    'manager.member': ({ card: text }) => {
      const scan = recognise({ deviceId: 'back-office', text });
      if (scan.kind !== 'member-card') return null;
      const cardId = cardIdOf(scan.code, machine.sha256);
      const card = look.card(cardId);
      if (!card?.walletId) return null;
      const { walletId, tail, blocked } = card;
      const erased = look.memberState(walletId)?.erased ?? false;
      return {
        walletId,
        cardId,
        tail,
        blocked,
        erased,
        lots: look.lots(walletId),
        debts: look.debts(walletId),
      };
    },
    'manager.adjust': (wanted) =>
      write(
        ({ day }) => {
          if (!look.memberState(wanted.walletId)) return refuse({ code: 'MEMBER_UNKNOWN' });
          const lots = look.walletLots(wanted.walletId, wanted.unit);
          return adjustValue(wanted, lots, { writer, day }) as Result<Fact[], Refused>;
        },
        { spends: wanted.amount < 0 },
      ),
    'manager.block-card': ({ cardId, reason }) => write(() => blockCard(cardId, reason, look.card(cardId))),
    'manager.unblock-card': ({ cardId }) => write(() => unblockCard(cardId, look.card(cardId))),
    'manager.merge': (wanted) =>
      write(() => {
        const [from, into] = [look.memberState(wanted.from), look.memberState(wanted.into)];
        if (!from || !into) return refuse({ code: 'MEMBER_UNKNOWN' });
        // What is forgotten is forgotten whole: whoever came to it later could not be.
        if (from.erased || into.erased) return refuse({ code: 'MEMBER_ALREADY_ERASED' });
        return mergeMembers(wanted, look.aliases());
      }),
    'manager.undo-merge': (wanted) => write(() => undoMerge(wanted, look.aliases())),
    'manager.erase': ({ walletId, by }) => write(() => eraseMember(walletId, look.memberState(walletId), by)),
    'basket.reservations': () =>
      look.reservations().map(({ parts, ...one }) => ({ ...one, amount: sumOf(parts) })),
    'basket.reserve': ({ reservationId, walletId, unit, amount }) =>
      write(
        (time) => {
          const holder = walletHolder(walletId);
          const waiting = reservation(reservationId).find(
            (one) => one.unit === unit && one.holder === holder,
          );
          // Asked for once more: it waits already.
          if (waiting && sumOf(waiting.parts) === amount) return { ok: true, value: [] };
          // Of somebody else: what waits under one id is spent together.
          if (reservation(reservationId).some((one) => one.holder !== holder))
            return refuse({ code: 'RESERVATION_GONE' });
          // Spent or given back since: who asks again did not hear the answer, and would have it set aside twice.
          if (waiting || look.wasSetAside(reservationId, unit)) return refuse({ code: 'RESERVATION_GONE' });
          if (isOff(unit, { online: office.online(), settings }))
            return refuse({ code: 'NOT_WHILE_OFFLINE' });
          // What is owed is paid before anything is had for it.
          const owed = -sumOf(look.debts(walletId).filter((debt) => debt.unit === unit));
          const lots = look.walletLots(walletId, unit);
          const available = Math.max(0, sumOf(goodOn(time.day, lots)) - owed);
          if (amount > available) return refuse({ code: 'RESERVATION_SHORT', available });
          const wanted = { reservationId, holder, unit, amount };
          const minutes = settings.drawers.reservationMinutes;
          return reserve(wanted, lots, time, minutes) as Result<Fact[], Refused>;
        },
        { spends: true },
      ),
    'basket.release': ({ reservationId }) =>
      write(() => {
        const waiting = reservation(reservationId);
        if (waiting.length === 0) return refuse({ code: 'RESERVATION_GONE' });
        return {
          ok: true,
          value: waiting.flatMap((one) => {
            const released = release(one);
            return released.ok ? released.value : [];
          }),
        };
      }),
  };
}
