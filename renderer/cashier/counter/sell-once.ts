import type { CommandAnswer } from '#shared/api/checkout.api.ts';
import { ChannelError } from '#shared/api/channel.ts';
import { liveCell, type Live } from '../../client/live.ts';

/** `in-doubt`: the till was asked and did not answer, so only asking again tells whether the sale was made. */
export type SellerState = 'idle' | 'asking' | 'in-doubt';

/** What a sale is beside goods for an amount: that amount on a gift card, or a sale without a card whose receipt can be claimed. */
export interface SaleKind {
  giftCardId?: string;
  claim?: true;
}

/** A sale to be confirmed. */
export interface SaleCommand extends SaleKind {
  commandId: string;
  amountText: string;
}

/** Confirms sales so that each is made once, however often Enter is pressed and the connection drops. */
export interface Seller {
  state: Live<SellerState>;
  /** The till's answer; undefined when another sale is still being asked. Rejects with errors that asking again cannot mend. */
  confirm(amountText: string, kind?: SaleKind): Promise<CommandAnswer | undefined>;
}

/** `ask` sends the command; `whenOpen` resolves once there is a connection; `newId` makes the command's id. */
export function createSeller({
  ask,
  whenOpen,
  newId,
}: {
  ask(command: SaleCommand): Promise<CommandAnswer>;
  whenOpen(): Promise<unknown>;
  newId(): string;
}): Seller {
  const state = liveCell<SellerState>('idle');
  /** A command whose fate nobody told us: the same amount is asked under the same id. */
  let unsettled: SaleCommand | undefined;

  const askUntilAnswered = async (command: SaleCommand): Promise<CommandAnswer> => {
    for (;;) {
      try {
        return await ask(command);
      } catch (thrown) {
        if (!(thrown instanceof ChannelError) || !['TIMEOUT', 'CLOSED'].includes(thrown.code)) throw thrown;
        state.set('in-doubt');
        await whenOpen();
      }
    }
  };

  return {
    state,
    async confirm(amountText, kind = {}) {
      if (state.get() !== 'idle') return undefined;
      const same =
        unsettled?.amountText === amountText &&
        unsettled.claim === kind.claim &&
        unsettled.giftCardId === kind.giftCardId;
      const command: SaleCommand =
        same && unsettled ? unsettled : { commandId: newId(), amountText, ...kind };
      state.set('asking');
      unsettled = command;
      try {
        const answer = await askUntilAnswered(command);
        unsettled = undefined;
        return answer;
      } finally {
        state.set('idle');
      }
    },
  };
}
