import { ChannelError, type Handlers } from '#shared/api/channel.ts';
import type { historyApi } from '#shared/api/history.api.ts';
import { historyPaper, type HistoryPaperDesk } from '#electron/members/history-paper.ts';
import { readHistory, traceOf } from '#electron/members/member-history.ts';
import type { Printing } from '#electron/printing/open-printing.ts';
import { documentToEscpos } from '#electron/printing/to-escpos.ts';
import { printAttempt } from './print-attempt.ts';

/** What happened to a member: a page at a time, one line as the ledger has it, and a statement to take home. */
export function historyHandlers(
  desk: HistoryPaperDesk & { printing: Pick<Printing, 'printNow' | 'model'> },
): Handlers<typeof historyApi> {
  const { printing } = desk;
  return {
    'history.page': ({ walletId, kind, from }) => readHistory(desk, walletId, kind, from),
    'history.trace': (wanted) => traceOf(desk, wanted),
    async 'history.print'(wanted) {
      const paper = await historyPaper(desk, wanted);
      if (!paper) throw new ChannelError('NOT_FOUND', `member ${wanted.walletId}`);
      return printAttempt(await printing.printNow(documentToEscpos(paper, printing.model())));
    },
  };
}
