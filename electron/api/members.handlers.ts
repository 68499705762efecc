import type { membersApi } from '#shared/api/members.api.ts';
import type { Handlers } from '#shared/api/channel.ts';
import { businessDay } from '#shared/base/business-time.ts';
import type { LanguageTag, Say } from '#shared/base/language.ts';
import type { Machine } from '#shared/base/machine.ts';
import type { ShopSettings } from '#shared/settings/shop-settings.ts';
import type { PatientCheckout } from '#electron/checkout/patient-checkout.ts';
import { erasePerson } from '#electron/members/erase-person.ts';
import { knownMember } from '#electron/members/known-member.ts';
import { exportMember } from '#electron/members/export-member.ts';
import type { MembersDesk } from '#electron/members/members-desk.ts';
import type { Store } from '#electron/store/store.ts';

/** Who members are, found and kept. What concerns the counter waits its turn there. */
export function membersHandlers(options: {
  store: Store;
  desk: MembersDesk;
  patient: PatientCheckout;
  settings: ShopSettings;
  machine: Pick<Machine, 'now'>;
  sayIn(language: LanguageTag): Say;
  /** After the commit: the ledger has moved, and somebody is known no more. */
  committed(): void;
}): Handlers<typeof membersApi> {
  const { store, desk, patient, settings, machine, sayIn, committed } = options;
  return {
    'members.find': (wanted) => desk.find(wanted),
    'members.sheet': ({ walletId }) => desk.sheet(walletId),
    'members.enrol': ({ person, anyway }) => patient.inTurn(() => desk.enrol(person, anyway)),
    'members.change': ({ walletId, person, anyway }) => desk.change(walletId, person, anyway),
    'members.present': ({ walletId, text }) => patient.inTurn(() => desk.present(walletId, text)),
    'members.attach': ({ walletId }) => patient.inTurn(() => desk.attach(walletId)),
    'members.erase': ({ walletId }) => {
      if (store.standing.state() === 'retired') return { ok: false, refusal: { code: 'RETIRED' } };
      const atMs = machine.now();
      const erased = erasePerson(store, walletId, store.writer, { atMs, day: businessDay(atMs, settings) });
      if (!erased.ok) return { ok: false, refusal: { ...erased.error } };
      committed();
      return { ok: true };
    },
    'members.export': ({ walletId, language }) => {
      if (!knownMember(store, walletId)) return null;
      const { currency, zone } = settings;
      return exportMember(store, walletId, {
        ...{ atMs: machine.now(), language, say: sayIn(language) },
        ...{ currency, zone },
      });
    },
  };
}
