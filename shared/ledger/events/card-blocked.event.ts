import { z } from 'zod';
import { CardId } from '../../members/wallet.ts';
import { defineEvent } from '../event.ts';

/** The card is lost or stolen: it opens nothing any more. The wallet keeps its value. */
export const cardBlocked = defineEvent({
  type: 'CardBlocked',
  version: 1,
  schema: z.object({ cardId: CardId, reason: z.enum(['lost', 'stolen', 'damaged']) }),
  example: { cardId: 'dbc1b4c900ffe48d575b5da5c638040125f65db0fe3e24494b76ea986457d986', reason: 'lost' },
});
