import type { Handlers } from '#shared/api/channel.ts';
import type { tillApi, TillInfo, TillStatus } from '#shared/api/till.api.ts';

/** Who this till is, and how it is. */
export const tillHandlers = (info: TillInfo, status: () => TillStatus): Handlers<typeof tillApi> => ({
  'till.info': () => info,
  'till.status': () => status(),
});
