import { z } from 'zod';
import { Money } from '../../money/money.ts';
import { defineEvent } from '../event.ts';
import { HolderOf } from '../holder.ts';
import { Lot, transfer, Unit } from '../posting.ts';
import { RecordId } from '../record-id.ts';

/**
 * A till cut off from the centre let a customer have more than lies in its drawer, as far as the owner allows. The house
 * stands for it until the centre covers it or writes it off.
 */
export const riskTaken = defineEvent({
  type: 'RiskTaken',
  version: 1,
  by: 'till',
  schema: z.object({
    riskId: RecordId,
    holder: HolderOf('wallet', 'voucher', 'gift-card', 'campaign'),
    unit: Unit,
    amount: z.int().positive(),
    /** Names the risk in `house:risk`: the day it was taken, without end. */
    lot: Lot,
    saleId: RecordId,
    worth: Money.nullable(),
  }),
  example: {
    riskId: '01938f70-5d2c-7e48-a1f6-84b09c3d7e52',
    holder: 'wallet:4bf5122f344554c53bde2ebb8cd2b7e3',
    unit: 'points:points',
    amount: 40,
    lot: '2026-11-22/-',
    saleId: '01938f3e-5c1a-7c3e-9a55-0c8f5b2f7a10',
    worth: { minor: 80, currency: 'EUR' },
  },
  postings: ({ unit, lot, amount }, writer) =>
    transfer('house:risk', 'house:redeemed', { unit, drawer: writer, lot }, amount),
});
