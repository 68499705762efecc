import { z } from 'zod';
import { walletHolder, WalletId } from '../../members/wallet.ts';
import { defineEvent } from '../event.ts';
import { reservedHolder } from '../holder.ts';
import { Parts, transferParts, Unit } from '../posting.ts';
import { Reason } from '../reason.ts';
import { RecordId } from '../record-id.ts';

/**
 * A member's value was used up, lot by lot, always out of the drawer of whoever says so: from the wallet, or what was set aside
 * of it for a basket.
 */
export const valueSpent = defineEvent({
  type: 'ValueSpent',
  version: 1,
  schema: z.object({
    walletId: WalletId,
    unit: Unit,
    parts: Parts,
    saleId: RecordId.nullable(),
    reservationId: RecordId.nullable(),
    programId: z.string(),
    revision: z.int().positive(),
    reason: Reason,
  }),
  example: {
    walletId: '4bf5122f344554c53bde2ebb8cd2b7e3',
    unit: 'points:points',
    parts: [
      { lot: '2026-10-01/2027-10-01', amount: 80 },
      { lot: '2026-11-22/2027-11-22', amount: 20 },
    ],
    saleId: '01938f3e-5c1a-7c3e-9a55-0c8f5b2f7a10',
    reservationId: null,
    programId: 'points',
    revision: 1,
    reason: { code: 'POINTS_BECOME_VOUCHER', params: { points: 100, worthMinor: 200 } },
  },
  postings: ({ walletId, unit, parts, reservationId }, writer) =>
    transferParts(
      reservationId === null ? walletHolder(walletId) : reservedHolder(reservationId),
      'house:redeemed',
      unit,
      writer,
      parts,
    ),
});
