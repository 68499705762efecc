import { z } from 'zod';
import { walletHolder, WalletId } from '../../members/wallet.ts';
import { defineEvent } from '../event.ts';
import { debtHolder } from '../holder.ts';
import { Lot, Part, transferParts, Unit } from '../posting.ts';
import { RecordId } from '../record-id.ts';

/**
 * What a reversed sale had earned was taken back: `parts` from the wallet, and of the rest `debt` became what the member owes
 * (in `debtLot`, for later earnings to repay), while `forgiven` was let go and moves nothing.
 */
export const valueClawedBack = defineEvent({
  type: 'ValueClawedBack',
  version: 1,
  schema: z.object({
    walletId: WalletId,
    unit: Unit,
    parts: z.array(Part),
    debt: z.int().nonnegative(),
    debtLot: Lot,
    forgiven: z.int().nonnegative(),
    saleId: RecordId,
    reversalId: RecordId,
  }),
  example: {
    walletId: '4bf5122f344554c53bde2ebb8cd2b7e3',
    unit: 'points:points',
    parts: [{ lot: '2026-11-22/2027-11-22', amount: 15 }],
    debt: 8,
    debtLot: '2026-11-22/-',
    forgiven: 0,
    saleId: '01938f3e-5c1a-7c3e-9a55-0c8f5b2f7a10',
    reversalId: '01938f52-71b4-7d0a-8e1f-3b6a90c4d2e7',
  },
  postings: ({ walletId, unit, parts, debt, debtLot }, writer) => [
    ...transferParts(walletHolder(walletId), 'house:issued', unit, writer, parts),
    ...transferParts(
      debtHolder(walletId),
      'house:issued',
      unit,
      writer,
      debt > 0 ? [{ lot: debtLot, amount: debt }] : [],
    ),
  ],
});
