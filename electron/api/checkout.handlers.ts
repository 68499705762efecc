import type { checkoutApi, OffersView } from '#shared/api/checkout.api.ts';
import type { claimsApi } from '#shared/api/claims.api.ts';
import type { giftCardsApi } from '#shared/api/gift-cards.api.ts';
import type { Handlers } from '#shared/api/channel.ts';
import type { PatientCheckout } from '#electron/checkout/patient-checkout.ts';
import type { Scanning } from '#electron/scanning/open-scanning.ts';
import type { Checkout } from '#electron/checkout/checkout.ts';

/** The cashier's commands, to a counter that asks the centre for what lies elsewhere. */
export const checkoutHandlers = (
  checkout: Checkout,
  patient: PatientCheckout,
  scanning: Pick<Scanning, 'scan'>,
  /** Told what the amount being typed comes to. */
  offered: (offers: OffersView) => void,
): Handlers<typeof checkoutApi & typeof claimsApi & typeof giftCardsApi> => ({
  'checkout.visit': () => checkout.view(),
  // What a screen heard goes the way of what a device said, so that nothing heard twice counts twice.
  'checkout.scan': (raw) => scanning.scan(raw),
  'checkout.enrol': () => patient.enrol(),
  'checkout.count': ({ item, by }) => patient.count(item, by),
  'checkout.offers': ({ amountText }) => {
    const offers = checkout.offers(amountText);
    offered(offers);
    return offers;
  },
  'checkout.choose': ({ offerId, chosen, amountText }) => patient.choose(offerId, chosen, amountText),
  'checkout.put-back': ({ voucherId }) => patient.putBack(voucherId),
  'gift-cards.make': () => patient.makeGiftCard(),
  'gift-cards.load': ({ commandId, giftCardId, amountText }) =>
    patient.loadGiftCard(commandId, giftCardId, amountText),
  'gift-cards.put-back': ({ giftCardId }) => patient.putGiftCardBack(giftCardId),
  'checkout.clear': () => patient.clear(),
  'claims.take': () => patient.takeClaim(),
  'claims.put-back': () => patient.putClaimBack(),
  'checkout.confirm': ({ commandId, amountText, claim }) =>
    patient.confirm(commandId, amountText, claim ? 'printed' : undefined),
});
