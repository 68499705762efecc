import { z } from 'zod';
import { walletHolder, WalletId } from '../../members/wallet.ts';
import { defineEvent } from '../event.ts';
import { Writer } from '../drawer.ts';
import { Lot, transfer, Unit } from '../posting.ts';
import { OnceKey, Reason } from '../reason.ts';
import { RecordId } from '../record-id.ts';

/** A member earned value. It is credited to one drawer: anybody may put in, only the drawer's owner takes out. */
export const valueAwarded = defineEvent({
  type: 'ValueAwarded',
  version: 1,
  schema: z.object({
    walletId: WalletId,
    unit: Unit,
    drawer: Writer,
    lot: Lot,
    amount: z.int().positive(),
    saleId: RecordId.nullable(),
    programId: z.string(),
    revision: z.int().positive(),
    reason: Reason,
    /** For what is given once: the key under which the program remembers it. Absent for most. */
    onceKey: OnceKey.optional(),
  }),
  example: {
    walletId: '4bf5122f344554c53bde2ebb8cd2b7e3',
    unit: 'points:points',
    drawer: 'till-1',
    lot: '2026-11-22/2027-11-22',
    amount: 23,
    saleId: '01938f3e-5c1a-7c3e-9a55-0c8f5b2f7a10',
    programId: 'points',
    revision: 1,
    reason: { code: 'POINTS_PER_UNIT', params: { points: 23, perUnit: 1, baseMinor: 2340 } },
  },
  postings: (body) =>
    transfer(
      'house:issued',
      walletHolder(body.walletId),
      { unit: body.unit, drawer: body.drawer, lot: body.lot },
      body.amount,
    ),
});
