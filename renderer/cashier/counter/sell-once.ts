import type { CommandAnswer } from '#shared/api/checkout.api.ts';
import { ChannelError } from '#shared/api/channel.ts';
import { liveCell, type Live } from '../../client/live.ts';
import { createCommandIds } from './command-ids.ts';

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
  const commands = createCommandIds(newId);

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
      state.set('asking');
      try {
        return await commands.send({ amountText, ...kind }, askUntilAnswered);
      } finally {
        state.set('idle');
      }
    },
  };
}
