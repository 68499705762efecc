import { z } from 'zod';
import { walletHolder, WalletId } from '../../members/wallet.ts';
import { defineEvent } from '../event.ts';
import { Lot, transfer, Unit } from '../posting.ts';
import { Reason } from '../reason.ts';

/** A member's value was used up, lot by lot, always out of the drawer of the till that says so. */
export const valueSpent = defineEvent({
  type: 'ValueSpent',
  version: 1,
  schema: z.object({
    walletId: WalletId,
    unit: Unit,
    lots: z.array(z.object({ lot: Lot, amount: z.int().positive() })).min(1),
    saleId: z.string().nullable(),
    programId: z.string(),
    revision: z.int().positive(),
    reason: Reason,
  }),
  example: {
    walletId: '4bf5122f344554c53bde2ebb8cd2b7e3',
    unit: 'points:points',
    lots: [
      { lot: '2026-10-01/2027-10-01', amount: 80 },
      { lot: '2026-11-22/2027-11-22', amount: 20 },
    ],
    saleId: '01938f3e-5c1a-7c3e-9a55-0c8f5b2f7a10',
    programId: 'points',
    revision: 1,
    reason: { code: 'POINTS_BECOME_VOUCHER', params: { points: 100, worthMinor: 200 } },
  },
  postings: (body, writer) =>
    body.lots.flatMap(({ lot, amount }) =>
      transfer(
        walletHolder(body.walletId),
        'house:redeemed',
        { unit: body.unit, drawer: writer, lot },
        amount,
      ),
    ),
});
