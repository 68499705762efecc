import { z } from 'zod';
import { CardId } from '../../members/wallet.ts';
import { defineEvent } from '../event.ts';

/** The card opens its wallet again: it was found, or blocked by mistake. */
export const cardUnblocked = defineEvent({
  type: 'CardUnblocked',
  version: 1,
  schema: z.object({
    cardId: CardId,
    tail: z.string().min(1).max(4),
  }),
  example: {
    cardId: 'dbc1b4c900ffe48d575b5da5c638040125f65db0fe3e24494b76ea986457d986',
    tail: 'NPRS',
  },
});
