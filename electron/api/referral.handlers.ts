import type { Handlers } from '#shared/api/channel.ts';
import type { PrintJobView } from '#shared/api/print.api.ts';
import type { referralApi } from '#shared/api/referral.api.ts';
import { assert } from '#shared/base/assert.ts';
import type { Say } from '#shared/base/language.ts';
import type { Machine } from '#shared/base/machine.ts';
import { paperHouse } from '#shared/settings/paper-settings.ts';
import { invitationDocument } from '#shared/print/documents/invitation.document.ts';
import { referralCodeOf } from '#shared/scan/formats/referral-code.format.ts';
import type { ShopSettings } from '#shared/settings/shop-settings.ts';
import type { Checkout } from '#electron/checkout/checkout.ts';
import type { PatientCheckout } from '#electron/checkout/patient-checkout.ts';
import type { Store } from '#electron/store/store.ts';
import { printJobView } from './print.handlers.ts';

/** Members who send friends: who was sent by whom, and the slip to send somebody with. */
export function referralHandlers(desk: {
  checkout: Checkout;
  patient: PatientCheckout;
  store: Store;
  settings: ShopSettings;
  machine: Pick<Machine, 'newId'>;
  say: Say;
  wake(): void;
  printed(job: PrintJobView): void;
}): Handlers<typeof referralApi> {
  const { checkout, patient, store, settings, machine, say } = desk;
  return {
    'referral.ask': ({ on }) => patient.inTurn(() => checkout.askReferrer(on)),
    'referral.name': ({ text }) => patient.inTurn(() => checkout.scanned({ deviceId: 'typed', text })),
    'referral.invite': () => {
      const { member } = checkout.view();
      const program = store.look.programs().find((one) => one.program.type === 'referral');
      if (!member || !program) return null;
      const document = invitationDocument(
        {
          house: paperHouse(settings),
          name: (program.setup as { name: string }).name,
          code: referralCodeOf(member.walletId),
        },
        say,
      );
      const jobId = machine.newId();
      store.print([{ jobId, document, copy: false, voucherId: null }]);
      const job = store.jobs.get(jobId);
      assert(job, 'what was put into the queue is in it');
      desk.printed(printJobView(job));
      desk.wake();
      return printJobView(job);
    },
  };
}
