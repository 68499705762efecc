import { z } from 'zod';
import { defineEvent } from '../event.ts';
import { HolderOf, reservedHolder } from '../holder.ts';
import { Parts, transferParts, Unit } from '../posting.ts';
import { RecordId } from '../record-id.ts';

/**
 * Value was set aside for a basket that is not paid yet, until `untilMs` (wall clock, since 1970) or until it is released or
 * spent.
 */
export const valueReserved = defineEvent({
  type: 'ValueReserved',
  version: 1,
  schema: z.object({
    reservationId: RecordId,
    holder: HolderOf('wallet', 'gift-card'),
    unit: Unit,
    parts: Parts,
    untilMs: z.int().nonnegative(),
  }),
  example: {
    reservationId: '01938f40-0a5e-7b61-b6c8-52d94f0e1a33',
    holder: 'wallet:4bf5122f344554c53bde2ebb8cd2b7e3',
    unit: 'points:points',
    parts: [
      { lot: '2026-10-01/2027-10-01', amount: 80 },
      { lot: '2026-11-22/2027-11-22', amount: 20 },
    ],
    untilMs: 1_795_000_900_000,
  },
  postings: ({ reservationId, holder, unit, parts }, writer) =>
    transferParts(holder, reservedHolder(reservationId), unit, writer, parts),
});
