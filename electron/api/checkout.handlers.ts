import type { checkoutApi } from '#shared/api/checkout.api.ts';
import type { Handlers } from '#shared/api/channel.ts';
import type { Checkout } from '#electron/checkout/checkout.ts';

/** The cashier's commands, straight to the counter. */
export const checkoutHandlers = (checkout: Checkout): Handlers<typeof checkoutApi> => ({
  'checkout.visit': () => checkout.view(),
  'checkout.scan': (raw) => checkout.scanned(raw),
  'checkout.enrol': () => checkout.enrol(),
  'checkout.count': ({ item, by }) => checkout.count(item, by),
  'checkout.put-back': ({ voucherId }) => checkout.putBack(voucherId),
  'checkout.clear': () => checkout.clear(),
  'checkout.confirm': ({ commandId, amountText }) => checkout.confirm(commandId, amountText),
});
