import { z } from 'zod';
import { Money } from '../../money/money.ts';
import { OperatorId } from '../decision.ts';
import { Writer } from '../drawer.ts';
import { defineEvent } from '../event.ts';
import { Lot, transfer, Unit } from '../posting.ts';
import { RecordId } from '../record-id.ts';

/** The owner took a till's risk, or the rest of it, as a loss: the customer had nothing left to cover it. */
export const riskWrittenOff = defineEvent({
  type: 'RiskWrittenOff',
  version: 1,
  by: 'centre',
  schema: z.object({
    riskId: RecordId,
    till: Writer,
    unit: Unit,
    amount: z.int().positive(),
    lot: Lot,
    by: OperatorId,
    worth: Money.nullable(),
  }),
  example: {
    riskId: '01938f70-5d2c-7e48-a1f6-84b09c3d7e52',
    till: 'till-1',
    unit: 'points:points',
    amount: 10,
    lot: '2026-11-22/-',
    by: 'owner',
    worth: { minor: 20, currency: 'EUR' },
  },
  postings: ({ till, unit, amount, lot }) =>
    transfer('house:lost', 'house:risk', { unit, drawer: till, lot }, amount),
});
