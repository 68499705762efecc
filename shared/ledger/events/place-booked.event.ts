import { z } from 'zod';
import { Day } from '../../base/business-time.ts';
import { VoucherId, WalletId } from '../../members/wallet.ts';
import { defineEvent } from '../event.ts';
import { Lot, UnitParts } from '../posting.ts';

/**
 * A member took a place in something. It says what that took, which the facts before it moved, so that giving the place up can give
 * that back; the place itself is the voucher issued right behind it. Posts nothing.
 */
export const placeBooked = defineEvent({
  type: 'PlaceBooked',
  version: 1,
  by: 'till',
  schema: z.object({
    /** The voucher that is the place: taken at the door, or given up, once. */
    voucherId: VoucherId,
    walletId: WalletId,
    programId: z.string().max(40),
    revision: z.int().positive(),
    /** The day it takes place; null for what is good from the booking on. */
    eventDay: Day.nullable(),
    /** The lot of the use that it took of a limited number; null where nobody counts. */
    useLot: Lot.nullable(),
    /** What was paid for it; null for nothing. */
    cost: UnitParts.nullable(),
  }),
  example: {
    voucherId: '00f1e2d3c4b5a697',
    walletId: '4bf5122f344554c53bde2ebb8cd2b7e3',
    programId: 'wine-tasting',
    revision: 1,
    eventDay: '2026-11-27',
    useLot: '2026-11-22/-',
    cost: { unit: 'points:points', parts: [{ lot: '2026-10-01/2027-10-01', amount: 80 }] },
  },
});
