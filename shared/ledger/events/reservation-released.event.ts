import { z } from 'zod';
import { defineEvent } from '../event.ts';
import { HolderOf, reservedHolder } from '../holder.ts';
import { Parts, transferParts, Unit } from '../posting.ts';
import { RecordId } from '../record-id.ts';

/**
 * Value that had been set aside for a basket went back to whom it belongs: the basket was given up, or took too long; or the till was
 * interrupted, since it started over or was revoked, and nobody pays that basket any more.
 */
export const reservationReleased = defineEvent({
  type: 'ReservationReleased',
  version: 1,
  schema: z.object({
    reservationId: RecordId,
    holder: HolderOf('wallet', 'gift-card'),
    unit: Unit,
    parts: Parts,
    because: z.enum(['released', 'timed-out', 'interrupted']),
  }),
  example: {
    reservationId: '01938f40-0a5e-7b61-b6c8-52d94f0e1a33',
    holder: 'wallet:4bf5122f344554c53bde2ebb8cd2b7e3',
    unit: 'points:points',
    parts: [
      { lot: '2026-10-01/2027-10-01', amount: 80 },
      { lot: '2026-11-22/2027-11-22', amount: 20 },
    ],
    because: 'timed-out',
  },
  postings: ({ reservationId, holder, unit, parts }, writer) =>
    transferParts(reservedHolder(reservationId), holder, unit, writer, parts),
});
