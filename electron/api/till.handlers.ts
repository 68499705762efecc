import type { Handlers } from '#shared/api/channel.ts';
import type { ShopSettings } from '#shared/settings/shop-settings.ts';
import type { TillOptions } from '#electron/till-options.ts';
import type { tillApi, TillInfo, TillStatus } from '#shared/api/till.api.ts';

/** Who a till is that was opened like this. */
export const tillInfo = (
  { shell, demo, training }: Pick<TillOptions, 'shell' | 'demo' | 'training'>,
  { shop, tillName, currency, language }: ShopSettings,
): TillInfo => ({ shell, shop, tillName, currency, language, demo, training: training !== undefined });

/** Who this till is, and how it is. */
export const tillHandlers = (info: TillInfo, status: () => TillStatus): Handlers<typeof tillApi> => ({
  'till.info': () => info,
  'till.status': () => status(),
});
