import { z } from 'zod';
import { CardId, WalletId } from '../../members/wallet.ts';
import { defineEvent } from '../event.ts';

/** From now on this card opens that wallet. The ledger keeps the card's hash and its last four characters, not the code. */
export const cardAttached = defineEvent({
  type: 'CardAttached',
  version: 1,
  schema: z.object({
    cardId: CardId,
    walletId: WalletId,
    tail: z.string().min(1).max(4),
    format: z.string().max(40),
  }),
  example: {
    cardId: 'dbc1b4c900ffe48d575b5da5c638040125f65db0fe3e24494b76ea986457d986',
    walletId: '4bf5122f344554c53bde2ebb8cd2b7e3',
    tail: 'NPRS',
    format: 'member-card',
  },
});
