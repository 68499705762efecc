import { ChannelError, type Handlers } from '#shared/api/channel.ts';
import type { historyApi } from '#shared/api/history.api.ts';
import type { Document } from '#shared/print/document.ts';
import {
  historyPaper,
  type HistoryPaperDesk,
  type HistoryPaperWanted,
} from '#electron/members/history-paper.ts';
import { readHistory, traceOf } from '#electron/members/member-history.ts';
import type { Printing } from '#electron/printing/open-printing.ts';
import { documentToEscpos } from '#electron/printing/to-escpos.ts';
import { printAttempt } from './print-attempt.ts';

/** What happened to a member: a page at a time, one line as the ledger has it, and a statement to take home. */
export function historyHandlers(
  desk: HistoryPaperDesk & { printing: Pick<Printing, 'printNow' | 'preview' | 'model'> },
): Handlers<typeof historyApi> {
  const { printing } = desk;
  const statement = async (wanted: HistoryPaperWanted): Promise<Document> => {
    const paper = await historyPaper(desk, wanted);
    if (!paper) throw new ChannelError('NOT_FOUND', `member ${wanted.walletId}`);
    return paper;
  };
  return {
    'history.page': ({ walletId, kind, from }) => readHistory(desk, walletId, kind, from),
    'history.trace': (wanted) => traceOf(desk, wanted),
    async 'history.preview'(wanted) {
      const { png, ...size } = printing.preview(await statement(wanted));
      return { png: `data:image/png;base64,${Buffer.from(png).toString('base64')}`, ...size };
    },
    async 'history.print'(wanted) {
      const paper = await statement(wanted);
      return printAttempt(await printing.printNow(documentToEscpos(paper, printing.model())));
    },
  };
}
