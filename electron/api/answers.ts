import type { Api } from '#shared/api/api.ts';
import type { TokenSigner } from '#shared/scan/voucher-token.ts';
import type { Handlers } from '#shared/api/channel.ts';
import type { PrintJobView } from '#shared/api/print.api.ts';
import type { TillInfo, TillStatus } from '#shared/api/till.api.ts';
import type { LanguageTag, Say } from '#shared/base/language.ts';
import type { Machine } from '#shared/base/machine.ts';
import type { Access } from '#electron/access/open-access.ts';
import type { Capture } from '#electron/capture/open-capture.ts';
import type { Checkout } from '#electron/checkout/checkout.ts';
import type { PatientCheckout } from '#electron/checkout/patient-checkout.ts';
import type { CustomerDisplays } from '#electron/display/customer-displays.ts';
import type { PoleStation } from '#electron/display/pole-station.ts';
import type { AskForHistory } from '#electron/members/member-history.ts';
import type { MembersBoard } from '#electron/members/members-board.ts';
import { createMembersDesk } from '#electron/members/members-desk.ts';
import type { LiveBrand } from '#electron/live-brand.ts';
import type { SetJobState } from '#electron/printing/activating-queue.ts';
import type { Printing } from '#electron/printing/open-printing.ts';
import type { ShopsLogo } from '#electron/printing/shops-logo.ts';
import type { VoucherKit } from '#electron/printing/voucher-kit.ts';
import type { ScannedActions } from '#electron/scanning/scanned-actions.ts';
import type { Scanning } from '#electron/scanning/open-scanning.ts';
import type { SegmentKeeper } from '#electron/segments/segment-keeper.ts';
import type { Trainer } from '#electron/training/trainer.ts';
import type { TrainingSwitch } from '#electron/training/training-switch.ts';
import type { WhatIfDesk } from '#electron/what-if/what-if-desk.ts';
import { accessHandlers } from './access.handlers.ts';
import { backOfficeHandlers, type BackOffice } from './back-office.handlers.ts';
import { brandHandlers } from './brand.handlers.ts';
import { captureHandlers } from './capture.handlers.ts';
import { checkoutHandlers } from './checkout.handlers.ts';
import { couponsHandlers } from './coupons.handlers.ts';
import { devicesHandlers } from './devices.handlers.ts';
import { displayHandlers } from './display.handlers.ts';
import { historyHandlers } from './history.handlers.ts';
import { lostGiftCardsHandlers, type LostCardsDesk } from './gift-cards.handlers.ts';
import { leaderboardHandlers } from './leaderboard.handlers.ts';
import { membersHandlers } from './members.handlers.ts';
import { membershipHandlers } from './membership.handlers.ts';
import { peopleHandlers } from './people.handlers.ts';
import { placesHandlers, type PlacesDesk } from './places.handlers.ts';
import { practiceHandlers, type Practice } from './practice.handlers.ts';
import { printerHandlers, type PrinterDesk } from './printer.handlers.ts';
import { printHandlers } from './print.handlers.ts';
import { programsHandlers } from './programs.handlers.ts';
import { referralHandlers } from './referral.handlers.ts';
import { refundHandlers, type RefundDesk } from './refund.handlers.ts';
import { segmentsHandlers } from './segments.handlers.ts';
import { shopHandlers } from './shop.handlers.ts';
import { tillHandlers } from './till.handlers.ts';
import { trainingHandlers } from './training.handlers.ts';
import { vouchersHandlers } from './vouchers.handlers.ts';
import { whatIfHandlers } from './what-if.handlers.ts';

/** What of a till answers its screens. */
export interface Answering {
  desk: BackOffice & { machine: Machine };
  board: MembersBoard;
  access: Access;
  brand: LiveBrand;
  capture: Capture;
  demo: boolean;
  /** A till that has no centre. */
  alone: boolean;
  checkout: Checkout;
  patient: PatientCheckout;
  scanning: Scanning;
  actions: ScannedActions;
  displays: CustomerDisplays;
  pole: PoleStation;
  openDisplay: (() => { url: string | null }) | undefined;
  printerDesk(): PrinterDesk;
  printing: Printing;
  codes: Practice['codes'];
  say: Say;
  sayIn: (language: LanguageTag) => Say;
  language: LanguageTag;
  setJobState: SetJobState;
  /** More or fewer papers of a batch wait. */
  batchChanged(batchId: string): void;
  /** A new job waits, or a person settled one. */
  printed(job: PrintJobView): void;
  elsewhere: AskForHistory & LostCardsDesk['elsewhere'] & PlacesDesk['elsewhere'];
  fetchSale: RefundDesk['fetchSale'];
  info: TillInfo;
  status(): TillStatus;
  trainer: Trainer | undefined;
  switching: TrainingSwitch | undefined;
  trained(): void;
  segments: SegmentKeeper;
  signer: TokenSigner;
  voucherKit: VoucherKit;
  logo: ShopsLogo;
  whatIf: WhatIfDesk;
}

/** Everything that screens may ask, answered. A new group of calls is a line here, and a field above if it needs something new. */
export function answersOf(by: Answering): Handlers<Api> {
  const { desk, access, checkout, patient, scanning, printing, say, language, batchChanged, printed } = by;
  const { store, machine } = desk;
  const { wake } = printing;
  return {
    ...accessHandlers(access),
    ...backOfficeHandlers(desk),
    ...brandHandlers({ ...desk, ...by }),
    ...captureHandlers(by.capture, by.demo, say),
    ...checkoutHandlers(checkout, patient, scanning, by.displays.offered),
    ...couponsHandlers({ ...desk, signer: by.signer, elsewhere: by.elsewhere, say, wake }),
    ...devicesHandlers(scanning, by.actions),
    ...displayHandlers(by.displays, by.pole, by.openDisplay),
    ...lostGiftCardsHandlers({ ...desk, say, language, wake, elsewhere: by.elsewhere }),
    ...historyHandlers({
      ...desk,
      ...{ alone: by.alone, ask: by.elsewhere, printing, say, language, sayIn: by.sayIn },
      now: machine.now,
    }),
    ...leaderboardHandlers(by.board),
    ...membersHandlers({
      ...desk,
      patient,
      sayIn: by.sayIn,
      desk: createMembersDesk({ store, checkout, machine, changed: desk.committed }),
    }),
    ...membershipHandlers({ ...desk, say, language, wake }),
    ...peopleHandlers(access, store),
    ...placesHandlers({
      ...desk,
      checkout,
      signer: by.signer,
      elsewhere: by.elsewhere,
      say,
      language,
      wake,
    }),
    ...practiceHandlers(by.demo ? { ...printing.practice, codes: by.codes } : null),
    ...printerHandlers({ ...by.printerDesk(), sheet: scanning.sheet }),
    ...printHandlers({
      store,
      machine,
      say,
      setState: by.setJobState,
      preview: printing.preview,
      isThePaper: () => printing.virtual() !== null,
      batchChanged: ({ batchId }) => batchChanged(batchId),
      wake,
      changed: printed,
    }),
    ...programsHandlers({ ...desk, alone: by.alone, sayIn: by.sayIn }),
    ...referralHandlers({ ...desk, checkout, patient, say, wake, printed }),
    ...refundHandlers({ ...desk, fetchSale: by.fetchSale }),
    ...segmentsHandlers({ ...desk, keeper: by.segments }),
    ...shopHandlers(desk),
    ...tillHandlers(by.info, by.status),
    ...trainingHandlers(by.trainer, by.switching, by.trained),
    ...vouchersHandlers({ ...desk, say, signer: by.signer, kit: by.voucherKit, printing, batchChanged }),
    ...whatIfHandlers(store, by.whatIf),
  };
}
