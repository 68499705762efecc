import { z } from 'zod';
import { Writer } from '../drawer.ts';
import { defineEvent } from '../event.ts';
import { RightsHolder } from '../holder.ts';
import { carry, Lot, Parts, Unit } from '../posting.ts';
import { RecordId } from '../record-id.ts';

/**
 * The centre paid for a till's risk with the customer's own value, out of its drawer. It goes where the risk was taken, under
 * that till and lot, so that nothing stays open there.
 */
export const riskCovered = defineEvent({
  type: 'RiskCovered',
  version: 1,
  by: 'centre',
  schema: z.object({
    riskId: RecordId,
    till: Writer,
    lot: Lot,
    holder: RightsHolder,
    unit: Unit,
    parts: Parts,
  }),
  example: {
    riskId: '01938f70-5d2c-7e48-a1f6-84b09c3d7e52',
    till: 'till-1',
    lot: '2026-11-22/-',
    holder: 'wallet:4bf5122f344554c53bde2ebb8cd2b7e3',
    unit: 'points:points',
    parts: [{ lot: '2026-10-01/2027-10-01', amount: 30 }],
  },
  postings: (body, writer) =>
    body.parts.flatMap(({ lot, amount }) =>
      carry(
        { holder: body.holder, drawer: writer, lot },
        { holder: 'house:risk', drawer: body.till, lot: body.lot },
        body.unit,
        amount,
      ),
    ),
});
