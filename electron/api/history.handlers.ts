import type { Handlers } from '#shared/api/channel.ts';
import type { historyApi } from '#shared/api/history.api.ts';
import { readHistory, traceOf, type HistoryDesk } from '#electron/members/member-history.ts';

/** What happened to a member: a page at a time, and one line as the ledger has it. */
export function historyHandlers(desk: HistoryDesk): Handlers<typeof historyApi> {
  return {
    'history.page': ({ walletId, kind, from }) => readHistory(desk, walletId, kind, from),
    'history.trace': (wanted) => traceOf(desk, wanted),
  };
}
