import { z } from 'zod';
import { walletHolder, WalletId } from '../../members/wallet.ts';
import { Money } from '../../money/money.ts';
import { defineEvent } from '../event.ts';
import { debtHolder, HolderOf, saleHolder } from '../holder.ts';
import { Lot, transferParts, Unit, UnitParts } from '../posting.ts';
import { RecordId } from '../record-id.ts';

/**
 * The centre settled a provisional reversal: it took the right to refund (`refunded`) and did what the tills would have done,
 * all from and into its own drawer. What could not be put right has a `fault`, and a `loss` in money.
 */
export const reversalSettled = defineEvent({
  type: 'ReversalSettled',
  version: 1,
  by: 'centre',
  schema: z
    .object({
      reversalId: RecordId,
      saleId: RecordId,
      walletId: WalletId.nullable(),
      refunded: z.array(UnitParts),
      /**
       * How much of the sale had come back before, in minor units; absent when nothing had. From there on it takes what was not taken
       * before, over what others took.
       */
      beforeMinor: z.int().positive().optional(),
      clawed: z.array(UnitParts),
      debts: z.array(z.object({ unit: Unit, amount: z.int().positive(), lot: Lot })),
      given: z.array(UnitParts.extend({ holder: HolderOf('wallet', 'gift-card', 'campaign') })),
      fault: z.enum(['OVER_REFUNDED', 'SALE_UNKNOWN']).nullable(),
      loss: Money.nullable(),
    })
    .refine(
      ({ walletId, clawed, debts }) => walletId !== null || clawed.length + debts.length === 0,
      'takes back from a member',
    ),
  example: {
    reversalId: '01938f52-71b4-7d0a-8e1f-3b6a90c4d2e7',
    saleId: '01938f3e-5c1a-7c3e-9a55-0c8f5b2f7a10',
    walletId: '4bf5122f344554c53bde2ebb8cd2b7e3',
    refunded: [{ unit: 'refund:EUR', parts: [{ lot: '2026-11-22/2027-11-22', amount: 300 }] }],
    clawed: [{ unit: 'points:points', parts: [{ lot: '2026-11-22/2027-11-22', amount: 2 }] }],
    debts: [{ unit: 'points:points', amount: 1, lot: '2026-11-22/-' }],
    given: [
      {
        holder: 'wallet:4bf5122f344554c53bde2ebb8cd2b7e3',
        unit: 'points:points',
        parts: [{ lot: '2026-10-01/2027-10-01', amount: 20 }],
      },
    ],
    fault: 'OVER_REFUNDED',
    loss: { minor: 40, currency: 'EUR' },
  },
  postings: ({ saleId, walletId, refunded, clawed, debts, given }, writer) => {
    const back = (holder: string, { unit, parts }: z.output<typeof UnitParts>) =>
      transferParts(holder, 'house:issued', unit, writer, parts);
    return [
      ...refunded.flatMap((moved) => back(saleHolder(saleId), moved)),
      ...(walletId === null
        ? []
        : [
            ...clawed.flatMap((moved) => back(walletHolder(walletId), moved)),
            ...debts.flatMap(({ unit, ...part }) => back(debtHolder(walletId), { unit, parts: [part] })),
          ]),
      ...given.flatMap(({ holder, unit, parts }) =>
        transferParts('house:redeemed', holder, unit, writer, parts),
      ),
    ];
  },
});
