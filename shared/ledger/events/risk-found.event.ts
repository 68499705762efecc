import { z } from 'zod';
import { Money } from '../../money/money.ts';
import { centre, Writer } from '../drawer.ts';
import { defineEvent } from '../event.ts';
import { RightsHolder } from '../holder.ts';
import { carry, Lot, Parts, Unit } from '../posting.ts';
import { RecordId } from '../record-id.ts';

/**
 * The centre found that value was handed out twice: a till that was given up had taken it in by a grant which a restored centre forgot,
 * and it was granted again meanwhile. The house stands for what is missing, so that the grant can be written down again; `riskId` is the
 * id of that grant, so the same is found under the same name however often the centre forgets it. Covered and written off as a risk that
 * a till took.
 */
export const riskFound = defineEvent({
  type: 'RiskFound',
  version: 1,
  by: 'centre',
  schema: z.object({
    riskId: RecordId,
    /** Which till had taken it in. */
    till: Writer,
    holder: RightsHolder,
    unit: Unit,
    /** What is missing in the centre's drawer. */
    parts: Parts,
    /** Names the risk in `house:risk`: the day it was found, without end. */
    lot: Lot,
    worth: Money.nullable(),
  }),
  example: {
    riskId: '01938f60-42c8-7a19-9d3b-e0715c8f2b64',
    till: 'till-2',
    holder: 'sale:01938f3e-5c1a-7c3e-9a55-0c8f5b2f7a10',
    unit: 'refund:EUR',
    parts: [{ lot: '2026-10-01/2027-10-01', amount: 1250 }],
    lot: '2026-11-22/-',
    worth: { minor: 1250, currency: 'EUR' },
  },
  postings: ({ till, holder, unit, parts, lot: found }) =>
    parts.flatMap(({ lot, amount }) =>
      carry(
        { holder: 'house:risk', drawer: till, lot: found },
        { holder, drawer: centre, lot },
        unit,
        amount,
      ),
    ),
});
