import { ApprovalAsked, type ApprovalAnswer } from '#shared/api/access.api.ts';
import type { Api } from '#shared/api/api.ts';
import { ChannelError } from '#shared/api/channel.ts';
import type { Client } from '#shared/api/client.ts';
import { liveCell, type Live } from './live.ts';

/** What waits for somebody's yes on this screen, one thing at a time: a newer one takes its place. */
export interface Approvals {
  waiting: Live<ApprovalAsked | undefined>;
  /** Says yes with a PIN. Whoever asked gets their answer by itself. */
  approve(staffId: string, pin: string): Promise<ApprovalAnswer>;
  /** Nobody says yes: whoever asked is told so. */
  withdraw(): void;
}

/** What follows each connection, and how calls are asked through it. */
export interface ApprovingCalls extends Approvals {
  follow(client: Client<Api>): void;
  /** Asks, and when it takes a yes, waits for it and asks the very same again. */
  through<T>(ask: (word?: string) => Promise<T>): Promise<T>;
}

/** Nothing waits. */
export function createApprovals(): ApprovingCalls {
  const waiting = liveCell<ApprovalAsked | undefined>(undefined);
  let client: Client<Api> | undefined;
  let settle: ((word: string | undefined) => void) | undefined;
  const end = (word: string | undefined): void => {
    const told = settle;
    settle = undefined;
    waiting.set(undefined);
    told?.(word);
  };
  const said = (asked: ApprovalAsked): Promise<string | undefined> => {
    end(undefined);
    waiting.set(asked);
    return new Promise((resolve) => {
      settle = resolve;
    });
  };
  return {
    waiting,
    follow(next) {
      client = next;
      end(undefined);
      next.on('access.approved', ({ requestId, word }) => {
        if (waiting.get()?.requestId === requestId) end(word);
      });
      // Somebody else is in, or nobody: it is not theirs to wait for.
      let staffId: string | undefined;
      next.on('access.changed', ({ who }) => {
        if (staffId !== undefined && who?.staffId !== staffId) end(undefined);
        staffId = who?.staffId;
      });
    },
    async approve(staffId, pin) {
      const asked = waiting.get();
      if (!asked || !client) throw new ChannelError('CLOSED');
      const { requestId } = asked;
      const answer = await client.call('access.approve', { requestId, staffId, pin });
      if (answer.ok && waiting.get()?.requestId === requestId) end(answer.word);
      return answer;
    },
    withdraw() {
      const requestId = waiting.get()?.requestId;
      end(undefined);
      // Away: nothing waits there after a while either.
      if (requestId !== undefined) client?.call('access.withdraw', { requestId }).catch(() => {});
    },
    async through(ask) {
      try {
        return await ask();
      } catch (thrown) {
        if (!(thrown instanceof ChannelError) || thrown.code !== 'APPROVAL_NEEDED') throw thrown;
        const asked = ApprovalAsked.safeParse(thrown.asked);
        const word = asked.success ? await said(asked.data) : undefined;
        if (word === undefined) throw new ChannelError('NOT_APPROVED');
        return ask(word);
      }
    },
  };
}
